package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.Await;
import org.jawort.Jawort;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.consent.log.LogEvents.Happened;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.LogCommand;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.platform.SettingException;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("law 49: a log that was set back is not signed over")
class RestoredLogTest {
  private static final String SECRET = "a secret of the tests, long enough for anybody";

  private static TestDatabase lived;
  private static TestDatabase early;
  @TempDir static Path history;
  private static EventProof.Sealed lost;
  private static String checkpoint;
  private static String key;

  private final List<TestDatabase> copies = new ArrayList<>();
  @TempDir Path folder;

  private static TestServer start(TestDatabase on, Path data) {
    return TestServer.start(on.url(), Map.of("JAWORT_DATA", data.toString()));
  }

  private static LogEvents events(TestServer server) {
    return new LogEvents(server, server.bean(Tenants.class).all().getFirst());
  }

  private Path data() {
    return folder.resolve("first");
  }

  /** What a dump of the database at rest and its restoring come to. */
  private TestDatabase copy(TestDatabase of) {
    TestDatabase copy = TestPostgres.copy(of, "copy");
    copies.add(copy);
    return copy;
  }

  private static void superuser(TestDatabase on, String sql) throws Exception {
    try (var connection = DriverManager.getConnection(on.jdbcUrl(), on.user(), on.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A backup, and 300 entries more that are in the log, but not in the backup. */
  @BeforeAll
  static void live() throws Exception {
    lived = TestPostgres.migratedDatabase("restored");
    try (TestServer server = start(lived, history)) {
      events(server).sealed(events(server).signUp(3).getLast().event());
      early = server.backedUp(lived, "backup");
      lost = events(server).sealed(events(server).signUp(300).getLast().event());
      checkpoint = server.bean(TransparencyLog.class).checkpoint();
      key = server.bean(TransparencyLog.class).verifierKey();
    }
    assertThat(kept(history)).containsExactly(checkpoint);
  }

  /** Each test does with a copy of it what it likes. */
  @BeforeEach
  void begin() throws Exception {
    copyFiles(history, Files.createDirectory(data()));
  }

  @AfterEach
  void drop() {
    copies.forEach(TestPostgres::drop);
  }

  private static List<String> kept(Path data) throws Exception {
    try (Stream<Path> files = Files.list(data)) {
      return files
          .filter(file -> file.toString().endsWith(".checkpoint"))
          .map(RestoredLogTest::text)
          .toList();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Optional<String> stopped(TestServer server) {
    return server.bean("org.jawort.consent.log.Sealer", Sealer.class).stopped();
  }

  private static String awaitStopped(TestServer server) {
    Await.until("nothing is sealed any more", () -> stopped(server).isPresent());
    return stopped(server).orElseThrow();
  }

  private static String accept(TestServer like) {
    var out = new ByteArrayOutputStream();
    LogCommand.run(
        List.of("accept-restore"),
        like::settings,
        like.clock(),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  private static boolean isWell(TestDatabase on, Path data, StringBuilder said) {
    var out = new ByteArrayOutputStream();
    boolean well =
        Jawort.examine(
            Map.of(
                "JAWORT_DATABASE_URL",
                on.url(),
                "JAWORT_SECRET",
                SECRET,
                "JAWORT_DATA",
                data.toString()),
            Path.of("target/no-such-file"),
            false,
            new PrintStream(out, true, StandardCharsets.UTF_8));
    said.append(out.toString(StandardCharsets.UTF_8));
    return well;
  }

  @Test
  @DisplayName("An older backup stops the sealing and not the server; accepted, it goes on anew")
  void olderBackup() throws Exception {
    TestDatabase backup = copy(early);
    Path other = Files.createDirectory(folder.resolve("other"));
    copyFiles(data(), other);
    var well = new StringBuilder();
    assertThat(isWell(lived, data(), well)).as(well.toString()).isTrue();
    assertThat(well.toString())
        .contains(
            "goes on from the checkpoint of 303 entries",
            "log: 303 entries give its",
            "303 events are what was sealed, 0 erased ones have their place, 0 wait");
    try (TestServer server = start(backup, data())) {
      assertThat(awaitStopped(server))
          .contains("has 3 entries, and a checkpoint of 303 was signed before")
          .contains("jawort log accept-restore");
      Happened waiting = events(server).signUp(1).getFirst();
      assertThatThrownBy(() -> server.bean(Sealing.class).sealSome())
          .isInstanceOf(SealingStoppedException.class);
      assertThat(
              server.bean(TransparencyLog.class).proofOf(events(server).tenant(), waiting.event()))
          .isInstanceOf(EventProof.NotYetSealed.class);
      assertThat(server.browser().get("/health/log").status()).isEqualTo(503);
      assertThat(server.browser().get("/health/ready").status()).isEqualTo(200);
      assertThat(kept(data())).containsExactly(checkpoint);
      var said = new StringBuilder();
      assertThat(isWell(backup, data(), said)).isFalse();
      assertThat(said.toString())
          .contains("BAD   log: nothing is sealed.", "has 3 entries, and a checkpoint of 303")
          .doesNotContain("@example.org");

      String told = accept(server);
      assertThat(told).contains("goes on from 3 entries under a new name", "/log/since-");
      EventProof.Sealed sealed = events(server).sealed(waiting.event());
      TransparencyLog log = server.bean(TransparencyLog.class);
      assertThat(told).contains(log.verifierKey());
      assertThat(log.verifierKeys()).hasSize(2).endsWith(key);
      assertThat(log.checkpoint().lines().findFirst().orElseThrow()).contains("/log/since-");
      IndependentVerifier.prove(sealed.file(), sealed.commitment(), log.verifierKey());
      // The key of before signs nothing of the new log, and what it signed holds.
      assertThatThrownBy(() -> IndependentVerifier.prove(sealed.file(), sealed.commitment(), key))
          .hasMessageContaining("no known key signed");
      IndependentVerifier.prove(lost.file(), lost.commitment(), key);
      Await.untilAsserted("sealing goes on", () -> assertThat(stopped(server)).isEmpty());
      assertThat(server.browser().get("/health/log").status()).isEqualTo(200);
      Await.untilAsserted(
          "the accepted checkpoint is kept",
          () -> assertThat(kept(data())).containsExactly(log.checkpoint()));
      try (Stream<Path> files = Files.list(data())) {
        assertThat(files.filter(file -> file.toString().contains(".checkpoint.before-")))
            .singleElement()
            .satisfies(file -> assertThat(text(file)).isEqualTo(checkpoint));
      }
      assertThatThrownBy(() -> accept(server))
          .isInstanceOf(SettingException.class)
          .hasMessageContaining("There is nothing to accept");
      var after = new StringBuilder();
      assertThat(isWell(backup, data(), after)).as(after.toString()).isTrue();
      assertThat(after.toString()).contains("began anew at", "had 303 entries");
    }
    // A node that was away sees that it was accepted.
    try (TestServer node = start(backup, other)) {
      events(node).sealed(events(node).signUp(1).getFirst().event());
      assertThat(stopped(node)).isEmpty();
      Await.untilAsserted(
          "the checkpoint of the other node is kept",
          () ->
              assertThat(kept(other))
                  .containsExactly(node.bean(TransparencyLog.class).checkpoint()));
    }
    restoredOnceMore(data());
  }

  /** A state from before it was accepted is one that was set back as well. */
  private void restoredOnceMore(Path data) throws Exception {
    try (TestServer server = start(copy(early), data)) {
      assertThat(awaitStopped(server)).contains("which the database does not know");
      assertThat(accept(server)).contains("/log/since-");
      events(server).sealed(events(server).signUp(1).getFirst().event());
    }
  }

  @Test
  @DisplayName("A log that another node went on with meanwhile is known by its root")
  void forked() throws Exception {
    TestDatabase backup = copy(early);
    Path careless = folder.resolve("empty");
    try (TestServer server = start(backup, careless)) {
      events(server).sealed(events(server).signUp(400).getLast().event());
      LogEvents.sealer(server).stop();
      copyFiles(data(), emptied(careless));
      LogEvents.sealer(server).start();
      assertThat(awaitStopped(server))
          .contains("contradicts the checkpoint of 303 entries that was signed before");
    }
    var said = new StringBuilder();
    assertThat(isWell(backup, data(), said)).isFalse();
    assertThat(said.toString()).contains("contradicts the checkpoint of 303 entries");
  }

  private static Path emptied(Path data) throws Exception {
    try (Stream<Path> files = Files.list(data)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    return data;
  }

  @Test
  @DisplayName(
      "A node that knows less, or nothing, goes on and learns; what is damaged stops it by name")
  void behind() throws Exception {
    TestDatabase database = copy(lived);
    Path other = folder.resolve("other");
    try (TestServer server = start(database, data());
        TestServer second = start(database, other)) {
      String before = server.bean(TransparencyLog.class).checkpoint();
      Await.untilAsserted(
          "the checkpoint before is kept by the other node too",
          () -> assertThat(kept(other)).containsExactly(before));
      LogEvents.sealer(server).stop();
      events(second).sealed(events(second).signUp(20).getLast().event());
      assertThat(kept(data())).containsExactly(checkpoint);
      LogEvents.sealer(second).stop();
      LogEvents.sealer(server).start();
      events(server).sealed(events(server).signUp(1).getFirst().event());
      String last = server.bean(TransparencyLog.class).checkpoint();
      Await.untilAsserted(
          "the last checkpoint is kept", () -> assertThat(kept(data())).containsExactly(last));
      LogEvents.sealer(server).stop();
      withoutFolder(second, other);
      damagedFile(server);
      changedEdge(server, database);
    }
  }

  /** A folder that cannot be written does without. */
  private static void withoutFolder(TestServer server, Path data) throws Exception {
    Files.delete(emptied(data));
    Files.writeString(data, "no folder");
    LogEvents.sealer(server).start();
    events(server).sealed(events(server).signUp(1).getFirst().event());
    LogEvents.sealer(server).stop();
  }

  private void damagedFile(TestServer server) throws Exception {
    Path file;
    try (Stream<Path> files = Files.list(data())) {
      file = files.filter(f -> f.toString().endsWith(".checkpoint")).findFirst().orElseThrow();
    }
    String good = Files.readString(file);
    Files.writeString(file, "nonsense");
    LogEvents.sealer(server).start();
    assertThat(awaitStopped(server)).contains("is damaged", "take it away");
    assertThatThrownBy(() -> accept(server)).hasMessageContaining("is damaged");
    Files.writeString(file, good);
    Await.until("sealing goes on", () -> stopped(server).isEmpty());
    LogEvents.sealer(server).stop();
  }

  /** A tile at the edge that was changed is not built upon. */
  private static void changedEdge(TestServer server, TestDatabase database) throws Exception {
    superuser(
        database,
        """
        SET session_replication_role = replica;
        UPDATE jawort.log_tile SET content = set_byte(content, 40, get_byte(content, 40) # 1)
        WHERE level = 0 AND index = 1
        """);
    LogEvents.sealer(server).start();
    assertThat(awaitStopped(server)).contains("do not give the root", "jawort doctor");
    assertThatThrownBy(() -> accept(server)).hasMessageContaining("do not give the root");
  }

  private static void copyFiles(Path from, Path to) throws Exception {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
