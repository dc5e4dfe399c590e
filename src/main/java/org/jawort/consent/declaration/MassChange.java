package org.jawort.consent.declaration;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.Transition;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Massenänderung: one statement about many contact points.
 *
 * @param startedBy the member of staff
 * @param total contact points to change
 * @param done of them looked at so far
 * @param outcome how many came to what: {@value #CHANGED}, a status or a reason why not
 * @param workedAt when the latest batch was done
 * @param stoppedAt when somebody stopped it, or null
 * @param finishedAt when the last one was done, or null
 */
public record MassChange(
    UUID id,
    Kind kind,
    PurposeId purpose,
    UUID startedBy,
    int total,
    int done,
    Map<String, Integer> outcome,
    Instant startedAt,
    Instant workedAt,
    @Nullable Instant stoppedAt,
    @Nullable Instant finishedAt) {
  /** The name under which those are counted that changed. */
  public static final String CHANGED = "CHANGED";

  /** The name under which those are counted that were erased in between. */
  public static final String GONE = "GONE";

  /** Copies the outcome. */
  public MassChange {
    outcome = Map.copyOf(outcome);
  }

  /** What it does. */
  public enum Kind {
    /** Unknown becomes externally documented. */
    DECLARE,
    /** Externally documented becomes unknown again. */
    TAKE_BACK;

    /** Tells whether a contact point in this status would change. */
    public boolean changes(ConsentStatus status) {
      // After a "no" only one by one.
      return status != ConsentStatus.REFUSED
          && Transition.of(status, event(), Actor.Kind.STAFF) instanceof Transition.To;
    }

    private EventType event() {
      return this == DECLARE ? EventType.DECLARED : EventType.DECLARATION_WITHDRAWN;
    }
  }

  /** How many changed so far. */
  public int changed() {
    return outcome.getOrDefault(CHANGED, 0);
  }

  /** Tells whether it is under way. */
  public boolean running() {
    return finishedAt == null && stoppedAt == null;
  }

  /** Done so far, in whole percent. */
  public int percent() {
    return total == 0 ? 100 : (int) (100L * done / total);
  }

  /** How many a second, from the start to the latest batch. */
  public long rate() {
    long millis = Math.max(1, Duration.between(startedAt, workedAt).toMillis());
    return done * 1000L / millis;
  }

  /** Seconds that the rest will take at this rate, or null before anything is known. */
  public @Nullable Long secondsLeft() {
    return done == 0 || rate() == 0 ? null : (total - done) / rate() + 1;
  }
}
