package org.jawort.campaign;

/** What became of saving a draft. */
public sealed interface Saving {
  /** It is saved. */
  record Saved(int revision) implements Saving {}

  /** Somebody else saved in between; nothing was changed. */
  record Overtaken(Draft theirs) implements Saving {}

  /** Nothing of this campaign is in work, or there is no such campaign. */
  record NoDraft() implements Saving {}
}
