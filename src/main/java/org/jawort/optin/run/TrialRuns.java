package org.jawort.optin.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.process.ActiveProcess;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.process.ProcessVersions;
import org.jawort.optin.step.Flow;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Runs of people who try a process out (S1-15): runs like all others, which the same engine moves,
 * but that a day of waiting lasts {@link Pace#DAY} and no picture counts them.
 */
@Component
public class TrialRuns {
  private final ProcessVersions versions;
  private final Runs runs;
  private final RunBell bell;
  private final Ids ids;

  TrialRuns(ProcessVersions versions, Runs runs, RunBell bell, Ids ids) {
    this.versions = versions;
    this.runs = runs;
    this.bell = bell;
    this.ids = ids;
  }

  /**
   * Begins one at the first step of a version, in the caller's transaction.
   *
   * @return empty where the tenant has no such version
   */
  public Optional<RunId> start(
      Connection connection,
      TenantId tenant,
      ProcessId process,
      int version,
      ContactPointId contactPoint,
      PurposeId purpose,
      Instant at)
      throws SQLException {
    Optional<Flow> flow = versions.flow(connection, tenant, process, version);
    if (flow.isEmpty()) {
      return Optional.empty();
    }
    var id = new RunId(ids.next());
    ActiveProcess from = ActiveProcess.stepByStep(process, version, flow.get());
    runs.start(connection, List.of(new Runs.NewRun(tenant, id, from, contactPoint, purpose, at)));
    update(
        connection,
        "UPDATE run SET trial = true WHERE tenant_id = :tenant AND id = :run",
        tenant,
        id);
    return Optional.of(id);
  }

  /**
   * Ends the wait of a trial's run now.
   *
   * @return false where it does not wait
   */
  public boolean hasten(Connection connection, TenantId tenant, RunId run, Instant now)
      throws SQLException {
    // A moment after it came: what is due as it comes has not begun to wait.
    String sql =
        """
        UPDATE run SET due_at = greatest(:now, coalesce(moved_at, started_at) + interval '1 ms')
        WHERE tenant_id = :tenant AND id = :run AND trial AND due_at > :now
          AND coalesce(ended_at, 'infinity') = 'infinity'
        """;
    boolean waited =
        Rows.sql(connection, sql)
                .instant("now", now)
                .uuid("tenant", tenant.value())
                .uuid("run", run.value())
                .update()
            == 1;
    if (waited) {
      bell.ringAfterCommit();
    }
    return waited;
  }

  /** How far it is; empty where it was erased. */
  public Optional<TrialWay> way(Connection connection, TenantId tenant, RunId run)
      throws SQLException {
    String sql =
        """
        SELECT process_id, process_version, status, coalesce(answered_step, '') AS answered, step,
               CASE WHEN ended_at IS NULL THEN due_at END AS due_at
        FROM run WHERE tenant_id = :tenant AND id = :run AND trial
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("run", run.value())
        .first(row -> way(connection, tenant, row));
  }

  private TrialWay way(Connection connection, TenantId tenant, ResultSet row) throws SQLException {
    Instant due = Rows.instant(row, "due_at");
    var trace =
        new Trace(
            RunStatus.valueOf(row.getString("status")),
            row.getString("answered"),
            row.getString("step"),
            due == null);
    var process = new ProcessId(row.getObject("process_id", UUID.class));
    Flow flow =
        versions.flow(connection, tenant, process, row.getInt("process_version")).orElseThrow();
    return new TrialWay(trace.step(), due, Trace.counts(flow, Map.of(trace, 1L)));
  }

  /** Forgets the calls to other systems that were not made yet, and those that were. */
  public void forgetCalls(Connection connection, TenantId tenant, RunId run) throws SQLException {
    update(
        connection,
        "DELETE FROM webhook_call WHERE tenant_id = :tenant AND run_id = :run",
        tenant,
        run);
  }

  private static void update(Connection connection, String sql, TenantId tenant, RunId run)
      throws SQLException {
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("run", run.value()).update();
  }
}
