package org.jawort.campaign.landing;

import java.util.List;

/** What became of the wish to publish a landing page. */
public sealed interface PublishingOutcome {
  /**
   * It is shown from now on.
   *
   * @param others how many other pages got its look
   */
  record Published(int version, int others) implements PublishingOutcome {}

  /** It says and looks what it did before; nothing was written. */
  record Same() implements PublishingOutcome {}

  /** Somebody else published meanwhile; nothing was written. */
  record Overtaken(LandingPage latest) implements PublishingOutcome {}

  /** It cannot be published as it is; nothing was written. */
  record Unfit(List<LandingLack> lacks) implements PublishingOutcome {
    /** Copies the list. */
    public Unfit {
      lacks = List.copyOf(lacks);
    }
  }

  /** The tenant has no such page. */
  record Unknown() implements PublishingOutcome {}
}
