package org.jawort.consent.ecg;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * The list as it was loaded last.
 *
 * @param name of the file
 * @param entries how many addresses and domains it has
 * @param added how many of them were not on the one before
 * @param ended how many of the one before are gone
 */
public record EcgList(
    Instant loadedAt, UUID loadedBy, String name, int entries, int added, int ended) {
  /** From which age on somebody is told to get a new one. */
  public static final Duration FRESH = Duration.ofDays(31);

  /** Tells whether it is older than a month. */
  public boolean isOld(Instant now) {
    return loadedAt.plus(FRESH).isBefore(now);
  }

  /** Whole days since it was loaded. */
  public long days(Instant now) {
    return Duration.between(loadedAt, now).toDays();
  }
}
