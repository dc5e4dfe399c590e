package org.jawort.consent;

import java.util.UUID;

/** Names one version of a wording within its tenant. */
public record WordingId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
