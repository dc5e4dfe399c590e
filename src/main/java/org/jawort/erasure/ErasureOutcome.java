package org.jawort.erasure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.proof.ProofDuty;
import org.jawort.contact.ContactId;

/** What became of the wish to erase somebody. */
public sealed interface ErasureOutcome {
  /**
   * Everything is destroyed.
   *
   * @param whole whether the contact went too
   */
  record Erased(boolean whole) implements ErasureOutcome {}

  /** Everything is destroyed but the proof, which is restricted and erased by itself. */
  record ProofKept(boolean whole, Instant until) implements ErasureOutcome {}

  /** Nothing was erased: it was to be decided about this proof first, or it must be kept. */
  record ProofStands(List<ProofDuty> duties) implements ErasureOutcome {
    /** Copies the duties. */
    public ProofStands {
      duties = List.copyOf(duties);
    }
  }

  /** Nothing was erased: something happened since the choice was made. */
  record Overtaken() implements ErasureOutcome {}

  /**
   * The tenant has no such contact, or it has no such contact point.
   *
   * @param into the contact that it was merged into
   */
  record Unknown(Optional<ContactId> into) implements ErasureOutcome {}
}
