package org.jawort.consent;

import java.util.UUID;

/** Names one entry of the ledger within its tenant. */
public record EventId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
