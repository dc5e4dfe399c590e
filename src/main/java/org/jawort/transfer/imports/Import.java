package org.jawort.transfer.imports;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.JobId;
import org.jawort.transfer.file.FileShape;
import org.jspecify.annotations.Nullable;

/**
 * A file of contacts on its way in.
 *
 * @param name of the file
 * @param size in bytes
 * @param shape how the file looks, or null while that is not known or no longer kept
 * @param mapping what its columns become, or null likewise
 * @param total rows of the file
 * @param counts how many rows came to what, and how many have which note
 * @param actor who uploaded it
 * @param runAt when rows were first taken over, or null
 * @param endedAt when that came to its end, or null
 * @param job that works on it, or did last; or null
 */
public record Import(
    ImportId id,
    String name,
    long size,
    ImportState state,
    @Nullable FileShape shape,
    @Nullable Mapping mapping,
    int total,
    Map<String, Integer> counts,
    Actor actor,
    Instant begunAt,
    @Nullable Instant runAt,
    @Nullable Instant endedAt,
    @Nullable JobId job) {
  /** For so long it can be undone, and its rows are kept. */
  public static final Duration KEPT = Duration.ofDays(30);

  /** Copies the counts. */
  public Import {
    counts = Map.copyOf(counts);
  }

  /** One whose file is about to come in. */
  static Import begun(ImportId id, String name, Actor by, Instant now) {
    return new Import(
        id, name, 0, ImportState.UPLOADING, null, null, 0, Map.of(), by, now, null, null, null);
  }

  /** How many rows came to that, or have that note. */
  public int count(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** Until when it can be undone; empty where it was not run. */
  public Optional<Instant> undoUntil() {
    return Optional.ofNullable(endedAt).map(ended -> ended.plus(KEPT));
  }

  /** Whether it can be undone at that time. */
  public boolean canBeUndone(Instant now) {
    return (state == ImportState.DONE || state == ImportState.STOPPED)
        && undoUntil().filter(now::isBefore).isPresent();
  }
}
