package org.jawort.consent.cosigner;

import org.jawort.consent.log.SignedNote;

/** What a witness answers to a checkpoint (C2SP tlog-witness). */
sealed interface CosignOutcome {
  /** It goes on from all that was seen, and that is remembered. */
  record Cosigned(SignedNote.Line line) implements CosignOutcome {}

  /** It is not written as it must be, or has fewer entries than it says it goes on from. */
  record Malformed(String why) implements CosignOutcome {}

  /** Nobody named this log. */
  record UnknownLog() implements CosignOutcome {}

  /** No key that was named for the log signed it, or a signature in its name is wrong. */
  record Untrusted() implements CosignOutcome {}

  /** The log was seen up to another size than the request says. */
  record HasSeen(long size) implements CosignOutcome {}

  /** This witness was shown what it has cosigned itself and forgotten: it signs no more. */
  record SetBack() implements CosignOutcome {}

  /** It does not go on from what was seen. */
  record Inconsistent() implements CosignOutcome {}
}
