package org.jawort.platform;

import java.util.UUID;

/** Names one tenant (Mandant); the first part of every key in the database. */
public record TenantId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
