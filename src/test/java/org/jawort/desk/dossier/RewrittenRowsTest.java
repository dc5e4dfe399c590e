package org.jawort.desk.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.Jawort;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.Basis;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.declaration.StatementTarget;
import org.jawort.consent.declaration.Statements;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.MessageId;
import org.jawort.desk.web.DeskServer;
import org.jawort.desk.web.contact.ProofServer;
import org.jawort.integration.Proofs;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.platform.Language;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Somebody who may write into every table changes what a dossier reads, a column at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RewrittenRowsTest {
  private static final String SECRET = "a secret of the tests, long enough for anybody";
  private static final String PAST =
      "SET search_path TO jawort; SET session_replication_role = replica; ";

  private final TestPostgres.TestDatabase database = TestPostgres.migratedDatabase("rewritten");
  private DeskServer desk;
  private List<UUID> points;

  @BeforeAll
  void fill() {
    desk = new DeskServer(TestServer.start(database.url(), Map.of()));
    points = new ArrayList<>(List.of(confirmed(), asked(), declared()));
    assertThat(noticed()).as("before anything was changed").isEmpty();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private UUID confirmed() {
    UUID contact = desk.signUp("ada@example.org", "Ada", "Lovelace");
    desk.awaitEvents(contact, 2);
    UUID point = desk.pointOf(contact);
    UUID message =
        desk.ask("SELECT id FROM message WHERE contact_point_id = :point", "point", point);
    desk.server.clock().tick(Duration.ofMinutes(1));
    desk.server
        .bean(OptIns.class)
        .confirm(desk.tenant(), new MessageId(message), new Visit("192.0.2.0/24", "Browser/1"));
    return point;
  }

  private UUID asked() {
    UUID contact = desk.create(desk.tenant(), "berta@example.org", "Berta", "Benz");
    UUID point = desk.pointOf(contact);
    desk.server
        .bean(OptIns.class)
        .request(
            desk.tenant(),
            List.of(new ContactPointId(point)),
            desk.server.bean(Purposes.class).all(desk.tenant()).getFirst().id(),
            StatedBasis.of(AskingBasis.EXISTING_CUSTOMER, "Haarschnitt", null),
            Actor.staff(UUID.randomUUID()),
            "STAFF");
    desk.awaitEvents(contact, 2);
    return point;
  }

  private UUID declared() {
    UUID contact = desk.create(desk.tenant(), "clara@example.org", "Clara", "Schumann");
    UUID point = desk.pointOf(contact);
    UUID by = UUID.randomUUID();
    byte[] scan = "%PDF-1.7 unterschrieben".getBytes(StandardCharsets.UTF_8);
    var kept =
        desk.server.bean(EvidenceFiles.class).keep(desk.tenant(), by, "Zettel.pdf", "", scan);
    var file = ((EvidenceFiles.EvidenceFileOutcome.As) kept).file();
    var purpose = desk.server.bean(Purposes.class).all(desk.tenant()).getFirst().id();
    var declaration =
        Declaration.builder()
            .basis(Basis.SIGNATURE)
            .at(desk.server.clock().instant())
            .file(file)
            .build();
    desk.server
        .bean(Statements.class)
        .declare(
            new Recording(desk.tenant(), purpose, Actor.staff(by), "STAFF_ENTRY"),
            List.of(StatementTarget.blind(new ContactPointId(point))),
            declaration);
    return point;
  }

  /** What a dossier reads and the log commits to; of the tables whole, but for what is named. */
  static List<String> columns() {
    return List.of(
        "message_content raw",
        "message status",
        "message answer",
        "message answered_at",
        "message created_at",
        "message attempts",
        "message campaign_id",
        "message campaign_version",
        "message purpose_id",
        "message message_class",
        "form_version definition",
        "form_version created_at",
        "form_version version",
        "form key",
        "form language",
        "wording text",
        "wording version",
        "wording language",
        "wording channel",
        "wording created_at",
        "evidence_file content",
        "evidence_file sha256",
        "evidence_file name",
        "evidence_file type",
        "contact_point address_key",
        "consent status",
        "consent since",
        "consent event_id",
        "consent purpose_version",
        "consent email",
        "consent sms",
        "consent calls",
        "consent goods",
        "purpose_version version",
        "purpose_version names",
        "purpose_version description",
        "purpose_version email",
        "purpose_version sms",
        "purpose_version calls",
        "purpose_version goods",
        "purpose_version legal_basis",
        "purpose_version jurisdiction",
        "consent_event contact_point_id",
        "consent_event purpose_id",
        "consent_event purpose_version",
        "consent_event type",
        "consent_event status",
        "consent_event mail_block",
        "consent_event at",
        "consent_event actor",
        "consent_event actor_id",
        "consent_event source",
        "consent_event form_id",
        "consent_event form_version",
        "consent_event campaign_id",
        "consent_event campaign_version",
        "consent_event message_id",
        "consent_evidence salt",
        "consent_evidence content",
        "log_entry position",
        "log_entry commitment",
        "log_checkpoint root",
        "log_checkpoint note");
  }

  @ParameterizedTest
  @MethodSource("columns")
  @DisplayName("B-02 law 15 a column that is rewritten in the database is noticed")
  void rewritten(String column) throws SQLException {
    String[] place = column.split(" ");
    past("CREATE TABLE saved AS SELECT * FROM %s".formatted(place[0]));
    String type = one("SELECT pg_typeof(%s)::text FROM saved LIMIT 1".formatted(place[1]));
    try {
      past("UPDATE %s SET %s = %s".formatted(place[0], place[1], other(place[1], type)));
      assertThat(noticed()).as("what is said of %s", column).isNotEmpty();
    } finally {
      restore(place[0]);
    }
  }

  @ParameterizedTest
  @MethodSource("deletions")
  @DisplayName("B-02 law 14 a row that is deleted in the database is noticed")
  void deleted(String table) throws SQLException {
    past("CREATE TABLE saved AS SELECT * FROM %s; DELETE FROM %s".formatted(table, table));
    try {
      assertThat(noticed()).as("what is said of rows missing in %s", table).isNotEmpty();
    } finally {
      restore(table);
    }
  }

  static List<String> deletions() {
    return List.of(
        "message_content",
        "message",
        "form_version",
        "wording",
        "evidence_file",
        "consent",
        "purpose_version",
        "consent_event",
        "consent_evidence");
  }

  @Test
  @DisplayName("B-02 law 14 the evidence of one withdrawal that is deleted is noticed by both")
  void withdrawal() throws SQLException {
    past(
        "CREATE TABLE saved AS SELECT * FROM consent_evidence;"
            + " DELETE FROM consent_evidence WHERE event_id ="
            + " (SELECT id FROM consent_event WHERE type = 'CONFIRMED')");
    try {
      assertThat(doctor()).contains("has lost its evidence");
      assertThat(ProofServer.faults(dossier(points.getFirst())))
          .anyMatch(fault -> fault.contains("its evidence is missing"));
    } finally {
      restore("consent_evidence");
    }
  }

  @Test
  @DisplayName("B-02 law 15 a consent that is told by another name of its purpose is noticed")
  void renamed() throws SQLException {
    past(
        "CREATE TABLE saved AS SELECT * FROM consent;"
            + " INSERT INTO purpose_version SELECT tenant_id, purpose_id, 71,"
            + " '{\"de\": \"Anrufe\", \"en\": \"Calls\"}', description, email, sms, calls, goods,"
            + " legal_basis, jurisdiction, valid_from FROM purpose_version;"
            + " UPDATE consent SET purpose_version = 71");
    try {
      assertThat(doctor()).isNotEmpty();
      assertThat(ProofServer.faults(dossier(points.getFirst())))
          .anyMatch(fault -> fault.contains("was called something else"));
    } finally {
      restore("consent");
      past("DELETE FROM purpose_version WHERE version = 71");
    }
  }

  /** Another value of the same type that the table takes. */
  private static String other(String column, String type) {
    return switch (type) {
      case "text" ->
          switch (column) {
            case "language" -> "CASE language WHEN 'de' THEN 'fr' ELSE 'it' END";
            case "channel" -> "'SMS'";
            case "actor" -> "CASE actor WHEN 'SYSTEM' THEN 'API' ELSE 'SYSTEM' END";
            case "message_class" -> "'TRANSACTIONAL'";
            case "mail_block" -> "'STAFF'";
            case "type" -> "CASE type WHEN 'SENT' THEN 'MAILED' ELSE 'USED' END";
            case "status" -> "CASE status WHEN 'REVOKED' THEN 'LAPSED' ELSE 'REFUSED' END";
            default -> "coalesce(" + column + ", '') || 'x'";
          };
      case "uuid" -> "gen_random_uuid()";
      case "timestamp with time zone" -> column + " - interval '1 millisecond'";
      case "integer", "bigint" -> "coalesce(" + column + ", 0) + 70";
      case "boolean" -> "NOT " + column;
      case "text[]" -> column + " || '{forged}'";
      case "bytea" -> "set_byte(%1$s, 7, get_byte(%1$s, 7) # 1)".formatted(column);
      case "jsonb" ->
          "jsonb_set(%s, '{%s}', '\"forged\"')"
              .formatted(column, column.equals("definition") ? "title" : "note");
      default -> throw new AssertionError(column + " is of type " + type);
    };
  }

  /** What the doctor says, and what is wrong with dossiers made from what is there now. */
  private String noticed() {
    String said = doctor();
    if (said.isEmpty()) {
      for (UUID point : points) {
        said += String.join("\n", ProofServer.faults(dossier(point)));
      }
    }
    return said;
  }

  private String doctor() {
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
    return well ? "" : out.toString(StandardCharsets.UTF_8);
  }

  private byte[] dossier(UUID point) {
    return Await.until(
                "the dossier is sealed",
                () ->
                    desk.server
                        .bean(Proofs.class)
                        .dossier(
                            desk.tenant(),
                            new ContactPointId(point),
                            Proofs.Format.JSON,
                            Optional.of(Language.EN)),
                made -> made instanceof Proofs.ProofOutcome.Made)
            instanceof Proofs.ProofOutcome.Made made
        ? bytes(made)
        : new byte[0];
  }

  private static byte[] bytes(Proofs.ProofOutcome.Made made) {
    var out = new ByteArrayOutputStream();
    try (OutputStream to = out) {
      made.content().writeTo(to);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private void restore(String table) throws SQLException {
    past(
        """
        DO $$ BEGIN EXECUTE (
          SELECT format('DELETE FROM %1$s; INSERT INTO %1$s (%%1$s) SELECT %%1$s FROM saved',
                        string_agg(quote_ident(attname), ', '))
          FROM pg_attribute
          WHERE attrelid = '%1$s'::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped);
        END $$;
        DROP TABLE saved
        """
            .formatted(table));
  }

  private void past(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(PAST + sql);
    }
  }

  private String one(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(PAST);
      try (var row = statement.executeQuery(sql)) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
