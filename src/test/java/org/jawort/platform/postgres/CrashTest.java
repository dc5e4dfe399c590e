package org.jawort.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jawort.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed, the next start comes up by itself with every acknowledged row. */
class CrashTest {
  /** How often each kind of death is died. */
  private static final int ROUNDS = Integer.getInteger("jawort.kills", 1);

  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Set<Long> acknowledged = WriterProcess.noRows();

  /** One for all: what survived the deaths before is there as well. */
  @TempDir static Path data;

  private WriterProcess writer;

  @BeforeEach
  void startWriting() throws Exception {
    writer = WriterProcess.start(data, BINARIES, acknowledged);
    writer.await("UP");
    writer.awaitRows(1);
  }

  @AfterEach
  void stopWriting() throws Exception {
    writer.terminate();
    writer.awaitEnd();
    assertThat(postmaster()).as("stopped with its server").isEmpty();
  }

  @Test
  void killingTheServerLosesNothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      writer.awaitRows(random.nextInt(30));
      writer.kill();
      restart();
      assertEveryAcknowledgedRowExists(round);
    }
  }

  @Test
  void killingTheDatabaseLosesNothingAndTheServerGoesOn() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      writer.awaitRows(random.nextInt(30));
      Optional<ProcessHandle> killed = postmaster();
      killDatabase(random.nextBoolean());
      awaitAnotherThan(killed);
      writer.awaitRows(1);
      assertEveryAcknowledgedRowExists(round);
    }
  }

  @Test
  void killingBothLosesNothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      writer.awaitRows(random.nextInt(30));
      if (random.nextBoolean()) {
        killDatabase(random.nextBoolean());
        writer.kill();
      } else {
        writer.kill();
        killDatabase(random.nextBoolean());
      }
      restart();
      assertEveryAcknowledgedRowExists(round);
    }
  }

  @Test
  void killingTheServerWhileItStartsLosesNothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      writer.kill();
      killDatabase(true);
      writer.awaitEnd();
      WriterProcess starting = WriterProcess.start(data, BINARIES, acknowledged);
      awaitStartOrFor(Duration.ofMillis(random.nextInt(800)));
      starting.kill();
      starting.awaitEnd();
      restart();
      assertEveryAcknowledgedRowExists(round);
    }
  }

  private void restart() throws IOException, InterruptedException {
    writer.awaitEnd();
    writer = WriterProcess.start(data, BINARIES, acknowledged);
    writer.await("UP");
    writer.awaitRows(1);
  }

  private void awaitAnotherThan(Optional<ProcessHandle> killed) {
    Await.until(
        "the server has started its database again",
        () -> postmaster().isPresent() && !postmaster().equals(killed) && isReady());
  }

  /** A moment at random, the sooner of it and a complete start. */
  private void awaitStartOrFor(Duration moment) throws IOException {
    boolean unused = Polling.until(this::isReady, moment);
  }

  private boolean isReady() {
    return PostmasterFile.read(cluster()).filter(PostmasterFile::ready).isPresent();
  }

  private void killDatabase(boolean whole) {
    if (whole) {
      new Leftovers(cluster()).processes().forEach(ProcessHandle::destroyForcibly);
    } else {
      postmaster().ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private Optional<ProcessHandle> postmaster() {
    return new Leftovers(cluster()).postmaster();
  }

  private Path cluster() {
    return data.resolve("postgres");
  }

  private void assertEveryAcknowledgedRowExists(int round) throws Exception {
    Set<Long> expected = new HashSet<>(acknowledged);
    var found = new HashSet<Long>();
    // The database may be on its way to another port when its access is read.
    Await.until(
        "the database answers in round %d of seed %d".formatted(round, seed), () -> reads(found));
    assertThat(found).as("round %d, seed %d", round, seed).containsAll(expected);
  }

  private boolean reads(Set<Long> found) {
    try {
      return found.addAll(rows()) || acknowledged.isEmpty();
    } catch (IOException | SQLException e) {
      return false;
    }
  }

  private Set<Long> rows() throws IOException, SQLException {
    Access access = Access.read(data.resolve(Access.FILE));
    Set<Long> rows = new HashSet<>();
    try (var connection =
            DriverManager.getConnection(
                access.jdbcUrl(data.resolve(DataFolder.CLUSTER), "postgres"),
                access.user(),
                access.password());
        var statement = connection.createStatement();
        var found = statement.executeQuery("SELECT id FROM acknowledged")) {
      while (found.next()) {
        rows.add(found.getLong(1));
      }
    }
    return rows;
  }
}
