package org.jawort.platform;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Does the rooms' recurring work, each on one node of the cluster. There is one scheduler for all,
 * since each would take what it does not know for left over and remove it.
 */
@Component
class Schedule implements SmartLifecycle, WatchedGroup {
  private static final int THREADS = 2;

  private final Scheduler scheduler;
  private final List<RecurringTurn> turns;

  Schedule(
      DataSource dataSource,
      Database database,
      JdbcClient jdbc,
      InstantSource clock,
      List<RecurringWork> works) {
    this.turns =
        works.stream().map(work -> new RecurringTurn(work, database, jdbc, clock)).toList();
    List<RecurringTask<Void>> tasks = turns.stream().map(Schedule::task).toList();
    this.scheduler =
        Scheduler.create(dataSource)
            .startTasks(tasks)
            .threads(THREADS)
            .pollingInterval(Duration.ofSeconds(10))
            .clock(clock::instant)
            .build();
  }

  private static RecurringTask<Void> task(RecurringTurn turn) {
    RecurringWork work = turn.work();
    return Tasks.recurring(work.name(), FixedDelay.of(work.pause()))
        .execute((instance, context) -> turn.run());
  }

  @Override
  public List<RecurringTurn> watched() {
    return turns;
  }

  @Override
  public void start() {
    scheduler.start();
  }

  @Override
  public void stop() {
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return scheduler.getSchedulerState().isStarted()
        && !scheduler.getSchedulerState().isShuttingDown();
  }
}
