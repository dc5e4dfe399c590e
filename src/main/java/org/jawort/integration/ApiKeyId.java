package org.jawort.integration;

import java.util.UUID;

/** Names one API key within its tenant. */
public record ApiKeyId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
