package org.jawort.delivery;

import java.util.UUID;

/** Names one message within its tenant. */
public record MessageId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
