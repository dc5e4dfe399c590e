package org.jawort.optin;

import java.util.List;
import org.jawort.consent.AskingLack;
import org.jawort.consent.ConsentStatus;
import org.jawort.contact.MailBlock;
import org.jawort.optin.run.RunId;

/** What became of the wish to ask a contact point for its consent. */
public sealed interface OptInRequestOutcome {
  /** The run began, the mail is queued. */
  record Requested(RunId run) implements OptInRequestOutcome {}

  /**
   * Only those who were never asked may be asked, and only what is given be renewed (domain.md);
   * nothing was written.
   */
  record ForbiddenByStatus(ConsentStatus status) implements OptInRequestOutcome {}

  /** The answer to a request for renewal is still awaited; nothing was written. */
  record AlreadyAsked() implements OptInRequestOutcome {}

  /** Not even a request for consent may be sent there; nothing was written. */
  record ForbiddenByBlock(MailBlock block) implements OptInRequestOutcome {}

  /** The tenant's profile does not say in whose name; nothing was written. */
  record InNobodysName() implements OptInRequestOutcome {}

  /** The mailbox has had its mails for now (ADR 0011); nothing was written. */
  record MailedEnough() implements OptInRequestOutcome {}

  /** The address is on the suppression list: only its owner may ask; nothing was written. */
  record Suppressed() implements OptInRequestOutcome {}

  /**
   * The rule for writing forbids it for another reason: OBJECTED, TRIAL or PURPOSE_ARCHIVED;
   * nothing was written.
   */
  record ForbiddenByRule(String reason) implements OptInRequestOutcome {}

  /** Nothing can be sent on this channel yet; nothing was written. */
  record NoSuchChannel() implements OptInRequestOutcome {}

  /** There is no wording of the purpose in the contact's language; nothing was written. */
  record NoWording() implements OptInRequestOutcome {}

  /** Not on this basis: what it lacks (B-05); nothing was written. */
  record Groundless(List<AskingLack> lacks) implements OptInRequestOutcome {
    /** Copies the list. */
    public Groundless {
      lacks = List.copyOf(lacks);
    }
  }

  /** The tenant has no such contact point. */
  record UnknownContactPoint() implements OptInRequestOutcome {}
}
