package org.jawort.contact;

import java.util.UUID;

/** Names one contact point within its tenant; consent hangs on it. */
public record ContactPointId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
