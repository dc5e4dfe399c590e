package org.jawort.form;

/** What became of a change to a draft. */
public sealed interface FormDraftOutcome {
  /** It stands there now. */
  record Saved(FormDraft draft) implements FormDraftOutcome {}

  /** Somebody else changed it since it was read; nothing was written. */
  record Overtaken(FormDraft draft) implements FormDraftOutcome {}

  /** The tenant has no such form, or archived it. */
  record Unknown() implements FormDraftOutcome {}
}
