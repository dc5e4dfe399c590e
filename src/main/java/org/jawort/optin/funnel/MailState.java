package org.jawort.optin.funnel;

/**
 * How far the confirmation mails of a sign-up came; of several, the one that came furthest.
 *
 * <p>Handing over and accepting are one conversation with the mail server, and what is recorded is
 * its answer. So "sent" means that the server was tried, and "accepted" that it answered with 250.
 */
public enum MailState {
  /** No mail was made: a consent was there already, or the mailbox is blocked (domain.md). */
  NONE(false),
  /** In the outbox; nothing tried yet. */
  UNTRIED(false),
  /** Withheld at the last moment, as it must not be written any more (law 27). */
  WITHHELD(false),
  /** The mail server was tried and gave no final answer; it is tried again. */
  TRIED(true),
  /** The mail server refused for good. */
  REFUSED(true),
  /** Tried for two days, then given up. */
  EXPIRED(true),
  /** The mail server took it over. */
  ACCEPTED(true);

  private final boolean sent;

  MailState(boolean sent) {
    this.sent = sent;
  }

  /** Whether handing over to the mail server was tried at least once. */
  public boolean sent() {
    return sent;
  }
}
