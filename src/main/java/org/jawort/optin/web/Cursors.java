package org.jawort.optin.web;

import java.util.Optional;
import java.util.UUID;

/** Ids in addresses. */
final class Cursors {
  /** An id in an address; all else is no page of ours. */
  static final String ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private Cursors() {}

  /** Where a page begins; somebody who edited the address gets the first one. */
  static Optional<UUID> id(String text) {
    return text.matches(ID) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }
}
