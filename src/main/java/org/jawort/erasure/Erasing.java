package org.jawort.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.ProofDuty;
import org.jawort.contact.ContactId;

/** What became of the wish to erase somebody. */
public sealed interface Erasing {
  /**
   * Everything is destroyed.
   *
   * @param whole whether the contact went too
   */
  record Erased(boolean whole) implements Erasing {}

  /** Everything is destroyed but the proof, which is restricted and erased by itself. */
  record ProofKept(boolean whole, Instant until) implements Erasing {}

  /** Nothing was erased: it was to be decided about this proof first, or it must be kept. */
  record ProofStands(List<ProofDuty> duties) implements Erasing {
    /** Copies the duties. */
    public ProofStands {
      duties = List.copyOf(duties);
    }
  }

  /** Nothing was erased: something happened since the choice was made. */
  record Overtaken() implements Erasing {}

  /**
   * The tenant has no such contact, or it has no such contact point.
   *
   * @param into the contact that it was merged into
   */
  record Unknown(Optional<ContactId> into) implements Erasing {}
}
