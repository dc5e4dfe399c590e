package org.jawort.optin.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.process.ProcessVersions;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * The door to where the runs of a version stand and which ways they went. Nothing is counted along
 * the way: a run knows where it stands and where it was answered, and its version knows the rest.
 * Trials are left out.
 */
@Component
public class RunStatistics {
  private final Database database;
  private final ProcessVersions versions;

  RunStatistics(Database database, ProcessVersions versions) {
    this.database = database;
    this.versions = versions;
  }

  /**
   * How many runs were at each step; a step that nobody came to is missing. Those who were erased
   * meanwhile count.
   */
  public Map<String, StepCounts> counts(TenantId tenant, ProcessId process, int version) {
    return database.read(
        tenant,
        connection -> {
          Optional<Flow> flow = versions.flow(connection, tenant, process, version);
          return flow.isEmpty()
              ? Map.of()
              : Trace.counts(flow.get(), traces(connection, tenant, process, version));
        });
  }

  /** How many runs are under way in each process, in whatever version; 0 is missing. */
  public Map<ProcessId, Long> underWay(TenantId tenant) {
    String sql =
        """
        SELECT process_id, count(*) AS runs FROM run
        WHERE tenant_id = :tenant AND ended_at IS NULL AND NOT trial GROUP BY process_id
        """;
    return database.read(
        tenant,
        connection -> {
          var runs = new HashMap<ProcessId, Long>();
          Rows.sql(connection, sql)
              .uuid("tenant", tenant.value())
              .each(
                  row ->
                      runs.put(
                          new ProcessId(row.getObject("process_id", UUID.class)),
                          row.getLong("runs")));
          return runs;
        });
  }

  /** How many runs are under way on each version of a process; 0 is missing. */
  public Map<Integer, Long> underWay(TenantId tenant, ProcessId process) {
    String sql =
        """
        SELECT process_version, count(*) AS runs FROM run
        WHERE tenant_id = :tenant AND process_id = :process AND ended_at IS NULL AND NOT trial
        GROUP BY process_version
        """;
    return database.read(
        tenant,
        connection -> {
          var runs = new HashMap<Integer, Long>();
          Rows.sql(connection, sql)
              .uuid("tenant", tenant.value())
              .uuid("process", process.value())
              .each(row -> runs.put(row.getInt("process_version"), row.getLong("runs")));
          return runs;
        });
  }

  private static Map<Trace, Long> traces(
      Connection connection, TenantId tenant, ProcessId process, int version) throws SQLException {
    String sql =
        """
        SELECT status, coalesce(answered_step, '') AS answered, step, ended_at IS NOT NULL AS ended,
               count(*) AS runs
        FROM run
        WHERE tenant_id = :tenant AND process_id = :process AND process_version = :version
          AND NOT trial
        GROUP BY 1, 2, 3, 4
        UNION ALL
        SELECT status, answered_step, step, true, runs FROM run_erased
        WHERE tenant_id = :tenant AND process_id = :process AND process_version = :version
        """;
    var traces = new java.util.LinkedHashMap<Trace, Long>();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("process", process.value())
        .integer("version", version)
        .each(row -> traces.merge(trace(row), row.getLong("runs"), Long::sum));
    return traces;
  }

  private static Trace trace(ResultSet row) throws SQLException {
    return new Trace(
        RunStatus.valueOf(row.getString("status")),
        row.getString("answered"),
        row.getString("step"),
        row.getBoolean("ended"));
  }

  /**
   * The runs that stand at a step now, or that ended there, the newest first.
   *
   * @param standing whether those who stand there are asked for; otherwise those who ended
   * @param before the id of the last one of the page before, or empty for the first page
   */
  public List<StandingRun> runsAt(
      TenantId tenant,
      ProcessId process,
      int version,
      String step,
      boolean standing,
      Optional<RunId> before,
      int most) {
    var traces = new ArrayList<Trace>();
    for (RunStatus status : RunStatus.values()) {
      traces.add(new Trace(status, "", step, !standing));
    }
    return database.read(
        tenant,
        connection -> list(connection, tenant, process, version, traces, false, before, most));
  }

  /**
   * The runs that left a step by a way, the newest first; those who were erased are not among them.
   *
   * @param before as above
   */
  public List<StandingRun> runsOn(
      TenantId tenant,
      ProcessId process,
      int version,
      String from,
      Step.Way way,
      Optional<RunId> before,
      int most) {
    return database.read(
        tenant,
        connection -> {
          Optional<Flow> flow = versions.flow(connection, tenant, process, version);
          if (flow.isEmpty()) {
            return List.of();
          }
          List<Trace> traces =
              traces(connection, tenant, process, version).keySet().stream()
                  .filter(trace -> trace.leaves(flow.get(), from, way))
                  .toList();
          return list(connection, tenant, process, version, traces, true, before, most);
        });
  }

  private static List<StandingRun> list(
      Connection connection,
      TenantId tenant,
      ProcessId process,
      int version,
      List<Trace> traces,
      boolean exactly,
      Optional<RunId> before,
      int most)
      throws SQLException {
    String sql =
        """
        SELECT r.id, p.contact_id, r.contact_point_id, r.purpose_id, p.address,
               concat_ws(' ', c.first_name, c.last_name, c.company) AS name, r.started_at,
               coalesce(r.moved_at, r.started_at) AS moved_at,
               CASE WHEN r.ended_at IS NULL THEN r.due_at END AS due_at
        FROM run r
        JOIN contact_point p ON p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        WHERE r.tenant_id = :tenant AND r.process_id = :process
          AND r.process_version = :version AND r.id < :before AND NOT r.trial
          AND EXISTS (
            SELECT FROM unnest(:status::text[], :answered::text[], :step::text[], :ended::text[])
              AS t (status, answered, step, ended)
            WHERE t.status = r.status AND t.step = r.step
              AND t.ended = (r.ended_at IS NOT NULL)::text
              AND (NOT :exactly OR t.answered = coalesce(r.answered_step, '')))
        ORDER BY r.id DESC LIMIT :most
        """;
    return Rows.batch(connection, sql, traces)
        .uuid("tenant", tenant.value())
        .uuid("process", process.value())
        .integer("version", version)
        .uuid("before", before.map(RunId::value).orElse(new UUID(-1, -1)))
        .texts("status", t -> t.status().name())
        .texts("answered", Trace::answered)
        .texts("step", Trace::step)
        .texts("ended", t -> String.valueOf(t.ended()))
        .bool("exactly", exactly)
        .integer("most", most)
        .list(RunStatistics::run);
  }

  private static StandingRun run(ResultSet row) throws SQLException {
    return new StandingRun(
        new RunId(row.getObject("id", UUID.class)),
        new ContactId(row.getObject("contact_id", UUID.class)),
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        row.getString("address"),
        row.getString("name"),
        Objects.requireNonNull(Rows.instant(row, "started_at")),
        Objects.requireNonNull(Rows.instant(row, "moved_at")),
        Rows.instant(row, "due_at"));
  }
}
