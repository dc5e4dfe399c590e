package org.jawort.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * On what basis a person was asked for consent, as somebody stated it (B-05); part of the evidence
 * of the request. Who stated it is the actor of the event.
 *
 * @param basis null where none was chosen; then nobody is asked
 * @param note what else is to be said, such as the order or the occasion, or null
 * @param askedAt when the person wished for it, or null
 * @param stated on what occasion it was stated
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StatedBasis(
    @Nullable AskingBasis basis,
    @Nullable String note,
    @Nullable Instant askedAt,
    Occasion stated) {
  /** Most characters of a note. */
  public static final int LONGEST_NOTE = 1_000;

  /** On what occasion a basis was stated. */
  public enum Occasion {
    /** With the request itself. */
    WITH_REQUEST,
    /** When the API key was made, for all that it asks for. */
    WITH_KEY,
    /** By nobody: it follows from the ledger. */
    BY_LEDGER
  }

  /** One that was stated with the request. */
  public static StatedBasis of(
      @Nullable AskingBasis basis, @Nullable String note, @Nullable Instant askedAt) {
    return new StatedBasis(basis, note, askedAt, Occasion.WITH_REQUEST);
  }

  /** One that was stated for everybody whom a key's system will ask. */
  public static StatedBasis ofKey(AskingBasis basis, @Nullable String note) {
    return new StatedBasis(basis, note, null, Occasion.WITH_KEY);
  }

  /** The consent that is to be renewed. */
  public static StatedBasis consent() {
    return new StatedBasis(AskingBasis.GIVEN_CONSENT, null, null, Occasion.BY_LEDGER);
  }

  /** What it lacks so that somebody may be asked on it; empty where it carries. */
  public List<AskingLack> lacks(Instant now) {
    if (basis == null) {
      return List.of(AskingLack.BASIS);
    }
    if (!basis.carries()) {
      return List.of(AskingLack.DOES_NOT_CARRY);
    }
    var lacks = new ArrayList<AskingLack>();
    if (basis.needsNote() && (note == null || note.isBlank())) {
      lacks.add(AskingLack.NOTE);
    }
    if (askedAt == null && basis.needsTime() && stated == Occasion.WITH_REQUEST) {
      lacks.add(AskingLack.TIME);
    }
    if (askedAt != null && askedAt.isAfter(now)) {
      lacks.add(AskingLack.FUTURE);
    }
    return List.copyOf(lacks);
  }
}
