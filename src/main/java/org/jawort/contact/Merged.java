package org.jawort.contact;

import java.util.Optional;

/** What became of two contacts that were to be merged. */
public sealed interface Merged {
  /** There is one now. */
  record Done(ContactCard card) implements Merged {}

  /** Somebody changed one of the two meanwhile; nothing was written. */
  record Overtaken() implements Merged {}

  /**
   * One of the two is no longer there; nothing was written.
   *
   * @param into the contact that it was merged into meanwhile; empty where it was erased
   */
  record Gone(Optional<ContactId> into) implements Merged {}
}
