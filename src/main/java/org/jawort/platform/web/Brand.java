package org.jawort.platform.web;

import java.net.URI;
import java.util.Optional;

/**
 * How a tenant appears on its public pages.
 *
 * @param colour as {@code #rrggbb}; the stylesheet darkens it where it would be hard to read
 * @param imprint several lines of text, or empty
 */
public record Brand(String name, String colour, String imprint, Optional<URI> privacyPolicyUrl) {
  /** Pages that belong to no tenant, such as errors. */
  public static final Brand NONE = new Brand("Jawort", "#1b5e7b", "", Optional.empty());

  /** The colour without its hash, as it stands in the stylesheet's address. */
  public String colourCode() {
    return colour.substring(1);
  }
}
