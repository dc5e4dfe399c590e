package org.jawort.consent.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jawort.Await;
import org.jawort.ChildProcess;
import org.jawort.Jawort;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.consent.cosigner.WitnessProcess;
import org.jawort.consent.log.LogEvents;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.LogCommand;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.proof.VerifyCommand;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.Settings;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A server, a witness in a process of its own, and an attacker who owns the database, the data
 * folder and the master secret, and with it the key of the log.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("B-13 law 63: what a witness has seen cannot be taken back")
class WitnessedServerTest {
  private static final String SECRET = "a secret of the tests, long enough for anybody";

  @TempDir static Path folder;
  private TestDatabase lived;
  private TestDatabase early;
  private WitnessProcess witness;
  private WitnessProcess forgetful;
  private TestServer server;
  private String key;
  private EventProof.Sealed proof;

  private TestServer start(TestDatabase on, Path data, String... witnesses) {
    var settings = new HashMap<>(Map.of("JAWORT_DATA", data.toString()));
    if (witnesses.length > 0) {
      settings.put("JAWORT_WITNESSES", witnesses[0]);
    }
    return TestServer.start(on.url(), settings);
  }

  private static LogEvents events(TestServer server) {
    return new LogEvents(server, server.bean(Tenants.class).all().getFirst());
  }

