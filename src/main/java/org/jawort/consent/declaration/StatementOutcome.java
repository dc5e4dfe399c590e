package org.jawort.consent.declaration;

import java.util.List;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventId;
import org.jawort.consent.Transition;

/** What became of a wish to record what somebody said. */
public sealed interface StatementOutcome {
  /** It stands in the ledger; both statuses are the same where it changed none. */
  record Done(EventId event, ConsentStatus before, ConsentStatus after)
      implements StatementOutcome {}

  /** The status changed since whoever wishes it looked; nothing was written. */
  record Overtaken(ConsentStatus status) implements StatementOutcome {}

  /** It cannot happen; nothing was written. */
  record Refused(ConsentStatus status, Reason reason) implements StatementOutcome {}

  /** The evidence lacks something; nothing was written. */
  record Incomplete(List<DeclarationProblem> lacks) implements StatementOutcome {
    /** Copies the list. */
    public Incomplete {
      lacks = List.copyOf(lacks);
    }
  }

  /** The tenant has no such contact point. */
  record Unknown() implements StatementOutcome {}

  /** What the ledger made of it. */
  static StatementOutcome of(AppendOutcome appendOutcome) {
    return switch (appendOutcome) {
      case AppendOutcome.Changed(EventId event, ConsentStatus before, ConsentStatus after) ->
          new Done(event, before, after);
      case AppendOutcome.Recorded(EventId event, ConsentStatus before) ->
          new Done(event, before, before);
      case AppendOutcome.Refused(ConsentStatus before, Transition.Reason reason) ->
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
