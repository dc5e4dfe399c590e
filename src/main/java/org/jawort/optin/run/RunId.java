package org.jawort.optin.run;

import java.util.UUID;

/** Names one contact point's way through a process, within its tenant. */
public record RunId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
