package org.jawort.platform.web;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a tenant appears on its public pages.
 *
 * @param colour as {@code #rrggbb}; the stylesheet darkens it where it would be hard to read
 * @param imprint several lines of text, or empty
 * @param privacyPolicyVersion of what the link leads to, for the evidence
 * @param logo in place of the name at the top, or null
 */
public record Brand(
    String name,
    String colour,
    String imprint,
    Optional<URI> privacyPolicyUrl,
    Optional<String> privacyPolicyVersion,
    @Nullable Logo logo) {
  /** Pages that belong to no tenant, such as errors. */
  public static final Brand NONE =
      new Brand("Jawort", "#1b5e7b", "", Optional.empty(), Optional.empty(), null);

  /**
   * A picture in place of the name.
   *
   * @param address on this server
   * @param alt what it says to those who do not see it
   * @param width in pixels, as is the height, so that nothing moves while it loads
   */
  public record Logo(String address, String alt, int width, int height) {}

  /** The same tenant in another dress. */
  public Brand wearing(String otherColour, @Nullable Logo otherLogo) {
    return new Brand(name, otherColour, imprint, privacyPolicyUrl, privacyPolicyVersion, otherLogo);
  }

  /** The colour without its hash, as it stands in the stylesheet's address. */
  public String colourCode() {
    return colour.substring(1);
  }
}
