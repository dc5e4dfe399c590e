package org.jawort.tenant;

import java.util.UUID;

/** Names one person who signs in, whatever tenants they work for. */
public record AccountId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
