package org.jawort.transfer.imports;

import java.util.UUID;

/** Names one import within its tenant. */
public record ImportId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
