package org.jawort.contact.merge;

import java.util.Optional;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;

/** What became of two contacts that were to be merged. */
public sealed interface MergeOutcome {
  /** There is one now. */
  record Done(ContactCard card) implements MergeOutcome {}

  /** Somebody changed one of the two meanwhile; nothing was written. */
  record Overtaken() implements MergeOutcome {}

  /**
   * One of the two is no longer there; nothing was written.
   *
   * @param into the contact that it was merged into meanwhile; empty where it was erased
   */
  record Gone(Optional<ContactId> into) implements MergeOutcome {}
}
