package org.jawort.consent.stamp;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.consent.EventId;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.log.LogEvents;
import org.jawort.consent.log.LogFinding;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.proof.VerifyCommand;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The log with an authority beside it, through server, dossier and command. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("B-13 Time stamps")
class StampedLogTest {
  private static final String KEY = "a-key-from-the-environment";

  @TempDir private static Path folder;
  private final TestDatabase database = TestPostgres.migratedDatabase("stamped");
  private OpenSslAuthority authority;
  private TestServer server;
  private LogEvents events;

  @BeforeAll
  void start() {
    authority = new OpenSslAuthority(folder);
    server =
        TestServer.start(
            database.url(),
            Map.of(
                "JAWORT_ADMIN_EMAIL",
                TestServer.OWNER,
                "JAWORT_ADMIN_PASSWORD",
                TestServer.PASSWORD,
                "JAWORT_API_KEY",
                KEY,
                "JAWORT_TSA_URL",
                authority.url().toString()));
    server.withoutSchedule();
    events = new LogEvents(server, server.tenant());
  }

  @AfterAll
  void stop() {
    server.close();
    authority.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    owner("DELETE FROM log_time_stamp; DELETE FROM log_time_stamp_fault");
    authority.behave();
  }

  private void work() {
    onTime();
    server.recur("consent.stamp.StampWork");
  }

  /** The authority's clock is the machine's. */
  private void onTime() {
    server.clock().tick(Duration.between(server.clock().instant(), Instant.now()));
  }

  private long stamps() {
    return server
        .bean(Database.class)
        .read(
            Set.of(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("SELECT count(*) FROM log_time_stamp")
                    .query(Long.class)
                    .single());
  }

  private void health(String status) {
    given()
        .baseUri(server.url())
        .get("/health/log")
        .then()
        .statusCode(200)
        .body("status", org.hamcrest.Matchers.equalTo(status));
  }

  private List<LogFinding> examined() {
    var findings = new ArrayList<LogFinding>();
    new StampExamination(server.bean(Database.class), true, findings::add).examine();
    return findings;
  }

  private void owner(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute("SET search_path TO jawort; " + sql);
    }
  }

  private UUID signedUp() {
    var happened = events.signUp(1).getFirst();
    events.sealed(happened.event());
    return happened.contactPoint().value();
  }

  @Test
  @DisplayName("While the authority is dead the log goes on, and it is said; then it is stamped")
  void dead() {
    signedUp();
    authority.behave((exchange, asked) -> exchange.sendResponseHeaders(503, -1));
    work();
    assertThat(stamps()).as("time stamps of a dead authority").isZero();
    health("UNSTAMPED");
    assertThat(examined())
        .anySatisfy(
            finding -> {
              assertThat(finding.kind()).isEqualTo(LogFinding.Kind.BAD);
              assertThat(finding.text()).contains("HTTP status 503", "JAWORT_TSA_URL");
            });
    signedUp();

    authority.behave();
    work();
    assertThat(stamps()).as("time stamps once it lives").isOne();
    health("UP");
    assertThat(examined()).extracting(LogFinding::kind).containsOnly(LogFinding.Kind.GOOD);
  }

  @Test
  @DisplayName("Once an hour, and only where the log has grown")
  void hourly() throws SQLException {
    signedUp();
    work();
    signedUp();
    work();
    assertThat(stamps()).as("time stamps within the hour").isOne();
    owner("UPDATE log_time_stamp SET stamped_at = stamped_at - interval '59 minutes'");
    work();
    assertThat(stamps()).as("time stamps after it").isEqualTo(2);
    owner("UPDATE log_time_stamp SET stamped_at = stamped_at - interval '59 minutes'");
    work();
    assertThat(stamps()).as("time stamps of a log that did not grow").isEqualTo(2);
  }

  private record Answer(int code, String out) {}

  private Answer verify(byte[] file, String... more) throws IOException {
    var arguments =
        new ArrayList<>(List.of(Files.write(folder.resolve("dossier"), file).toString()));
    arguments.addAll(List.of("--key", server.bean(TransparencyLog.class).verifierKey()));
    arguments.addAll(List.of(more));
    var out = new ByteArrayOutputStream();
    var to = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Answer(VerifyCommand.run(arguments, to, to), out.toString(StandardCharsets.UTF_8));
  }

