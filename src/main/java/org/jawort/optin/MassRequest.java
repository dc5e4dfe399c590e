package org.jawort.optin;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jspecify.annotations.Nullable;

/**
 * A group that is asked for its consent, and how far that has come.
 *
 * @param total contact points of the group when it began; one for a member who has none
 * @param done of them, until now; at the end it may differ from the total by those who went or were
 *     given another address meanwhile
 * @param outcome how many came to what: {@link #REQUESTED}, or why not, as the API names it: the
 *     status, SUPPRESSED, BLOCKED_…, CHANNEL, NO_WORDING, {@link #NO_ADDRESS}
 * @param workedAt when the latest batch was written
 * @param stoppedAt null while it goes on
 * @param finishedAt null until it is over
 */
public record MassRequest(
    UUID id,
    UUID group,
    PurposeId purpose,
    int total,
    int done,
    Map<String, Integer> outcome,
    Instant startedAt,
    Instant workedAt,
    @Nullable Instant stoppedAt,
    @Nullable Instant finishedAt) {
  /** Those who were asked. */
  public static final String REQUESTED = "REQUESTED";

  /** Members who have neither an e-mail address nor a number. */
  public static final String NO_ADDRESS = "NO_ADDRESS";

  /** Copies the counts. */
  public MassRequest {
    outcome = Map.copyOf(outcome);
  }

  /** How many were asked. */
  public int requested() {
    return outcome.getOrDefault(REQUESTED, 0);
  }

  /** Contact points a second until the latest batch; 0 before the first. */
  public double perSecond() {
    long milliseconds = Duration.between(startedAt, workedAt).toMillis();
    return milliseconds <= 0 ? 0 : done * 1000.0 / milliseconds;
  }
}
