package org.jawort.contact;

import java.time.Instant;
import java.util.UUID;

/**
 * Where a reader of changes stands.
 *
 * @param walking whether it is still on its first way past all contacts
 * @param system of the database in which the transaction has its number
 * @param transaction from which on changes are read, or behind whose row the reader stands
 * @param place the contact that was read last on the first way; later the row
 * @param entry how many entries of that row were read
 * @param at when that was, for what is kept for a month alone
 */
public record ChangePosition(
    boolean walking, long system, long transaction, UUID place, int entry, Instant at) {
  /** What has no place before it. */
  static final UUID FIRST = new UUID(0, 0);

  /** Behind a contact on the first way. */
  ChangePosition behind(ContactId contact) {
    return new ChangePosition(true, system, transaction, contact.value(), 0, at);
  }

  /** Where the first way is over: at the changes since it began. */
  ChangePosition walked() {
    return new ChangePosition(false, system, transaction, FIRST, 0, at);
  }
}
