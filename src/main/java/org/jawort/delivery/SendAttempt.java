package org.jawort.delivery;

import java.time.Instant;
import org.jawort.platform.DatabaseException;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt, to be recorded.
 *
 * @param status QUEUED where it is tried again
 * @param answer of the server, without addresses
 * @param dueAt when it is tried again; of no meaning in any other status
 * @param blocks whether the address is dead
 * @param aside whether it waits until somebody has it tried again
 * @param raw the mail as sent, where it was accepted
 */
record SendAttempt(
    Outgoing message,
    MessageStatus status,
    String answer,
    Instant at,
    Instant dueAt,
    boolean blocks,
    boolean aside,
    byte @Nullable [] raw) {

  /** Draws the consequence of a server's reply. */
  static SendAttempt of(Outgoing message, Mail mail, Reply reply, Instant now) {
    return switch (reply) {
      case Reply.Accepted(String text) ->
          new SendAttempt(
              message, MessageStatus.ACCEPTED, text, now, now, false, false, mail.raw());
      case Reply.RecipientRefused(String text) ->
          new SendAttempt(message, MessageStatus.REFUSED, text, now, now, true, false, null);
      case Reply.MailRefused(String text) ->
          new SendAttempt(message, MessageStatus.REFUSED, text, now, now, false, false, null);
      case Reply.Deferred(String text) -> later(message, text, now);
      case Reply.Unusable(String text) -> later(message, text, now);
      case Reply.NoConnection(String text) -> later(message, text, now);
    };
  }

  /** No mail can be made of it. */
  static SendAttempt unfit(Outgoing message, String reason, Instant now) {
    return new SendAttempt(
        message, MessageStatus.REFUSED, "Jawort: " + reason, now, now, false, false, null);
  }

  /** It is tried again, or given up where its time is over. */
  static SendAttempt later(Outgoing message, String text, Instant now) {
    return Retries.next(message.createdAt(), message.attempts(), now)
        .map(
            next ->
                new SendAttempt(message, MessageStatus.QUEUED, text, now, next, false, false, null))
        .orElseGet(
            () ->
                new SendAttempt(
                    message, MessageStatus.EXPIRED, text, now, now, false, false, null));
  }

  /** A fault of ours met it: it is tried again, and set aside after several tries. */
  static SendAttempt faulty(Outgoing message, Throwable fault, Instant now) {
    return Retries.isFaulty(message.attempts()) && !DatabaseException.isPassing(fault)
        ? aside(message, fault, now)
        : later(message, Retries.fault(fault), now);
  }

  /** It waits until somebody has it tried again. */
  static SendAttempt aside(Outgoing message, Throwable fault, Instant now) {
    return new SendAttempt(
        message, MessageStatus.QUEUED, Retries.fault(fault), now, now, false, true, null);
  }
}
