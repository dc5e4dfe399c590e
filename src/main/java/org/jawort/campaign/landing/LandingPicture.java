package org.jawort.campaign.landing;

import java.util.UUID;

/**
 * A logo, as it was uploaded.
 *
 * @param hash of its content, in hexadecimal digits
 * @param type media type, by its content
 * @param width in pixels, as the height
 * @param size in bytes
 */
public record LandingPicture(UUID id, String hash, String type, int width, int height, int size) {
  private static final int SHOWN_OF_HASH = 32;

  /**
   * Where it is served; the hash makes the address good for ever.
   *
   * @param tenantNumber of the tenant that it belongs to
   */
  public String address(int tenantNumber) {
    return "/assets/logo/%d/%s"
        .formatted(tenantNumber, hash.substring(0, Math.min(hash.length(), SHOWN_OF_HASH)));
  }
}
