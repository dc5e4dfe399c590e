package org.jawort.campaign;

/** What became of saving a draft. */
public sealed interface SavingOutcome {
  /** It is saved. */
  record Saved(int revision) implements SavingOutcome {}

  /** Somebody else saved in between; nothing was changed. */
  record Overtaken(Draft theirs) implements SavingOutcome {}

  /** Nothing of this campaign is in work, or there is no such campaign. */
  record NoDraft() implements SavingOutcome {}
}
