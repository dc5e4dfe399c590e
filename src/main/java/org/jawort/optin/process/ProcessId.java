package org.jawort.optin.process;

import java.util.UUID;

/** Names one double opt-in process within its tenant. */
public record ProcessId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
