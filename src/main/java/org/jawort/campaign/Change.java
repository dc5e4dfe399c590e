package org.jawort.campaign;

import java.util.List;

/** What became of a change of a campaign's status. */
public sealed interface Change {
  /** It is done. */
  record Done() implements Change {}

  /** Something uses the campaign and would be left without. */
  record InUse(List<String> uses) implements Change {
    /** Copies the list. */
    public InUse {
      uses = List.copyOf(uses);
    }
  }

  /** The campaign is not in a status from which this can be done, or there is none. */
  record NotNow() implements Change {}
}
