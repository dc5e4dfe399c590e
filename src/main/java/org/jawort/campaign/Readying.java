package org.jawort.campaign;

import java.util.List;

/** What became of making a draft ready. */
public sealed interface Readying {
  /** It is frozen as this version and will be sent from now on. */
  record Ready(int version) implements Readying {}

  /** It stays a draft; all of this is missing. */
  record Lacking(List<Lack> lacks) implements Readying {
    /** Copies the list. */
    public Lacking {
      lacks = List.copyOf(lacks);
    }
  }

  /** Somebody changed it in between. */
  record Overtaken() implements Readying {}

  /** Nothing of this campaign is in work, or there is no such campaign. */
  record NoDraft() implements Readying {}
}
