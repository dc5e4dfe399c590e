package org.jawort.transfer.exports;

import java.util.UUID;

/** Names one export within its tenant. */
public record ExportId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
