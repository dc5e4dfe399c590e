package org.jawort.desk.funnel;

import java.util.Comparator;
import java.util.Locale;
import org.jawort.optin.funnel.FunnelCounts;
import org.jawort.optin.funnel.Stage;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param address of the funnel of this row alone
 * @param median in words, or null where nobody confirmed
 */
public record FunnelRow(
    String key, String name, FunnelCounts counts, String address, @Nullable Lasted median) {
  /** From how many sign-ups on a share says something. */
  static final int FEW = 20;

  static FunnelRow of(String key, String name, FunnelCounts counts, String address) {
    return new FunnelRow(
        key, name, counts, address, counts.times().median().map(Lasted::of).orElse(null));
  }

  /** How many reached the stage. */
  public long at(Stage stage) {
    return counts.at(stage);
  }

  /** Whether they are too few for a share. */
  public boolean few() {
    return at(Stage.SUBMITTED) < FEW;
  }

  private double share() {
    return (double) at(Stage.CONFIRMED) / Math.max(1, at(Stage.SUBMITTED));
  }

  /** Names from A to Z, times the shortest first, numbers and shares the largest first. */
  static Comparator<FunnelRow> by(String column) {
    Comparator<FunnelRow> order =
        switch (column) {
          case "name" -> Comparator.comparing(row -> row.name().toLowerCase(Locale.GERMAN));
          case "share" ->
              Comparator.comparing(FunnelRow::few)
                  .thenComparing(Comparator.comparingDouble(FunnelRow::share).reversed());
          case "median" ->
              Comparator.comparing(
                  row ->
                      row.counts()
                          .times()
                          .median()
                          .map(java.time.Duration::toSeconds)
                          .orElse(Long.MAX_VALUE));
          default ->
              Comparator.comparingLong((FunnelRow row) -> row.at(Stage.valueOf(column))).reversed();
        };
    return order
        .thenComparing(
            Comparator.comparingLong((FunnelRow row) -> row.at(Stage.SUBMITTED)).reversed())
        .thenComparing(FunnelRow::key);
  }
}
