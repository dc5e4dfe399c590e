package org.jawort.optin;

import java.time.Duration;
import org.jawort.tenant.job.JobText;

/**
 * How fast a group is asked, so that mail servers do not take many mails of a new sender at once
 * for spam. What counts are all whom the tenant's mass requests asked in the last hour.
 *
 * @param perHour at most so many in any hour
 * @param perDomain of them at most so many at the domain of one provider
 */
public record AskingPace(int perHour, int perDomain) {
  /** The least that can be chosen. */
  public static final int LEAST = 10;

  /** The most that can be chosen: as fast as it goes, and no hour is divided. */
  public static final int MOST = 10_000_000;

  /** What a sender may do that nobody knows yet. */
  public static final AskingPace STANDARD = new AskingPace(500, 100);

  /** An hour is gone through in parts, so that its mails do not all go in its first minute. */
  static final Duration PART = Duration.ofMinutes(6);

  private static final int PARTS = (int) Duration.ofHours(1).dividedBy(PART);
  private static final long MINUTES_IN_WORDS = 90;
  private static final long HOURS_IN_WORDS = 36;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException where one of them is outside
   */
  public AskingPace {
    if (!isPossible(perHour) || !isPossible(perDomain)) {
      throw new IllegalArgumentException("from " + LEAST + " to " + MOST);
    }
  }

  /** Tells whether so many an hour can be chosen. */
  public static boolean isPossible(int many) {
    return many >= LEAST && many <= MOST;
  }

  /** At most so many in a part of an hour. */
  int perPart() {
    return part(perHour);
  }

  /** Of them at most so many at one domain. */
  int perPartAndDomain() {
    return part(perDomain);
  }

  private static int part(int perHour) {
    return perHour == MOST ? MOST : Math.ceilDiv(perHour, PARTS);
  }

  /**
   * About how long it takes until the last one is asked, where nothing else is asked besides.
   *
   * @param ofLargest how many of them are at the domain at which most are
   */
  public Duration lasting(int asked, int ofLargest) {
    int parts =
        Math.max(Math.ceilDiv(asked, perPart()), Math.ceilDiv(ofLargest, perPartAndDomain()));
    return PART.multipliedBy(Math.max(0, parts - 1));
  }

  /** So long, in words: a few minutes, so many minutes, hours or days. */
  public static JobText inWords(Duration lasting) {
    long minutes = lasting.toMinutes();
    if (minutes <= PART.toMinutes()) {
      return JobText.of("asking.lasting.soon");
    }
    if (minutes < MINUTES_IN_WORDS) {
      return JobText.of("asking.lasting.minutes", String.valueOf(minutes));
    }
    long hours = Math.round(minutes / 60.0);
    return hours < HOURS_IN_WORDS
        ? JobText.of("asking.lasting.hours", String.valueOf(hours))
        : JobText.of("asking.lasting.days", String.valueOf(Math.round(hours / 24.0)));
  }
}
