package org.jawort.optin.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call to another system as staff see it, without whom it is about.
 *
 * @param process whose step called, or null where staff tried the address
 * @param step likewise
 * @param occasion what called where it was no process, or null
 * @param attempts made so far
 * @param answer a status code or a word that says what went wrong; null before the first attempt
 * @param answeredAt when the last attempt came to an end, or null
 * @param dueAt when it is tried next, where it is queued
 */
public record SentWebhook(
    UUID id,
    String url,
    @Nullable String process,
    @Nullable String step,
    @Nullable String occasion,
    boolean test,
    Status status,
    int attempts,
    @Nullable String answer,
    Instant createdAt,
    @Nullable Instant answeredAt,
    Instant dueAt) {
  /** How far it is. */
  public enum Status {
    /** To be made, or made again. */
    QUEUED,
    /** The other side took it. */
    DONE,
    /** Given up. */
    FAILED
  }

  /** Tells whether the answer is a status code of the other side. */
  public boolean answered() {
    return answer != null && isCode(answer);
  }

  static boolean isCode(String answer) {
    return answer.chars().allMatch(Character::isDigit);
  }
}
