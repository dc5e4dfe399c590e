package org.jawort.optin.trial;

import java.util.List;
import org.jawort.optin.step.ProcessProblem;

/** What became of the wish to try a process out. */
public sealed interface TrialOutcome {
  /** Trials of one mailbox within a day, its aliases included (B-07). */
  int MOST_OF_A_MAILBOX = 5;

  /** Trials that one member of staff begins within a day. */
  int MOST_OF_A_USER = 10;

  /** It runs; the mail goes out in a moment. */
  record Started(TrialId trial) implements TrialOutcome {}

  /** One with this address runs already; nothing was written. */
  record Running(TrialId trial) implements TrialOutcome {}

  /** Nothing was written. */
  record Refused(Reason reason) implements TrialOutcome {}

  /** The version cannot be run as things are now; nothing was written. */
  record Unusable(List<ProcessProblem> problems) implements TrialOutcome {
    /** Copies the problems. */
    public Unusable {
      problems = List.copyOf(problems);
    }
  }

  /** Why there is no trial. */
  enum Reason {
    /** There is no such version of a process. */
    PROCESS,
    /** The purpose has no words for e-mail in the language of the process, or is archived. */
    WORDING,
    /** The tenant's profile does not say in whose name. */
    PROFILE,
    /** The address is a contact, whose consent a trial must not touch. */
    CONTACT,
    /** The address, or the mailbox that it is an alias of, is on the suppression list. */
    SUPPRESSED,
    /** Mails to the mailbox came back, or its owner complained. */
    BLOCKED,
    /** The owner of the mailbox said no: to a purpose, or to all advertising. */
    REFUSES,
    /** The mailbox had {@link TrialOutcome#MOST_OF_A_MAILBOX} trials within a day. */
    MAILBOX,
    /** The member of staff began {@link TrialOutcome#MOST_OF_A_USER} within a day. */
    USER
  }
}
