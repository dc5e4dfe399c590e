package org.jawort.consent.witness;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jawort.consent.log.CheckpointBell;
import org.jawort.consent.log.WitnessList;
import org.jawort.platform.Bell;
import org.jawort.platform.Database;
import org.jawort.platform.WatchedGroup;
import org.jawort.platform.Worker;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** A thread for each witness, so that one that is slow keeps no other waiting, nor the sealer. */
@Component
class WitnessWorkers implements SmartLifecycle, WatchedGroup {
  /** What other nodes sign rings no bell here. */
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Database database;
  private final WitnessRows rows;
  private final WitnessList witnesses;
  private final InstantSource clock;
  private final List<Worker> workers;
  private volatile boolean running;

  WitnessWorkers(
      Database database,
      WitnessRows rows,
      WitnessTurn turn,
      WitnessList witnesses,
      CheckpointBell bell,
      InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.witnesses = witnesses;
    this.clock = clock;
    this.workers =
        witnesses.all().stream().map(witness -> worker(turn, witness, bell.listen())).toList();
  }

  private static Worker worker(WitnessTurn turn, WitnessList.Witness witness, Bell bell) {
    return new Worker("witness " + witness.key().name(), bell, BETWEEN_LOOKS) {
      @Override
      protected void work() {
        turn.take(witness);
      }

      /** How far a witness is behind is told at /health/log. */
      @Override
      protected long backlog() {
        return 0;
      }
    };
  }

  @Override
  public List<Worker> watched() {
    return workers;
  }

  /** The rows of those that are set no more go, and with them what they said. */
  @Override
  public void start() {
    database.write(
        Set.of(),
        connection -> {
          rows.begin(connection, witnesses.all(), clock.instant());
          return true;
        });
    workers.forEach(Worker::start);
    running = true;
  }

  @Override
  public void stop() {
    workers.forEach(Worker::stop);
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
