package org.jawort.delivery;

/** Where a message is on its way. */
public enum MessageStatus {
  /** Waits for the sender, or for the next attempt. */
  QUEUED,
  /** The mail server took it over; that it reached the mailbox nobody can say. */
  ACCEPTED,
  /** The mail server refused it for good. */
  REFUSED,
  /** Not sent, as it may not be written any more. */
  WITHHELD,
  /** Given up after two days of attempts. */
  EXPIRED
}
