package org.jawort.optin.trial;

import java.util.UUID;

/** Names a trial within its tenant. */
public record TrialId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
