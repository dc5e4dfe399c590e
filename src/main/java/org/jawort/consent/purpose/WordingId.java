package org.jawort.consent.purpose;

import java.util.UUID;

/** Names one version of a wording within its tenant. */
public record WordingId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
