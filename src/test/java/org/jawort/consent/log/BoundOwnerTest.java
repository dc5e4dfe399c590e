package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.TestPostgres;
import org.jawort.TestPostgres.TestDatabase;
import org.jawort.TestServer;
import org.jawort.consent.EventId;
import org.jawort.consent.EventType;
import org.jawort.consent.log.LogEvents.Happened;
import org.jawort.consent.proof.ConsentErasure;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The other tests own their tables as a superuser, whom no fence holds; an installation on a server
 * of its own is bound by row-level security even as the owner.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("S1-20 an owner of the tables whom row-level security binds")
class BoundOwnerTest {
  private static final String KEY = "a-key-from-the-environment";

  private final TestDatabase database = TestPostgres.freshDatabase("bound");
  private final String role = "bound_" + UUID.randomUUID().toString().substring(0, 8);

  private TestServer server;

  @BeforeAll
  void begin() throws SQLException {
    run(
        """
        DO $$ BEGIN CREATE ROLE jawort_app NOLOGIN; EXCEPTION WHEN duplicate_object THEN END $$;
        CREATE ROLE %1$s LOGIN PASSWORD 'right';
        GRANT jawort_app TO %1$s;
        GRANT CREATE ON DATABASE %2$s TO %1$s
        """
            .formatted(role, database.jdbcUrl().replaceFirst(".*/", "")));
    server = start();
  }

  @AfterAll
  void dropRole() throws SQLException {
    server.close();
    run("DROP OWNED BY %1$s CASCADE; DROP ROLE %1$s".formatted(role));
  }

  private void run(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private TestServer start() {
    return TestServer.start(
        database.url().replaceFirst("://[^@]*@", "://" + role + ":right@"),
        Map.of(
            "JAWORT_ADMIN_EMAIL",
            TestServer.OWNER,
            "JAWORT_ADMIN_PASSWORD",
            TestServer.PASSWORD,
            "JAWORT_API_KEY",
            KEY));
  }

  @Test
  @DisplayName("Whoever signs in or brings a key is found before their tenant is known")
  void foundWithoutTenant() {
    assertThat(server.owner().get("/app").status()).as("the overview").isEqualTo(200);
    TestBrowser system = server.browser().header("Authorization", "Bearer " + KEY);
    assertThat(system.get("/api/v1/purposes").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("B-02 events are sealed with their evidence, without any, and of people erased")
  void sealed() {
    TenantId tenant = server.bean(Tenants.class).all().getFirst();
    var events = new LogEvents(server, tenant);
    LogEvents.sealer(server).stop();
    List<Happened> signedUp = events.signUp(2);
    EventId with = signedUp.getFirst().event();
    EventId without =
        events.happen(signedUp.getFirst().contactPoint(), EventType.CONFIRMED).event();
    EventId erased = signedUp.getLast().event();
    erase(server, tenant, signedUp.getLast());
    LogEvents.sealer(server).start();
    Map<EventId, EventProof.Sealed> proofs =
        Map.of(
            with,
            events.sealed(with),
            without,
            events.sealed(without),
            erased,
            events.sealed(erased));
    var openings = server.bean(TransparencyLog.class).openingsOf(tenant, proofs.keySet());
    assertThat(openings.keySet()).isEqualTo(Set.of(with, without));
    openings.forEach(
        (event, opening) ->
            assertThat(new CanonicalRecord(opening.record()).commitment(opening.salt()))
                .isEqualTo(proofs.get(event).commitment()));
  }

  private static void erase(TestServer server, TenantId tenant, Happened whom) {
    server
        .bean(Database.class)
        .write(
            tenant,
            connection -> {
              server
                  .bean(ConsentErasure.class)
                  .erase(connection, tenant, List.of(whom.contactPoint()));
              return true;
            });
  }
}
