package org.jawort.integration.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jawort.optin.funnel.FunnelCounts;
import org.jawort.optin.funnel.SignUpResult;
import org.jawort.optin.funnel.Stage;
import org.jspecify.annotations.Nullable;

/**
 * How many came how far.
 *
 * @param submitted confirmed + waiting + lapsed + refused + alreadyGiven + erased
 * @param stopped where they stand; together they are submitted
 * @param medianSeconds half confirmed in no more; null where nobody did
 * @param p90Seconds nine of ten confirmed in no more; null where nobody did
 */
@Schema(name = "FunnelCounts")
record FunnelCountsJson(
    long submitted,
    long sent,
    long accepted,
    long fetched,
    long confirmed,
    long lapsed,
    long waiting,
    long refused,
    long alreadyGiven,
    long erased,
    StoppedJson stopped,
    @Nullable Long medianSeconds,
    @Nullable Long p90Seconds) {
  /** Where they stand. */
  @Schema(name = "FunnelStopped")
  record StoppedJson(
      long alreadyGiven,
      long blocked,
      long withheld,
      long queued,
      long deferred,
      long bounced,
      long expired,
      long notFetched,
      long notConfirmed,
      long confirmed) {
    private static StoppedJson of(FunnelCounts counts) {
      return new StoppedJson(
          counts.of(FunnelCounts.Stop.GIVEN),
          counts.of(FunnelCounts.Stop.BLOCKED),
          counts.of(FunnelCounts.Stop.WITHHELD),
          counts.of(FunnelCounts.Stop.QUEUED),
          counts.of(FunnelCounts.Stop.DEFERRED),
          counts.of(FunnelCounts.Stop.BOUNCED),
          counts.of(FunnelCounts.Stop.EXPIRED),
          counts.of(FunnelCounts.Stop.NOT_FETCHED),
          counts.of(FunnelCounts.Stop.NOT_CONFIRMED),
          counts.of(FunnelCounts.Stop.CONFIRMED));
    }
  }

  static FunnelCountsJson of(FunnelCounts counts) {
    return new FunnelCountsJson(
        counts.at(Stage.SUBMITTED),
        counts.at(Stage.SENT),
        counts.at(Stage.ACCEPTED),
        counts.at(Stage.FETCHED),
        counts.at(Stage.CONFIRMED),
        counts.at(Stage.LAPSED),
        counts.of(SignUpResult.WAITING),
        counts.of(SignUpResult.REFUSED),
        counts.of(SignUpResult.GIVEN),
        counts.of(SignUpResult.ERASED),
        StoppedJson.of(counts),
        counts.times().median().map(Duration::toSeconds).orElse(null),
        counts.times().ninety().map(Duration::toSeconds).orElse(null));
  }
}
