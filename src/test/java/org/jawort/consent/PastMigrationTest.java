package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B-04 what stands becomes the beginning of its history")
class PastMigrationTest {
  private static final String OLD =
      """
      INSERT INTO tenant (id, name, sender_name, sender_address, default_language, time_zone,
                          created_at)
      VALUES ('%1$s', 'Salon', 'Salon', 'post@salon.example', 'de', 'Europe/Berlin', now());
      INSERT INTO purpose (tenant_id, id, key, created_at, name_de, name_en, validity_months, expiry)
      VALUES ('%1$s', '%1$s', 'newsletter', '2026-01-01Z', 'Post', 'Mail', 6, 'BLOCK');
      INSERT INTO contact (tenant_id, id, language, origin, created_at, updated_at)
      VALUES ('%1$s', '%2$s', 'de', 'FORM', now(), now());
      INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key, created_at)
      VALUES ('%1$s', '%2$s', '%2$s', 'EMAIL', 'ada@example.org', 'ada@example.org', now());
      INSERT INTO consent (tenant_id, contact_point_id, purpose_id, status, since, event_id, used_at)
      VALUES ('%1$s', '%2$s', '%1$s', 'CONFIRMED', '2026-01-02Z', '%2$s', '2026-03-04Z');
      INSERT INTO contact_act (tenant_id, id, at, act, actor, contact_id, other_id)
      VALUES ('%1$s', '%1$s', '2026-01-02Z', 'SUPPRESSION_LIFTED', 'RECIPIENT', '%2$s', '%2$s');
      """;

  private final TestDatabase database = TestPostgres.freshDatabase("past");
  private final String role = "past_" + UUID.randomUUID().toString().substring(0, 8);

  /** An owner whom row-level security binds as it does in life. */
  @BeforeEach
  void old() throws SQLException {
    run(
        """
        DO $$ BEGIN CREATE ROLE jawort_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN END $$;
        CREATE ROLE %1$s LOGIN PASSWORD 'right';
        GRANT jawort_app TO %1$s;
        GRANT CREATE ON DATABASE %2$s TO %1$s
        """
            .formatted(role, database.jdbcUrl().replaceFirst(".*/", "")));
    migrate("012");
    run(
        "SET search_path TO jawort; SET session_replication_role = replica; "
            + OLD.formatted(UUID.randomUUID(), UUID.randomUUID()));
    migrate("014");
  }

  private void migrate(String target) {
    Flyway.configure()
        .dataSource(database.jdbcUrl(), role, "right")
        .schemas("jawort")
        .createSchemas(true)
        .locations("classpath:db/migration")
        .target(target)
        .load()
        .migrate();
  }

  private Connection open() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = open();
        Statement statement = connection.createStatement()) {
      statement.execute("SET search_path TO jawort; SET TIME ZONE 'UTC'");
      ResultSet row = statement.executeQuery(sql);
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }

  @AfterEach
  void dropRole() throws SQLException {
    run("DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s".formatted(role));
  }

  @Test
  @DisplayName("Validity since the purpose was made, uses, and when a suppression ended")
  void seeded() throws SQLException {
    assertThat(
            ask(
                "SELECT concat_ws(' ', valid_from::date, validity_months, expiry)"
                    + " FROM purpose_validity"))
        .isEqualTo("2026-01-01 6 BLOCK");
    assertThat(ask("SELECT concat_ws(' ', used_at::date, noted_at::date) FROM consent_use"))
        .isEqualTo("2026-03-04 2026-03-04");
    assertThat(ask("SELECT suppression_ended_at::date FROM contact_point")).isEqualTo("2026-01-02");
  }
}
