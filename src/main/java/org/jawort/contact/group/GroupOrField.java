package org.jawort.contact.group;

import java.time.Instant;
import java.util.UUID;

/**
 * A group or a field of a tenant, and how much hangs on it.
 *
 * @param holders contacts that are in the group, or have something in the field
 */
public record GroupOrField(UUID id, String name, Instant createdAt, long holders) {
  /** Longest name of a group or a field, in characters. */
  public static final int LONGEST_NAME = 80;
}
