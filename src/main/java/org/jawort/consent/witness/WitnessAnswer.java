package org.jawort.consent.witness;

import java.util.List;
import org.jawort.consent.log.SignedNote;

/** What a witness says to a checkpoint. */
sealed interface WitnessAnswer {
  /** Lines of signatures, unchecked. */
  record Cosigned(List<SignedNote.Line> lines) implements WitnessAnswer {}

  /** It has seen the log up to another size than it was told. */
  record HasSeen(long size) implements WitnessAnswer {}

  /** The checkpoint does not go on from what it has seen. */
  record Inconsistent() implements WitnessAnswer {}

  /** It was never told of the log, or of its key. */
  record UnknownLog(int status) implements WitnessAnswer {}

  /** It was set back to an older state, knows it, and signs no more. */
  record SetBack() implements WitnessAnswer {}

  /**
   * Nothing that can be used.
   *
   * @param why in words, without anything that it sent
   */
  record Failure(String why) implements WitnessAnswer {}
}
