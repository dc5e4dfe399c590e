package org.jawort.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import java.util.Map;
import org.jawort.Jawort;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.consent.log.LogEvents;
import org.jawort.consent.proof.ConsentErasure;
import org.jawort.contact.ContactErasure;
import org.jawort.platform.Database;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each damage is done past the program, and undone again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("B-02 jawort doctor looks at the transparency log")
class LogCheckTest {
  private static final String SECRET = "a secret of the tests, long enough for anybody";
  private static final String PAST =
      "SET search_path TO jawort; SET session_replication_role = replica; ";

  private static final String UNDO =
      """
      DO $$ BEGIN EXECUTE (
        SELECT format('DELETE FROM %1$s; INSERT INTO %1$s (%%1$s) SELECT %%1$s FROM saved',
                      string_agg(quote_ident(attname), ', '))
        FROM pg_attribute
        WHERE attrelid = '%1$s'::regclass AND attnum > 0 AND attgenerated = '' AND NOT attisdropped);
      END $$;
      DROP TABLE saved
      """;

  private final TestDatabase database = TestPostgres.migratedDatabase("logcheck");

  @BeforeAll
  void fill() {
    try (TestServer server = TestServer.start(database.url(), Map.of())) {
      var tenant = server.bean(Tenants.class).all().getFirst();
      var events = new LogEvents(server, tenant);
      var signedUp = events.signUp(600);
      // A checkpoint that is not the last one.
      events.sealed(signedUp.getLast().event());
      var erased = signedUp.get(300);
      server
          .bean(Database.class)
          .write(
              tenant,
              connection -> {
                server
                    .bean(ConsentErasure.class)
                    .erase(connection, tenant, List.of(erased.contactPoint()));
                server
                    .bean(ContactErasure.class)
                    .erasePoints(connection, tenant, List.of(erased.contactPoint()));
                return true;
              });
      events.sealed(events.signUp(1).getFirst().event());
      LogEvents.sealer(server).stop();
      events.signUp(2);
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

  private void past(String sql) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(PAST + sql);
    }
  }

  @Test
  @DisplayName("All is well, and the numbers are said; one erased, two not sealed yet")
  void well() {
    Report report = examine();
    assertThat(report.well()).as(report.text()).isTrue();
    assertThat(report.text())
        .contains(
            "note  log: no checkpoint is kept in",
            "log: 601 entries give its 4 tiles, and the roots of its",
            "600 events are what was sealed, 1 erased ones have their place, 2 wait",
            "log: each of its 601 entries belongs to one event");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          log_tile | SET content = set_byte(content, 100, get_byte(content, 100) # 1) WHERE level = 0 AND index = 0 | tile 0/000 is not what the entries give, from hash 3 on
          log_tile | SET content = substring(content FROM 1 FOR 8160) WHERE level = 0 AND index = 1 | tile 0/001 is not what the entries give, from hash 255 on
          log_tile | SET content = set_byte(content, 0, get_byte(content, 0) # 1) WHERE level = 1 | tiles of the transparency log do not give the root
          log_bundle | SET content = set_byte(content, 2, get_byte(content, 2) # 1) WHERE index = 1 | is not what stands at its place, 256
          log_bundle | SET content = substring(content FROM 1 FOR 340) WHERE index = 1 | bundles of entries break off at 266 of 601
          log_checkpoint | SET note = replace(note, 'localhost', 'elsewhere') WHERE size = 601 | the checkpoint of 601 entries is not signed by its key
          log_checkpoint | SET root = set_byte(root, 5, get_byte(root, 5) # 1) WHERE size > 0 AND size < 601 | has another root than they give
          log_entry | SET commitment = set_byte(commitment, 5, get_byte(commitment, 5) # 1) WHERE position = 7 | is not what stands at its place, 7
          log_entry | SET position = 8 WHERE position = 7 | 1 places belong to more than one event
          consent_event | SET source = 'LINK' WHERE id IN (SELECT event_id FROM log_entry WHERE position = 9) | was changed after it was sealed
          consent_evidence | SET content = '{}' WHERE event_id IN (SELECT event_id FROM log_entry WHERE position = 11) | was changed after it was sealed
          """)
  @DisplayName("A change past the program is named, by ids and numbers alone")
  void damage(String table, String change, String said) throws Exception {
    past("CREATE TABLE saved AS SELECT * FROM %1$s; UPDATE %1$s %2$s".formatted(table, change));
    try {
      Report report = examine();
      assertThat(report.well()).isFalse();
      assertThat(report.text()).contains(said).doesNotContain("@example.org", SECRET);
    } finally {
      past(UNDO.formatted(table));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          log_pending | DELETE FROM log_pending | has no place in the log and does not wait for one
          log_pending | INSERT INTO log_pending SELECT tenant_id, event_id FROM log_entry WHERE position = 3 | has its place in the log and waits for one as well
          log_pending | INSERT INTO log_pending SELECT tenant_id, gen_random_uuid() FROM log_entry WHERE position = 3 | 1 that wait belong to events that are not in the ledger
          log_entry | DELETE FROM log_entry WHERE position = 3 | it has 601 entries, and events have 600 places
          log_filler | INSERT INTO log_filler SELECT gen_random_uuid(), decode(repeat('00', 16), 'hex'), 3 | 1 entries are said to be about nothing and are not, the first at 3
          log_bundle | DELETE FROM log_bundle WHERE index = 1 | break off at 256 of 601
          log_tile | DELETE FROM log_tile WHERE level = 1 | lacks rows for its 601 entries: tile 1/0 lacks hashes
          log_checkpoint | DELETE FROM log_checkpoint WHERE size = 601 | and
          """)
  @DisplayName("A row that is missing or too many is named")
  void rows(String table, String change, String said) throws Exception {
    past("CREATE TABLE saved AS SELECT * FROM %1$s; %2$s".formatted(table, change));
    try {
      Report report = examine();
      assertThat(report.well()).isFalse();
      assertThat(report.text()).contains(said).doesNotContain("@example.org", SECRET);
    } finally {
      past(UNDO.formatted(table));
    }
  }
}
