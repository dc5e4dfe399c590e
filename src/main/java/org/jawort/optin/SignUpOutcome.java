package org.jawort.optin;

/** What a sign-up led to; for tests and figures, never for the visitor's eyes. */
public enum SignUpOutcome {
  /** A run began, a confirmation mail is queued. */
  STARTED,
  /** A run was under way; one more mail is queued. */
  SENT_AGAIN,
  /** The run waits, whether it began before or now; the mailbox has had its mails for the time. */
  MAILED_ENOUGH,
  /** Consent is there already; nothing but the ledger changed. */
  ALREADY_GIVEN,
  /** The form asks nobody to confirm: what came in is kept, under the mail block. */
  KEPT,
  /** The address must not be written to, not even for this; the run waits without a mail. */
  UNDELIVERABLE
}
