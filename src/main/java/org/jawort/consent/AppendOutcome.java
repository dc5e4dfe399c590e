package org.jawort.consent;

/** What became of an event that was to be appended. */
public sealed interface AppendOutcome {
  /** The status before it. */
  ConsentStatus before();

  /** It stands in the ledger and led from one status to another. */
  record Changed(EventId event, ConsentStatus before, ConsentStatus after)
      implements AppendOutcome {}

  /** It stands in the ledger; the status is as before. */
  record Recorded(EventId event, ConsentStatus before) implements AppendOutcome {}

  /** It cannot happen; nothing was written. */
  record Refused(ConsentStatus before, Transition.Reason reason) implements AppendOutcome {}
}
