package org.jawort.delivery;

/** The built-in mailbox: takes every mail at once; what it shows is the outbox's own record. */
final class MailboxTransport implements MailTransport {
  private static final Reply CAUGHT =
      new Reply.Accepted("250 2.0.0 caught by the built-in mailbox");

  @Override
  public Reply hand(Mail mail) {
    return CAUGHT;
  }

  @Override
  public void close() {
    // There is no connection.
  }
}
