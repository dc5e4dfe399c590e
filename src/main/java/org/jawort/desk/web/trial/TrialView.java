package org.jawort.desk.web.trial;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What is to be seen of a trial at a moment.
 *
 * @param now what happens or is to be done, the end of a message key
 * @param dueAt when it goes on by itself, or null
 * @param waits whether the waiting can be ended
 * @param ended whether nothing follows any more
 */
public record TrialView(
    String now,
    @Nullable Instant dueAt,
    boolean waits,
    boolean ended,
    ConsentStatus status,
    @Nullable String block,
    List<TrialView.Line> steps,
    List<TrialView.Mail> mails,
    List<TrialView.Event> events) {
  /** Where the run is in relation to a step. */
  public enum State {
    /** It came through. */
    PASSED,
    /** It stands here. */
    HERE,
    /** It ended here. */
    ENDED,
    /** It has not come here yet. */
    AHEAD,
    /** It will not come here any more. */
    SKIPPED
  }

  /**
   * A step of the process.
   *
   * @param depth how many branches it lies behind
   * @param way by which way of the branch it is come to, or null
   */
  public record Line(String text, int depth, @Nullable String way, State state) {}

  /** A mail of the trial. */
  public record Mail(
      UUID id, String campaign, String status, Instant at, @Nullable Instant answeredAt) {}

  /** What the ledger wrote. */
  public record Event(Instant at, EventType type, @Nullable ConsentStatus status) {}

  /** Stands for all of it; changes as soon as something happens. */
  public String seen() {
    return Integer.toHexString(toString().hashCode());
  }
}
