package org.jawort.platform;

import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Recurring work as this node does it: whether it is at it, and what came of the last times. */
final class RecurringTurn implements Watched {
  /** The first turn after an update may have years to go through. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final RecurringWork work;
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final Pulse pulse = new Pulse();
  private volatile @Nullable Long begun;

  RecurringTurn(RecurringWork work, Database database, JdbcClient jdbc, InstantSource clock) {
    this.work = work;
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  RecurringWork work() {
    return work;
  }

  /** Does the work once. */
  void run() {
    begun = System.nanoTime();
    try {
      work.run();
      pulse.well();
    } catch (RuntimeException | Error e) {
      pulse.failed(e);
      throw e;
    } finally {
      begun = null;
    }
  }

  /** While it waits for its time, it lives; while it is at work, it last showed that it began. */
  @Override
  public WorkerState state() {
    Long since = begun;
    return pulse.state(
        work.name(),
        since != null,
        since == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since),
        LONGEST);
  }

  /** 1 where its time has come and no node is at it. */
  @Override
  public long due() {
    try {
      return database.read(Set.of(), connection -> count());
    } catch (RuntimeException e) {
      return -1;
    }
  }

  private long count() {
    return jdbc.sql(
            """
            SELECT count(*) FROM scheduled_tasks
            WHERE task_name = :name AND NOT picked AND execution_time <= :now
            """)
        .param("name", work.name())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .query(Long.class)
        .single();
  }
}
