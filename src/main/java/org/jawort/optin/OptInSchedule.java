package org.jawort.optin;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks for what is due, every minute on one node of the cluster. */
@Component
class OptInSchedule implements SmartLifecycle {
  private final Scheduler scheduler;

  OptInSchedule(
      DataSource dataSource, InstantSource clock, Lapses lapses, UnconfirmedErasure erasure) {
    RecurringTask<Void> lapse =
        Tasks.recurring("lapse-and-erase", FixedDelay.of(Duration.ofMinutes(1)))
            .execute(
                (instance, context) -> {
                  lapses.lapseDue();
                  erasure.eraseDue();
                });
    this.scheduler =
        Scheduler.create(dataSource)
            .startTasks(lapse)
            .threads(1)
            .pollingInterval(Duration.ofSeconds(10))
            .clock(clock::instant)
            .build();
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
