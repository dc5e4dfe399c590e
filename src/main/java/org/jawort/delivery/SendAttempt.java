package org.jawort.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt, to be recorded.
 *
 * @param status QUEUED where it is tried again
 * @param answer of the server, without addresses
 * @param dueAt when it is tried again; of no meaning in any other status
 * @param blocks whether the address is dead
 * @param raw the mail as sent, where it was accepted
 */
record SendAttempt(
    Outgoing message,
    MessageStatus status,
    String answer,
    Instant at,
    Instant dueAt,
    boolean blocks,
    byte @Nullable [] raw) {

  /** Draws the consequence of a server's reply. */
  static SendAttempt of(Outgoing message, Mail mail, Reply reply, Instant now) {
    return switch (reply) {
      case Reply.Accepted(String text) ->
          new SendAttempt(message, MessageStatus.ACCEPTED, text, now, now, false, mail.raw());
      case Reply.RecipientRefused(String text) ->
          new SendAttempt(message, MessageStatus.REFUSED, text, now, now, true, null);
      case Reply.MailRefused(String text) ->
          new SendAttempt(message, MessageStatus.REFUSED, text, now, now, false, null);
      case Reply.Deferred(String text) -> later(message, text, now);
      case Reply.Unusable(String text) -> later(message, text, now);
      case Reply.NoConnection(String text) -> later(message, text, now);
    };
  }

  /** No mail can be made of it. */
  static SendAttempt unfit(Outgoing message, String reason, Instant now) {
    return new SendAttempt(
        message, MessageStatus.REFUSED, "Jawort: " + reason, now, now, false, null);
  }

  /** It is tried again, or given up where its time is over. */
  static SendAttempt later(Outgoing message, String text, Instant now) {
    return Retries.next(message.createdAt(), message.attempts(), now)
        .map(next -> new SendAttempt(message, MessageStatus.QUEUED, text, now, next, false, null))
        .orElseGet(
            () -> new SendAttempt(message, MessageStatus.EXPIRED, text, now, now, false, null));
  }
}
