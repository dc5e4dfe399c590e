package org.jawort.tenant.job;

import java.util.UUID;

/** Names one job within its tenant. */
public record JobId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
