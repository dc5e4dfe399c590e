package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.form.Forms;
import org.jawort.platform.postgres.EmbeddedPostgres;
import org.jawort.platform.postgres.EmbeddedPostgresException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A real PostgreSQL goes and comes back, is full, and the clock is set back meanwhile. */
class DatabaseGoneTest {
  private static final String FULL =
      """
      CREATE FUNCTION jawort.no_space() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$;
      CREATE TRIGGER no_space BEFORE INSERT ON jawort.consent_event
        EXECUTE FUNCTION jawort.no_space()
      """;

  /** How long a connection is waited for, in milliseconds. */
  private static final long PATIENCE = 250;

  /** So often a pool heeds that its patience was changed, in milliseconds. */
  private static final String LOOKS_AT_CONFIGURATION = "com.zaxxer.hikari.housekeeping.periodMs";

  private EmbeddedPostgres postgres;

  @Test
  @DisplayName("sign-ups answer 503 with words, lose nothing, and all comes back by itself")
  void gone() throws Exception {
    Path data = Files.createDirectories(Path.of("target/gone-" + ProcessHandle.current().pid()));
    postgres = start(data);
    String url =
        "postgres://%s:%s@127.0.0.1:%d/postgres"
            .formatted(postgres.user(), postgres.password(), postgres.port());
    try (TestServer server = impatient(url)) {
      String form = "/f/" + server.bean(Forms.class).all(server.tenant()).getFirst().key();
      assertThat(signUp(server, form, "before").status()).isEqualTo(303);

      postgres.close();
      refused(signUp(server, form, "gone"));
      assertThat(server.browser().get("/health/ready").status()).isEqualTo(503);
      postgres = start(data);
      Await.until("sign-ups are taken", () -> signUp(server, form, "back").status() == 303);
      Await.until("it is ready", () -> server.browser().get("/health/ready").status() == 200);

      asSuperuser(FULL);
      refused(signUp(server, form, "full"));
      asSuperuser("DROP FUNCTION jawort.no_space() CASCADE");
      assertThat(signUp(server, form, "free").status()).isEqualTo(303);

      server.clock().tick(Duration.ofHours(-2));
      assertThat(signUp(server, form, "earlier").status()).isEqualTo(303);
      server.clock().tick(Duration.ofHours(3));
      Await.until("the mails of all that were taken in go out", () -> accepted() == 4);
      assertThat(count("SELECT count(*) FROM jawort.contact_point")).isEqualTo(4);
    } finally {
      postgres.close();
    }
  }

  /** Of the many who wait in vain each would do so for five seconds. */
  private static TestServer impatient(String url) {
    System.setProperty(LOOKS_AT_CONFIGURATION, "1000");
    try {
      TestServer server = TestServer.start(url, Map.of());
      ((HikariDataSource) server.bean(DataSource.class)).setConnectionTimeout(PATIENCE);
      return server;
    } finally {
      System.clearProperty(LOOKS_AT_CONFIGURATION);
    }
  }

  private static EmbeddedPostgres start(Path data) throws EmbeddedPostgresException {
    return EmbeddedPostgres.start(
        data, Path.of("target/postgres-binaries").toAbsolutePath(), Map.of(), true);
  }

  private static TestBrowser.Page signUp(TestServer server, String form, String name) {
    var fields = new HashMap<String, String>();
    fields.put("email", name + "@example.org");
    fields.put("firstName", "");
    fields.put("lastName", "");
    fields.put("newsletter", "true");
    fields.put("privacy", "true");
    fields.put("homepage", "");
    return server.browser().postBare(form, fields);
  }

  private static void refused(TestBrowser.Page answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("Gerade kann nichts gespeichert werden");
  }

  private long accepted() throws SQLException {
    return count("SELECT count(*) FROM jawort.message WHERE status = 'ACCEPTED'");
  }

  private long count(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void asSuperuser(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
