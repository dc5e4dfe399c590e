package org.jawort.delivery;

import java.time.Instant;

/** What a connection takes over: a mail to hand on, or what is settled without any. */
sealed interface SendTask {
  /** The message. */
  Outgoing message();

  /** To be handed to the mail server. */
  record Sealed(Outgoing message, Mail mail) implements SendTask {}

  /** Only to be recorded. */
  record Settled(SendAttempt answered) implements SendTask {
    @Override
    public Outgoing message() {
      return answered.message();
    }
  }

  /** Of what the composer made. */
  static SendTask of(Outgoing message, Composer.ComposeOutcome composeOutcome, Instant now) {
    return switch (composeOutcome) {
      case Composer.ComposeOutcome.Ready(Mail mail) -> new Sealed(message, mail);
      case Composer.ComposeOutcome.Unfit(String reason) ->
          new Settled(SendAttempt.unfit(message, reason, now));
    };
  }
}
