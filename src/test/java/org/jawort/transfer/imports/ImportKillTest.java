package org.jawort.transfer.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.ChildProcess;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.JobWork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole node that takes a file over dies in the middle of it. */
class ImportKillTest {
  private static final int ROWS = Integer.getInteger("jawort.imported", 900);
  private static final int BATCH = ROWS / 3;

  @Test
  @DisplayName(
      "S1-16 a node is killed while it takes a file over; another goes on, and undoes all of it")
  void killed() throws Exception {
    TestPostgres.TestDatabase place = TestPostgres.migratedDatabase("importkill");
    try (var server = TestServer.start(place.url(), Map.of())) {
      ImportId known = done(server, file(BATCH + BATCH / 2, 1, "Alt"));
      ImportId id = checked(server, file(0, ROWS, "Neu"));
      server.bean(JobWork.class).stop();
      assertThat(imports(server).run(server.tenant(), id)).as("the run began").isTrue();
      try (Connection holding = inTheWay(place)) {
        Process node = node(place, server);
        try {
          Await.until("a batch is done", () -> progress(server, id) > 0);
          Await.until("the node is in the middle of the next", () -> isWaitedFor(holding));
        } finally {
          node.destroyForcibly().waitFor();
        }
      }
      assertThat(progress(server, id)).as("rows done when it died").isEqualTo(BATCH);
      server.clock().tick(Duration.ofMinutes(5));
      server.bean(JobWork.class).start();
      until(server, id, ImportState.DONE);
      assertThat(count(server, "contact")).as("contacts").isEqualTo(ROWS);
      assertThat(count(server, "contact_point")).as("contact points").isEqualTo(ROWS);
      assertThat(count(server, "contact WHERE first_name = 'Neu'")).as("renamed").isEqualTo(ROWS);
      assertThat(imports(server).undo(server.tenant(), id)).as("the undo began").isTrue();
      until(server, id, ImportState.UNDONE);
      assertThat(count(server, "contact WHERE first_name = 'Alt'"))
          .as("what import %s had brought before", known)
          .isEqualTo(1);
      assertThat(count(server, "contact")).as("contacts afterwards").isEqualTo(1);
    }
  }

  private static Imports imports(TestServer server) {
    return server.bean(Imports.class);
  }

  private static byte[] file(int from, int rows, String name) {
    var file = new StringBuilder("E-Mail;Vorname\n");
    for (int i = from; i < from + rows; i++) {
      file.append("gast").append(i).append("@example.org;").append(name).append('\n');
    }
    return file.toString().getBytes(UTF_8);
  }

  private static ImportId checked(TestServer server, byte[] file) throws Exception {
    Actor by = Actor.staff(UUID.randomUUID());
    var in = new ByteArrayInputStream(file);
    var taken =
        (UploadOutcome.Taken) imports(server).upload(server.tenant(), by, "gaeste.csv", null, in);
    assertThat(imports(server).checkWhereClear(server.tenant(), taken.id()))
        .as("the check began")
        .isTrue();
    until(server, taken.id(), ImportState.CHECKED);
    return taken.id();
  }

  private static ImportId done(TestServer server, byte[] file) throws Exception {
    ImportId id = checked(server, file);
    assertThat(imports(server).run(server.tenant(), id)).as("the run began").isTrue();
    until(server, id, ImportState.DONE);
    return id;
  }

  private static Import one(TestServer server, ImportId id) {
    return imports(server).find(server.tenant(), id).orElseThrow();
  }

  private static void until(TestServer server, ImportId id, ImportState state) {
    Await.until(
        "the import is " + state,
        () ->
            one(server, id).state() == state
                && imports(server)
                    .job(server.tenant(), one(server, id))
                    .filter(job -> job.state() == JobState.DONE)
                    .isPresent());
  }

  private static int progress(TestServer server, ImportId id) {
    return imports(server).job(server.tenant(), one(server, id)).orElseThrow().progress().done();
  }

  private static long count(TestServer server, String table) {
    return server
        .bean(Database.class)
        .read(
            server.tenant(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("SELECT count(*) FROM " + table)
                    .query(Long.class)
                    .single());
  }

  /** Holds the contact that is known, which stands in the middle of the second batch. */
  private static Connection inTheWay(TestPostgres.TestDatabase place) throws SQLException {
    Connection holding =
        DriverManager.getConnection(place.jdbcUrl(), place.user(), place.password());
    holding.setAutoCommit(false);
    try (Statement lock = holding.createStatement()) {
      lock.execute("SELECT FROM jawort.contact WHERE first_name = 'Alt' FOR UPDATE");
    }
    return holding;
  }

  private static boolean isWaitedFor(Connection holding) throws SQLException {
    String sql =
        """
        SELECT count(*) > 0 FROM pg_locks l
        WHERE NOT l.granted AND pg_backend_pid() = ANY (pg_blocking_pids(l.pid))
        """;
    try (Statement look = holding.createStatement();
        ResultSet row = look.executeQuery(sql)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Process node(TestPostgres.TestDatabase place, TestServer server) throws Exception {
    return ChildProcess.start(
        Node.class,
        Path.of("target/import-kill-test.log"),
        place.url(),
        server.clock().instant().toString(),
        String.valueOf(BATCH));
  }

  /** The program of that process. */
  static final class Node {
    public static void main(String[] arguments) {
      System.setProperty("jawort.jobs.batch", arguments[2]);
      Duration ahead = Duration.between(Instant.now(), Instant.parse(arguments[1]));
      TestServer.serve(arguments[0], InstantSource.offset(InstantSource.system(), ahead));
    }
  }
}
