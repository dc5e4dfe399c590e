package org.jawort.consent.purpose;

import java.util.UUID;

/** Names one purpose within its tenant. */
public record PurposeId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
