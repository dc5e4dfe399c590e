package org.jawort.transfer.imports;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a row.
 *
 * @param number among the lines that are not blank, from 1
 * @param contact whom it is about, or null where it was refused
 * @param reasons what is said of it, as {@link NoteReason} or {@link ContactBatches} name it
 * @param problem what is wrong with the line itself, or null
 */
public record BatchAnswer(
    int number,
    Outcome outcome,
    @Nullable UUID contact,
    List<String> reasons,
    BatchLine.@Nullable Problem problem) {
  /** Copies the list. */
  public BatchAnswer {
    reasons = List.copyOf(reasons);
  }

  /** What it came to. */
  public enum Outcome {
    /** A new contact. */
    CREATED,
    /** Somebody who was known, and of whom something changed. */
    CHANGED,
    /** Somebody who was known, and of whom nothing did. */
    UNCHANGED,
    /** Nothing. */
    REFUSED
  }
}
