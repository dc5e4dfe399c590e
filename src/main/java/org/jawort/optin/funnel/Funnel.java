package org.jawort.optin.funnel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An answer.
 *
 * @param total all sign-ups that were asked for
 * @param rows the same, broken down; the largest first
 * @param until up to when sign-ups were looked through, where so many came since that they are
 *     still being counted; empty where all are in it
 */
public record Funnel(FunnelCounts total, List<Row> rows, Optional<Instant> until) {
  /** Copies the list. */
  public Funnel {
    rows = List.copyOf(rows);
  }

  /**
   * A row of the table.
   *
   * @param key of a form, a version of a process, a provider or a source; empty where there is none
   */
  public record Row(String key, FunnelCounts counts) {}
}
