package org.jawort.contact;

import java.util.UUID;

/** Names one contact within its tenant. */
public record ContactId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