  private static String checkpoint(TestServer server) {
    return server.browser().get("/log/checkpoint").body();
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Three entries, a backup of database and folder, and 300 entries more. */
  @BeforeAll
  void live() throws Exception {
    lived = TestPostgres.migratedDatabase("witnessed");
    try (TestServer before = start(lived, data())) {
      key = before.bean(TransparencyLog.class).verifierKey();
    }
    witness = new WitnessProcess(folder.resolve("witness"), key);
    forgetful = new WitnessProcess(memory(), key);
    server = start(lived, data(), witness.setting() + ", " + forgetful.setting());
    events(server).sealed(events(server).signUp(3).getLast().event());
    early = server.backedUp(lived, "early");
    copy(data(), folder.resolve("early"));
    var last = events(server).signUp(300).getLast();
    events(server).sealed(last.event());
    Await.until("it is cosigned", () -> isCosigned(witness));
    proof = events(server).sealed(last.event());
    assertThat(checkpoint(server)).startsWith(key.split("\\+")[0] + "\n303\n");
  }

  private static Path memory() {
    return folder.resolve("memory");
  }

  private boolean isCosigned(WitnessProcess by) throws IOException {
    return checkpoint(server).contains("\n— " + by.key().split("\\+")[0] + " ");
  }

  @AfterAll
  void stop() throws Exception {
    server.close();
    witness.close();
    forgetful.close();
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private record Verified(int code, String out) {}

  private Verified verify(String file, String... more) throws IOException {
    Path path = Files.writeString(folder.resolve("file"), file);
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var arguments = Stream.concat(Stream.of(path.toString()), Stream.of(more)).toList();
    return new Verified(
        VerifyCommand.run(arguments, print, print), out.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("A proof carries the cosignature, and verify asks for each witness that is named")
  void proof() throws Exception {
    Verified good = verify(proof.file(), "--key", key, "--witness", witness.key());
    assertThat(good.out()).contains("has cosigned the checkpoint at");
    assertThat(good.code()).isZero();
    assertThat(verify(proof.file(), "--witness", witness.key()).code()).isEqualTo(3);
    String stranger = "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2";
    Verified two =
        verify(proof.file(), "--key", key, "--witness", witness.key(), "--witness", stranger);
    assertThat(two.code()).isEqualTo(1);
    assertThat(two.out()).contains("FAILS The witness remora.n621.de has not cosigned");
    assertThat(verify(proof.file(), "--witness", key).code()).as("a log's key").isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0   | has seen %d entries, and the log has 3
          400 | does not go on from the %d
          """)
  @DisplayName(
      "Restored with its folder, rewritten, forked: refused, red, and not shown as witnessed")
  void attacked(int more, String said) throws Exception {
    attack(more, said.formatted(seen()));
  }

  @Tag("soak")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          100 | has seen %d entries, and the log has 103
          -1  | does not go on from the %d
          """)
  @DisplayName("The same of a rewritten log that is shorter still, or as long")
  void rewritten(int more, String said) throws Exception {
    int seen = seen();
    attack(more < 0 ? seen - 3 : more, said.formatted(seen));
  }

  /** How many entries the witness has cosigned. */
  private int seen() {
    Await.until("all is cosigned", () -> isCosigned(witness));
    return Integer.parseInt(checkpoint(server).lines().toList().get(1));
  }

  private void attack(int more, String said) throws Exception {
    TestDatabase database = TestPostgres.copy(early, "attacked");
    Path data = folder.resolve("attacked-" + more);
    copy(folder.resolve("early"), data);
    EventProof.Sealed forged = null;
    if (more > 0) {
      try (TestServer alone = start(database, data)) {
        forged = events(alone).sealed(events(alone).signUp(more).getLast().event());
      }
    }
    try (TestServer attacked = start(database, data, witness.setting())) {
      Await.until("the log is red", () -> attacked.browser().get("/health/log").status() == 503);
      assertThat(attacked.browser().get("/health/ready").status()).isEqualTo(200);
      assertThat(checkpoint(attacked)).doesNotContain("/witness ");
      assertThat(doctor(database, data)).contains("BAD   log: the witness", said);
      // What it still proves, it proves without a witness.
      var waiting = events(attacked).signUp(1).getFirst();
      TransparencyLog log = attacked.bean(TransparencyLog.class);
      assertThat(log.proofOf(attacked.tenant(), waiting.event()))
          .as("nothing is signed over what the witness has shown")
          .isInstanceOf(EventProof.NotYetSealed.class);
      if (forged != null) {
        assertThat(verify(forged.file(), "--key", key).code()).isZero();
        assertThat(verify(forged.file(), "--key", key, "--witness", witness.key()).code())
            .isEqualTo(1);
      }
      if (more == 0) {
        accepted(attacked, waiting);
      }
    } finally {
      TestPostgres.drop(database);
    }
  }

  @Test
  @DisplayName(
      "A witness whose whole folder was set back learns it from the log, and signs no more")
  void witnessSetBack() throws Exception {
    events(server).sealed(events(server).signUp(1).getFirst().event());
    Await.until("it is cosigned", () -> isCosigned(forgetful));
    copy(memory().resolve("witness"), folder.resolve("forgotten"));
    events(server).sealed(events(server).signUp(1).getFirst().event());
    Await.until("it is cosigned again", () -> isCosigned(forgetful));
    forgetful.kill();
    restore(folder.resolve("forgotten"), memory().resolve("witness"));
    forgetful.start();
    events(server).sealed(events(server).signUp(1).getFirst().event());
    String said = "SELECT count(*) FROM log_witness WHERE said LIKE 'it was set back%'";
    Await.until(
        "the operator of the log is told",
        () ->
            server
                    .bean(Database.class)
                    .read(
                        Set.of(),
                        connection -> Rows.sql(connection, said).only(row -> row.getInt(1)))
                == 1);
    assertThat(isCosigned(forgetful)).isFalse();
  }

  private static void restore(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(one -> !one.endsWith("lock")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /**
   * The way out is that of a log that was set back: a new name, which the witness does not know.
   */
  private static void accepted(TestServer server, LogEvents.Happened waiting) {
    var out = new ByteArrayOutputStream();
    LogCommand.run(
        List.of("accept-restore"),
        server::settings,
        server.clock(),
        new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("goes on from 3 entries");
    Await.until(
        "the log goes on under its new name",
        () -> {
          server.clock().tick(java.time.Duration.ofMinutes(2));
          return server.browser().get("/health/log").status() == 200;
        });
    events(server).sealed(waiting.event());
  }

  private String doctor(TestDatabase on, Path data) throws IOException {
    var out = new ByteArrayOutputStream();
    Jawort.examine(
        Map.of(
            "JAWORT_DATABASE_URL",
            on.url(),
            "JAWORT_SECRET",
            SECRET,
            "JAWORT_DATA",
            data.toString(),
            "JAWORT_WITNESSES",
            witness.setting()),
        Path.of("target/no-such-file"),
        false,
        new PrintStream(out, true, StandardCharsets.UTF_8));
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("The newest state is cosigned as before, also after the witness was killed")
  void killed() throws Exception {
    witness.kill();
    witness.start();
    var next = events(server).signUp(1).getFirst();
    events(server).sealed(next.event());
    Await.until("it is cosigned", () -> isCosigned(witness));
    var again = events(server).sealed(next.event());
    assertThat(verify(again.file(), "--key", key, "--witness", witness.key()).code()).isZero();
    assertThat(server.browser().get("/health/log").status()).isEqualTo(200);
  }

  @Tag("soak")
  @Test
  @DisplayName("In three processes: the restored server says so in its log, the witness stays well")
  void threeProcesses() throws Exception {
    TestDatabase database = TestPostgres.copy(early, "restored");
    Path data = folder.resolve("third");
    copy(folder.resolve("early"), data);
    Path log = Path.of("target/restored-server.log");
    Process restored =
        ChildProcess.start(Node.class, log, database.url(), data.toString(), witness.setting());
    try {
      Await.until(
          "the restored server says that it is refused",
          () -> Files.readString(log).contains("refuses the transparency log. It has seen 3"));
      int port = Integer.parseInt(Files.readString(data.resolve("port")));
      assertThat(health(port)).isEqualTo(503);
    } finally {
      restored.destroyForcibly().waitFor();
    }
    killed();
  }

  private static int health(int port) throws Exception {
    URI log = URI.create("http://localhost:%d/health/log".formatted(port));
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(log).build(), HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** The program of the restored server. */
  static final class Node {
    private Node() {}

    public static void main(String[] arguments) throws IOException {
      int port;
      try (var socket = new java.net.ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Path data = Path.of(arguments[1]);
      Files.writeString(data.resolve("port"), String.valueOf(port));
      var given =
          Map.of(
              "JAWORT_PORT",
              String.valueOf(port),
              "JAWORT_SECRET",
              SECRET,
              "JAWORT_DATABASE_URL",
              arguments[0],
              "JAWORT_DATA",
              arguments[1],
              "JAWORT_WITNESSES",
              arguments[2]);
      Jawort.serve(Settings.load(given, Path.of("target/no-such-file")), InstantSource.system());
    }
  }
}