  private byte[] dossier(UUID point, String type) {
    onTime();
    return given()
        .baseUri(server.url())
        .header("Authorization", "Bearer " + KEY)
        .accept(type)
        .get("/api/v1/contact-points/{id}/dossier", point)
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  @Test
  @DisplayName("A dossier has the first one that covers its events, and one of its own")
  void dossier() throws IOException {
    UUID point = signedUp();
    work();
    signedUp();
    for (String type : List.of("application/json", "application/pdf")) {
      byte[] file = dossier(point, type);
      Answer open = verify(file);
      assertThat(open.code()).as(open.out()).isZero();
      assertThat(open.out()).contains("--tsa", "CN=Time stamps", "1").doesNotContain("FAILS");
      Answer trusted = verify(file, "--tsa", authority.rootFile());
      assertThat(trusted.code()).as(trusted.out()).isZero();
      Answer other =
          verify(
              file,
              "--tsa",
              OpenSslAuthority.certificate(
                  folder.resolve("other.pem"), authority.root("CN=Other").certificate()));
      assertThat(other.code()).as(other.out()).isEqualTo(1);
      assertThat(verify(file, "--tsa", folder.resolve("other.pem") + ".none").code()).isEqualTo(2);
    }
    assertThat(stamps()).as("the hour's time stamp, and the dossier's").isEqualTo(2);
    TransparencyLog log = server.bean(TransparencyLog.class);
    Set<EventId> theirs =
        server.bean(History.class).of(server.tenant(), new ContactPointId(point)).stream()
            .map(HistoryEntry::id)
            .collect(Collectors.toSet());
    assertThat(log.proofsAgainst(log.checkpoint(), server.tenant(), theirs)).isNotEmpty();
    assertThat(log.proofsAgainst(log.checkpoint(), new TenantId(UUID.randomUUID()), theirs))
        .as("asked by another tenant")
        .isEmpty();
    given()
        .header("Authorization", "Bearer " + KEY)
        .baseUri(server.url())
        .accept("application/json")
        .get("/api/v1/contact-points/{id}/dossier", point)
        .then()
        .body("sections.timeStamps", org.hamcrest.Matchers.hasSize(2))
        .body("sections.timeStamps[0].authority", org.hamcrest.Matchers.containsString("/tsr"))
        .body("sections.events[0].stampedProof", org.hamcrest.Matchers.notNullValue());
  }

  @Test
  @DisplayName("A dossier is made although the authority is dead, without a time stamp")
  void without() throws IOException {
    UUID point = signedUp();
    authority.behave((exchange, asked) -> OpenSslAuthority.send(exchange, new byte[] {1, 2}));
    byte[] file = dossier(point, "application/json");
    assertThat(verify(file, "--tsa", authority.rootFile()).code()).isZero();
    assertThat(new String(file, StandardCharsets.UTF_8)).contains("\"timeStamps\":[]");
    assertThat(stamps()).isZero();
    health("UNSTAMPED");
  }

  @Test
  @DisplayName("Who owns the database cannot move a time stamp, nor change what it was given for")
  void owner() throws Exception {
    UUID point = signedUp();
    work();
    signedUp();
    dossier(point, "application/json");
    for (String sql :
        List.of(
            "UPDATE log_time_stamp SET stamped_at = stamped_at - interval '1 year'",
            "UPDATE log_time_stamp a SET token = b.token FROM log_time_stamp b WHERE b.size <> a.size",
            "UPDATE log_time_stamp a SET checkpoint = b.checkpoint FROM log_time_stamp b"
                + " WHERE b.size <> a.size",
            "UPDATE log_time_stamp SET token = '\\x3003020101'")) {
      owner("CREATE TABLE saved AS TABLE log_time_stamp");
      owner(sql);
      assertThat(examined()).as(sql).extracting(LogFinding::kind).contains(LogFinding.Kind.BAD);
      owner("DELETE FROM log_time_stamp; INSERT INTO log_time_stamp TABLE saved; DROP TABLE saved");
    }
    assertThat(examined()).extracting(LogFinding::kind).containsOnly(LogFinding.Kind.GOOD);
  }
}
