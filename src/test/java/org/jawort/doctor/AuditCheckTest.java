package org.jawort.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.Jawort;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.audit.AuditKind;
import org.jawort.tenant.audit.AuditOutcome;
import org.jawort.tenant.audit.AuditParty;
import org.jawort.tenant.audit.AuditTrail;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Three seals: the first came to its end. Each damage is undone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("B-16 law 64 the audit log is held against the transparency log")
class AuditCheckTest {
  private static final String SECRET = "a secret of the tests, long enough for anybody";
  private static final String PAST =
      "SET search_path TO jawort; SET session_replication_role = replica; ";

  private final TestDatabase database = TestPostgres.migratedDatabase("auditcheck");

  @BeforeAll
  void fill() {
    try (TestServer server = TestServer.start(database.url(), Map.of())) {
      server.withoutSchedule().clock().tick(Duration.ofDays(-500));
      append(server, 3);
      seal(server);
      server.clock().tick(Duration.ofDays(400));
      append(server, 2);
      refuses(server);
      seal(server);
      seal(server);
      assertThat(count(server, "audit_entry")).isEqualTo(5);
      server.recur("tenant.audit.AuditEndWork");
      assertThat(count(server, "audit_entry")).isEqualTo(2);
      assertThat(count(server, "audit_seal")).isEqualTo(2);
      server.clock().tick(Duration.ofDays(99));
      append(server, 4);
      seal(server);
      Await.until("the sealer", () -> count(server, "log_pending") == 0);
    }
  }

  private static void append(TestServer server, int entries) {
    TenantId tenant = server.tenant();
    var party = new AuditParty(tenant, Actor.staff(UUID.randomUUID()), "192.0.2.7");
    for (int i = 0; i < entries; i++) {
      server
          .bean(AuditTrail.class)
          .append(
              party,
              AuditKind.PERSON,
              "GET /app/contacts/{id}",
              List.of(UUID.randomUUID()),
              AuditOutcome.DONE);
    }
  }

  private static void seal(TestServer server) {
    server.recur("consent.log.AuditHeadWork");
  }

  private static int count(TestServer server, String table) {
    return server
        .bean(Database.class)
        .read(
            server.tenant(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("SELECT count(*) FROM " + table)
                    .query(Integer.class)
                    .single());
  }

  /** What the program's own role may not do, whatever it is told to. */
  private static void refuses(TestServer server) {
    for (String sql :
        List.of(
            "UPDATE audit_entry SET deed = 'GET /app'",
            "UPDATE audit_entry SET seal = seal + 1 WHERE seal IS NOT NULL",
            "DELETE FROM audit_entry",
            "TRUNCATE audit_entry",
            "UPDATE audit_seal SET head = previous",
            "UPDATE audit_seal SET ended_at = last_at",
            "DELETE FROM audit_seal",
            "ALTER TABLE audit_entry DISABLE TRIGGER ALL")) {
      assertThatThrownBy(
              () ->
                  server
                      .bean(Database.class)
                      .write(
                          server.tenant(),
                          connection -> server.bean(JdbcClient.class).sql(sql).update()))
          .as(sql)
          .hasStackTraceContaining("ERROR:");
    }
  }

  private record Report(boolean well, String text) {}

  private Report examine() {
    var out = new ByteArrayOutputStream();
    boolean well =
        Jawort.examine(
            Map.of(
                "JAWORT_DATABASE_URL",
                database.url(),
                "JAWORT_SECRET",
                SECRET,
                "JAWORT_DATA",
                "target/test-data/nothing-here"),
            Path.of("target/no-such-file"),
            false,
            new PrintStream(out, true, StandardCharsets.UTF_8));
    return new Report(well, out.toString(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("All is well, also where entries came to their end; each head has its place")
  void well() {
    Report report = examine();
    assertThat(report.well()).as(report.text()).isTrue();
    assertThat(report.text())
        .contains("9 entries under 3 seals are what the log says", "belongs to one event");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UPDATE audit_entry SET outcome = 'REFUSED' WHERE seal = 2 | entries of seal 2 were changed
          UPDATE audit_entry SET network = NULL WHERE seal = 3 | entries of seal 3 were changed
          DELETE FROM audit_entry WHERE id IN (SELECT id FROM audit_entry WHERE seal = 2 LIMIT 1) | entries of seal 2 were changed
          UPDATE audit_entry SET seal = 3 WHERE seal = 2 | entries of seal 2 were changed
          DELETE FROM audit_seal WHERE number = 2 | seal 3 does not go on from the one before
          UPDATE audit_seal SET head = previous WHERE number = 3 | seal 3 is not what the transparency log says
          UPDATE audit_seal SET ended_at = last_at + interval '1 day' WHERE number = 3 | were deleted before their time
          UPDATE audit_seal SET ended_at = now() + interval '5 years' WHERE number = 3 | were deleted before their time
          UPDATE audit_seal SET id = gen_random_uuid() WHERE number = 3 | seal 3 has no place in the transparency log
          """)
  @DisplayName("What whoever owns the database changes is named, by numbers alone")
  void damage(String change, String said) throws Exception {
    past(
        "CREATE TABLE kept_entry AS SELECT * FROM audit_entry;"
            + " CREATE TABLE kept_seal AS SELECT * FROM audit_seal; "
            + change);
    try {
      Report report = examine();
      assertThat(report.well()).isFalse();
      assertThat(report.text()).contains(Objects.requireNonNull(said)).doesNotContain("192.0.2.7");
    } finally {
      past(
          "DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept_entry;"
              + " DELETE FROM audit_seal; INSERT INTO audit_seal SELECT * FROM kept_seal;"
              + " DROP TABLE kept_entry, kept_seal");
    }
  }

  private void past(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(PAST + sql);
    }
  }
}
