package org.jawort.contact.group;

import java.time.Instant;
import java.util.UUID;

/**
 * A group or a field of a tenant, and how much hangs on it.
 *
 * @param holders contacts that are in the group, or have something in the field; none where the
 *     group fills itself
 * @param dynamic whether it is a group that fills itself by its definition
 */
public record GroupOrField(UUID id, String name, Instant createdAt, long holders, boolean dynamic) {
  /** Longest name of a group or a field, in characters. */
  public static final int LONGEST_NAME = 80;
}
