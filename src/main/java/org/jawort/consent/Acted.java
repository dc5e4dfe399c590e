package org.jawort.consent;

import java.util.List;

/** What became of a wish to record what somebody said. */
public sealed interface Acted {
  /** It stands in the ledger; both statuses are the same where it changed none. */
  record Done(EventId event, ConsentStatus before, ConsentStatus after) implements Acted {}

  /** The status changed since whoever wishes it looked; nothing was written. */
  record Overtaken(ConsentStatus status) implements Acted {}

  /** It cannot happen; nothing was written. */
  record Refused(ConsentStatus status, Reason reason) implements Acted {}

  /** The evidence lacks something; nothing was written. */
  record Incomplete(List<Lack> lacks) implements Acted {
    /** Copies the list. */
    public Incomplete {
      lacks = List.copyOf(lacks);
    }
  }

  /** The tenant has no such contact point. */
  record Unknown() implements Acted {}

  /** What the ledger made of it. */
  static Acted of(Appended appended) {
    return switch (appended) {
      case Appended.Changed(EventId event, ConsentStatus before, ConsentStatus after) ->
          new Done(event, before, after);
      case Appended.Recorded(EventId event, ConsentStatus before) ->
          new Done(event, before, before);
      case Appended.Refused(ConsentStatus before, Transition.Reason reason) ->
          new Refused(before, Reason.valueOf(reason.name()));
    };
  }

  /** Why it cannot happen. */
  enum Reason {
    /** The table of domain.md does not let this actor do it. */
    ACTOR,
    /** It is so already. */
    ALREADY,
    /** The status does not allow it. */
    STATUS,
    /** After a refusal or withdrawal one by one only, never by a mass change. */
    ONE_BY_ONE,
    /** After a withdrawal only the recipient can, as long as the tenant does not allow it. */
    WITHDRAWN,
    /** What was said is not newer than the last "no". */
    OLDER_THAN_NO,
    /** The use lies before the consent was given. */
    BEFORE_CONSENT,
    /** The recipient renewed the consent since, so it rests on no entry of staff any more. */
    RENEWED,
    /** The purpose is not meant for addresses or numbers of this kind. */
    CHANNEL
  }
}
