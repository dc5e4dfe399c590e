package org.jawort.tenant;

import org.jawort.platform.web.Brand;

/**
 * The firm's logo.
 *
 * @param sha256 of its content, in 64 hexadecimal digits
 * @param alt what it says to those who do not see it
 * @param width in pixels, as the height
 */
public record TenantLogo(String sha256, String alt, int width, int height) {
  private static final int SHOWN_OF_HASH = 32;

  /** Where it is served; the hash makes the address good for ever. */
  public static String address(int tenantNumber, String sha256) {
    return "/assets/firm/%d/%s".formatted(tenantNumber, sha256.substring(0, SHOWN_OF_HASH));
  }

  /** As pages show it. */
  public Brand.Logo shown(int tenantNumber) {
    return new Brand.Logo(address(tenantNumber, sha256), alt, width, height);
  }
}
