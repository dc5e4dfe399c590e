package org.jawort.delivery;

/** What a mail server said to one mail; each text is one line without addresses. */
sealed interface Reply {
  /** The answer as recorded with the message. */
  String text();

  /** It took the mail over (2xx after the last dot). */
  record Accepted(String text) implements Reply {}

  /** It will never take this mail, and the recipient is the reason: the address is dead. */
  record RecipientRefused(String text) implements Reply {}

  /** It will never take this mail, for another reason than the recipient. */
  record MailRefused(String text) implements Reply {}

  /** Not now; or no answer at all. */
  record Deferred(String text) implements Reply {}

  /** It serves us nothing as things are set up: sender, relaying, sign-in. */
  record Unusable(String text) implements Reply {}

  /** It cannot be reached, or refuses the connection, the encryption or the sign-in. */
  record NoConnection(String text) implements Reply {}
}
