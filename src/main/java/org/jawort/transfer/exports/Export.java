package org.jawort.transfer.exports;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.tenant.job.JobId;

/**
 * Contacts that somebody wanted as a file.
 *
 * @param orderedBy the member of staff or the key; nobody else gets the file
 * @param headings of the columns, in the language of whoever ordered it
 * @param rows how many the file has so far
 * @param until when it is deleted; empty while it is being made
 */
public record Export(
    ExportId id,
    UUID orderedBy,
    Instant orderedAt,
    ExportFormat format,
    List<ExportColumn> columns,
    List<String> headings,
    State state,
    JobId job,
    int rows,
    Optional<Instant> until) {
  /** How long the file can be fetched. */
  public static final Duration KEPT = Duration.ofDays(1);

  /** Copies the lists. */
  public Export {
    columns = List.copyOf(columns);
    headings = List.copyOf(headings);
  }

  /** How far it is. */
  public enum State {
    /** Being made. */
    RUNNING,
    /** To be fetched. */
    DONE,
    /** Deleted, or never finished. */
    GONE
  }
}
