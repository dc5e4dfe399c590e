package org.jawort.tenant.job;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A long job of a tenant that a person started.
 *
 * @param kind as the room that does it calls it ({@link JobKind#name})
 * @param about what it is about, as the kind wrote it, in JSON
 * @param startedBy the member of staff, or null where another system did
 */
public record Job(
    JobId id,
    String kind,
    String about,
    @Nullable UUID startedBy,
    JobLife life,
    JobProgress progress) {
  /** Where it stands. */
  public JobState state() {
    return life.state();
  }
}
