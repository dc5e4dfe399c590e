package org.jawort.tenant.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.optin.engine.Killing;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node that dies anywhere around a batch of a job, and another one that goes on with it. */
class JobKillTest {
  private static final TestPostgres.TestDatabase PLACE = TestPostgres.freshDatabase("jobkill");
  private static final int TOTAL = 3;

  private static TestServer server;
  private static TenantId tenant;

  @BeforeAll
  static void start() {
    server = TestServer.start(PLACE.url(), Map.of());
    tenant = server.bean(Tenants.class).all().getFirst();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Leaves a row for each that it did, and one at its end. */
  private static final class Writing implements JobKind {
    @Override
    public String name() {
      return "WRITING";
    }

    @Override
    public int batch() {
      return 2;
    }

    @Override
    public JobBatchOutcome work(Connection connection, JobInHand hand, int most)
        throws SQLException {
      int place = hand.cursor() == null ? 0 : Integer.parseInt(hand.cursor());
      int next = Math.min(place + most, TOTAL);
      for (int i = place; i < next; i++) {
        write(connection, hand.tenant(), hand.job().id() + " did " + i);
      }
      return new JobBatchOutcome.Worked(
          String.valueOf(next), next - place, Map.of("DID", next - place), next == TOTAL);
    }

    @Override
    public void over(Connection connection, TenantId of, JobId job) throws SQLException {
      write(connection, of, job + " is over");
    }

    private static void write(Connection connection, TenantId of, String name) throws SQLException {
      String sql =
          "INSERT INTO contact_group (tenant_id, id, name, created_at) VALUES (?, ?, ?, now())";
      try (PreparedStatement insert = connection.prepareStatement(sql)) {
        insert.setObject(1, of.value());
        insert.setObject(2, server.bean(Ids.class).next());
        insert.setString(3, name);
        insert.executeUpdate();
      }
    }

    @Override
    public JobText title(TenantId of, Job job, Language language) {
      return JobText.of("job.one");
    }

    @Override
    public JobText outcome(Job job, String what) {
      return JobText.of("job.one");
    }
  }

  @Test
  @DisplayName("S1-20 killed before and after every statement, a job does everything exactly once")
  void killed() {
    var killing = new Killing(server.bean(DataSource.class), PLACE);
    List<JobKind> kinds = List.of(new Writing());
    JobTicks dying = JobTicks.by(killing, server, kinds);
    JobTicks other = JobTicks.by(server.bean(DataSource.class), server, kinds);
    int kills = 0;
    for (boolean killed = true; killed; kills += killed ? 1 : 0) {
      JobId job = started();
      killing.at(kills + 1);
      goAsFarAsItLives(dying, killing, job);
      killed = killing.hasKilled();
      server.clock().tick(JobClaims.LEASE);
      while (other.step(tenant, job, 2)) {
        // Another node goes on.
      }
      onceEach(job, kills + 1);
    }
    System.out.println("a job was killed at " + kills + " places");
    // Scope, claim and commit, scope, batch, cursor and commit, twice, and its end.
    assertThat(kills).isGreaterThan(20);
  }

  private static JobId started() {
    var wanted = new NewJob("WRITING", null, TOTAL, Map.of(), Map.of(), Map.of(), null);
    return ((JobStartOutcome.Started) server.bean(Jobs.class).start(tenant, wanted)).job();
  }

  private static void goAsFarAsItLives(JobTicks dying, Killing killing, JobId job) {
    try {
      while (dying.step(tenant, job, 2) && !killing.hasKilled()) {
        // The next batch.
      }
    } catch (RuntimeException e) {
      assertThat(killing.hasKilled()).as("%s", e).isTrue();
    }
  }

  private static void onceEach(JobId id, int place) {
    Job job = server.bean(Jobs.class).find(tenant, id).orElseThrow();
    assertThat(job.state()).as("killed at %d", place).isEqualTo(JobState.DONE);
    assertThat(job.progress().done()).as("killed at %d", place).isEqualTo(TOTAL);
    assertThat(job.progress().outcome()).as("killed at %d", place).isEqualTo(Map.of("DID", TOTAL));
    assertThat(written(id.value()))
        .as("killed at %d", place)
        .containsExactly(id + " did 0", id + " did 1", id + " did 2", id + " is over");
  }

  private static List<String> written(UUID job) {
    String sql = "SELECT name FROM contact_group WHERE name LIKE :job || ' %' ORDER BY name";
    return server
        .bean(Database.class)
        .read(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .param("job", job.toString())
                    .query(String.class)
                    .list());
  }
}
