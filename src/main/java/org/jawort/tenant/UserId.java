package org.jawort.tenant;

import java.util.UUID;

/** Names one member of staff. */
public record UserId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
