package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jawort.Await;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.consent.EventId;
import org.jawort.consent.EventProof;
import org.jawort.consent.TransparencyLog;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B-02 events from before the log get their place in it")
class LogMigrationTest {
  private static final String OLD =
      """
      INSERT INTO tenant (id, name, sender_name, sender_address, default_language, time_zone,
                          created_at)
      VALUES ('%1$s', 'Salon', 'Salon', 'post@salon.example', 'de', 'Europe/Berlin', now());
      INSERT INTO tenant_language VALUES ('%1$s', 'de');
      INSERT INTO purpose VALUES ('%1$s', '%1$s', 'newsletter', now());
      INSERT INTO contact (tenant_id, id, language, origin, created_at, updated_at)
      VALUES ('%1$s', '%2$s', 'de', 'FORM', now(), now());
      INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key, created_at)
      VALUES ('%1$s', '%2$s', '%2$s', 'EMAIL', 'ada@example.org', 'ada@example.org', now());
      INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                 actor, source)
      SELECT '%1$s', id::uuid, point::uuid, '%1$s', 'SIGNED_UP', 'TRIGGERED', now(), 'RECIPIENT', 'FORM'
      FROM (VALUES ('%3$s', '%2$s'), ('%4$s', '%2$s'), ('%5$s', '%5$s')) e (id, point);
      INSERT INTO consent_evidence VALUES ('%1$s', '%3$s', decode(repeat('5a', 16), 'hex'),
                                           '{"address": "ada@example.org", "boxes": []}');
      """;

  private final TestDatabase database = TestPostgres.freshDatabase("migration");
  private final String role = "migration_" + UUID.randomUUID().toString().substring(0, 8);
  private final String name = database.jdbcUrl().replaceFirst(".*/", "");
  private final UUID tenant = UUID.randomUUID();
  private final UUID withEvidence = UUID.randomUUID();
  private final UUID without = UUID.randomUUID();
  private final UUID erased = UUID.randomUUID();

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
            .formatted(role, name));
    Flyway.configure()
        .dataSource(database.jdbcUrl(), role, "right")
        .schemas("jawort")
        .createSchemas(true)
        .locations("classpath:db/migration")
        .target("008")
        .load()
        .migrate();
    run(
        "SET search_path TO jawort; SET session_replication_role = replica; "
            + OLD.formatted(tenant, UUID.randomUUID(), withEvidence, without, erased));
  }

  private void run(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @AfterEach
  void dropRole() throws SQLException {
    run("DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s".formatted(role));
  }

  @Test
  @DisplayName("With their evidence, without any, and of people who were erased")
  void sealed() {
    String url = database.url().replaceFirst("://[^@]*@", "://" + role + ":right@");
    Set<EventId> events =
        Set.of(new EventId(withEvidence), new EventId(without), new EventId(erased));
    try (TestServer server = TestServer.start(url, Map.of())) {
      TransparencyLog log = server.bean(TransparencyLog.class);
      var owner = new TenantId(tenant);
      Await.until(
          "the old events have their places",
          () ->
              log.proofsOf(owner, events).values().stream()
                  .allMatch(EventProof.Sealed.class::isInstance));
      var openings = log.openingsOf(owner, events);
      assertThat(openings).containsOnlyKeys(new EventId(withEvidence), new EventId(without));
      openings.forEach(
          (event, opening) -> {
            var proof = (EventProof.Sealed) log.proofOf(owner, event);
            assertThat(new CanonicalRecord(opening.record()).commitment(opening.salt()))
                .isEqualTo(proof.commitment());
          });
    }
  }
}
