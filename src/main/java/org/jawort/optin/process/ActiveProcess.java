package org.jawort.optin.process;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jawort.consent.CampaignVersion;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;
import org.jspecify.annotations.Nullable;

/**
 * The process that takes in new runs of one tenant and language, with all that a sign-up needs of
 * it computed beforehand.
 *
 * @param campaign the confirmation campaign in the version sent now
 * @param atOnce whether the sign-up itself sends it and the run then waits; otherwise something
 *     comes before, and the run goes on by itself from its first step
 * @param step where a new run stands
 * @param days how long it waits for the confirmation
 * @param confirmedStep where a confirmation leads, see {@link Flow#confirmedStep}
 * @param zone in which its days are counted
 * @param chosen the campaign that asks in place of the process's own, as a form wishes; null for
 *     its own
 */
public record ActiveProcess(
    ProcessId process,
    int version,
    CampaignVersion campaign,
    boolean atOnce,
    String step,
    int days,
    @Nullable String confirmedStep,
    ZoneId zone,
    @Nullable UUID chosen) {
  private static final Duration USUAL = Duration.ofDays(7);

  /** One that asks with its own campaign. */
  ActiveProcess(
      ProcessId process,
      int version,
      CampaignVersion campaign,
      boolean atOnce,
      String step,
      int days,
      @Nullable String confirmedStep,
      ZoneId zone) {
    this(process, version, campaign, atOnce, step, days, confirmedStep, zone, null);
  }

  /** A version, whichever, for runs that the engine takes from its first step on. */
  public static ActiveProcess stepByStep(ProcessId process, int version, Flow flow) {
    UUID asks =
        flow.steps().stream()
            .filter(Step.SendCampaign.class::isInstance)
            .map(step -> ((Step.SendCampaign) step).campaign())
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("a process that never asks"));
    // The engine sends what is ready then, waits as the step says, and notes where it leads.
    return new ActiveProcess(
        process,
        version,
        new CampaignVersion(asks, 0),
        false,
        flow.entry().id(),
        0,
        null,
        ZoneOffset.UTC);
  }

  /** The same, asking with another campaign. */
  ActiveProcess askingWith(CampaignVersion other) {
    return new ActiveProcess(
        process, version, other, atOnce, step, days, confirmedStep, zone, other.campaign());
  }

  /** When a run that begins to wait at the given instant has waited long enough. */
  public Instant due(Instant from) {
    return due(from, days, 0, zone);
  }

  /** Until when the question of a mail of that instant may be answered; null for seven days. */
  public @Nullable Instant answerUntil(Instant from) {
    return unusual(from, due(from));
  }

  /** The end of a waiting time, or null where it is the usual seven days and need not be kept. */
  public static @Nullable Instant unusual(Instant from, Instant until) {
    return until.equals(from.plus(USUAL)) ? null : until;
  }

  /** The same time of day so many days later, and then so many hours of sixty minutes. */
  public static Instant due(Instant from, int days, int hours, ZoneId zone) {
    return from.atZone(zone).plusDays(days).plusHours(hours).toInstant();
  }
}
