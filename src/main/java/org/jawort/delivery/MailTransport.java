package org.jawort.delivery;

/** One way out for mails, one mail at a time. */
interface MailTransport extends AutoCloseable {
  /** Hands the mail over and returns the answer; never throws for what the other side does. */
  Reply hand(Mail mail);

  /** Ends a kept connection, where there is one; the next mail opens another. */
  @Override
  void close();
}
