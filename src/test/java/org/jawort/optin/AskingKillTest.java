package org.jawort.optin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.Await;
import org.jawort.ChildProcess;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.group.ContactGroups;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.Job;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobState;
import org.jawort.tenant.job.JobWork;
import org.jawort.tenant.job.Jobs;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole node that asks a group dies in the middle of it. */
class AskingKillTest {
  private static final int MEMBERS = Integer.getInteger("jawort.members", 900);
  private static final int BATCH = Integer.getInteger("jawort.asked", 300);

  /** In six minutes two batches, so that a node dies in the middle of them. */
  private static final AskingPace PACE = new AskingPace(20 * BATCH, 20 * BATCH);

  @Test
  @DisplayName("S1-16 S1-20 a node is killed while it asks a group, and each member is asked once")
  void killed() throws Exception {
    TestPostgres.TestDatabase place = TestPostgres.migratedDatabase("askingkill");
    try (var server = TestServer.start(place.url(), Map.of())) {
      server.bean(JobWork.class).stop();
      TenantId tenant = server.tenant();
      JobId job = started(server, tenant, group(server, tenant));
      try (Connection holding = inTheWay(place)) {
        Process node = node(place, server);
        try {
          Await.until("a batch is done", () -> job(server, job).progress().done() > 0);
          Await.until("the node is in the middle of the next", () -> isWaitedFor(holding));
        } finally {
          node.destroyForcibly().waitFor();
        }
      }
      assertThat(job(server, job).progress().done()).isEqualTo(BATCH);
      server.clock().tick(Duration.ofMinutes(5));
      server.bean(JobWork.class).start();
      Await.until(
          "the job is done",
          () -> {
            server.clock().tick(Duration.ofMinutes(1));
            return job(server, job).state() == JobState.DONE;
          });
      Job done = job(server, job);
      assertThat(done.progress().outcome()).isEqualTo(Map.of(MassRequest.REQUESTED, MEMBERS));
      for (String table : List.of("run", "message", "consent_event WHERE type = 'REQUESTED'")) {
        assertThat(perMember(server, tenant, table))
            .as("rows of %s for each member", table)
            .isEqualTo(Map.of(1L, (long) MEMBERS));
      }
      assertThat(fullestPart(server, tenant))
          .as("asked in any six minutes, before and after")
          .isLessThanOrEqualTo(PACE.perPart());
    }
  }

  /** Holds a member in the middle of the second batch, so that nobody gets past it. */
  private static Connection inTheWay(TestPostgres.TestDatabase place) throws SQLException {
    Connection holding =
        DriverManager.getConnection(place.jdbcUrl(), place.user(), place.password());
    holding.setAutoCommit(false);
    String sql =
        """
        SELECT FROM jawort.contact_point p WHERE p.contact_id =
          (SELECT contact_id FROM jawort.contact_group_member ORDER BY contact_id OFFSET %d LIMIT 1)
        FOR UPDATE
        """
            .formatted(BATCH + BATCH / 2);
    try (Statement lock = holding.createStatement()) {
      lock.execute(sql);
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

  private static UUID group(TestServer server, TenantId tenant) {
    UUID group = server.bean(ContactGroups.class).create(tenant, "Stammgäste").orElseThrow();
    String sql =
        """
        WITH made AS (
          SELECT gen_random_uuid() AS contact, gen_random_uuid() AS point, i
          FROM generate_series(1, :count) i),
        contacts AS (
          INSERT INTO contact (tenant_id, id, language, origin, created_at, updated_at)
          SELECT :tenant, contact, 'de', 'IMPORT', :at, :at FROM made),
        points AS (
          INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                     created_at)
          SELECT :tenant, point, contact, 'EMAIL', 'gast' || i || '@example.org',
                 'gast' || i || '@example.org', :at
          FROM made)
        INSERT INTO contact_group_member (tenant_id, group_id, contact_id, since)
        SELECT :tenant, :group, contact, :at FROM made
        """;
    server
        .bean(Database.class)
        .write(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .param("count", MEMBERS)
                    .param("at", Timestamp.from(server.clock().instant()))
                    .param("tenant", tenant.value())
                    .param("group", group)
                    .update());
    return group;
  }

  private static JobId started(TestServer server, TenantId tenant, UUID group) {
    var purpose = server.bean(Purposes.class).all(tenant).getFirst().id();
    var outcome =
        server
            .bean(MassRequests.class)
            .start(
                tenant,
                new MassRequest(group, purpose),
                StatedBasis.of(AskingBasis.EXISTING_CUSTOMER, "Haarschnitt", null),
                Actor.staff(UUID.randomUUID()),
                "STAFF",
                PACE);
    return ((MassRequests.MassRequestOutcome.Started) outcome).job();
  }

  private static Job job(TestServer server, JobId job) {
    return server.bean(Jobs.class).find(server.tenant(), job).orElseThrow();
  }

  /** The most that were asked in six minutes that begin with one of them. */
  private static long fullestPart(TestServer server, TenantId tenant) {
    String sql =
        """
        SELECT max(many) FROM (
          SELECT count(*) OVER (ORDER BY at RANGE BETWEEN CURRENT ROW
                                AND interval '359 seconds' FOLLOWING) AS many
          FROM consent_event WHERE type = 'REQUESTED') parts
        """;
    return server
        .bean(Database.class)
        .read(
            tenant,
            connection -> server.bean(JdbcClient.class).sql(sql).query(Long.class).single());
  }

  /** How many members have how many rows. */
  private static Map<Long, Long> perMember(TestServer server, TenantId tenant, String table) {
    String sql =
        """
        SELECT n, count(*) AS members
        FROM (SELECT count(*) AS n FROM %s GROUP BY contact_point_id) t GROUP BY n
        """
            .formatted(table);
    return server
        .bean(Database.class)
        .read(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .query((row, n) -> Map.entry(row.getLong("n"), row.getLong("members")))
                    .list())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static Process node(TestPostgres.TestDatabase place, TestServer server) throws Exception {
    return ChildProcess.start(
        Node.class,
        Path.of("target/asking-kill-test.log"),
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
