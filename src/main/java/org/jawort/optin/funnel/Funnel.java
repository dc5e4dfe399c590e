package org.jawort.optin.funnel;

import java.util.List;

/**
 * An answer.
 *
 * @param total all sign-ups that were asked for
 * @param rows the same, broken down; the largest first
 */
public record Funnel(FunnelCounts total, List<Row> rows) {
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
