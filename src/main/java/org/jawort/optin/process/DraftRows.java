package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.Steps;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of drafts: at most one of each process, with the states that can be had back. */
@Component
class DraftRows {
  private final ProcessVersions versions;
  private final Steps steps;
  private final InstantSource clock;

  DraftRows(ProcessVersions versions, Steps steps, InstantSource clock) {
    this.versions = versions;
    this.steps = steps;
    this.clock = clock;
  }

  /** The draft, or where nobody changed anything what it would begin with. */
  ProcessDraft find(Connection connection, TenantId tenant, OptInProcess process)
      throws SQLException {
    String sql =
        """
        SELECT revision, steps, changed_at, changed_by, jsonb_array_length(earlier) AS earlier,
               jsonb_array_length(later) AS later
        FROM opt_in_process_draft WHERE tenant_id = :tenant AND process_id = :process
        """;
    Optional<ProcessDraft> draft =
        Rows.sql(connection, sql)
            .uuid("tenant", tenant.value())
            .uuid("process", process.id().value())
            .first(row -> draft(process, row));
    return draft.isPresent() ? draft.get() : untouched(connection, tenant, process);
  }

  private ProcessDraft draft(OptInProcess process, ResultSet row) throws SQLException {
    return new ProcessDraft(
        process.id(),
        process.name(),
        process.language(),
        row.getInt("revision"),
        steps.read(row.getString("steps")),
        row.getTimestamp("changed_at").toInstant(),
        Optional.ofNullable(Rows.uuid(row, "changed_by")),
        row.getInt("earlier"),
        row.getInt("later"));
  }

  private ProcessDraft untouched(Connection connection, TenantId tenant, OptInProcess process)
      throws SQLException {
    return versions
        .one(connection, tenant, process, process.version())
        .map(v -> untouched(process, v.steps(), v.createdAt(), v.createdBy()))
        .orElseGet(() -> untouched(process, List.of(), process.createdAt(), null));
  }

  private static ProcessDraft untouched(
      OptInProcess process, List<Step> steps, Instant at, @Nullable UUID by) {
    return new ProcessDraft(
        process.id(),
        process.name(),
        process.language(),
        0,
        steps,
        at,
        Optional.ofNullable(by),
        0,
        0);
  }

  /** Writes the draft; the state before it can be had back. */
  ProcessDraft save(
      Connection connection, TenantId tenant, OptInProcess process, List<Step> wanted, UUID by)
      throws SQLException {
    String sql =
        """
        INSERT INTO opt_in_process_draft AS d (tenant_id, process_id, revision, steps, changed_at,
                                               changed_by, earlier)
        VALUES (:tenant, :process, 1, :steps::jsonb, :changedAt, :changedBy, coalesce((
          SELECT jsonb_build_array(v.steps) FROM opt_in_process_version v
          WHERE v.tenant_id = :tenant AND v.process_id = :process AND v.version = :version), '[]'))
        ON CONFLICT (tenant_id, process_id) DO UPDATE
        SET revision = d.revision + 1, steps = EXCLUDED.steps, changed_at = EXCLUDED.changed_at,
            changed_by = EXCLUDED.changed_by, later = '[]',
            earlier = jsonb_path_query_array(jsonb_build_array(d.steps) || d.earlier, '$[0 to 49]')
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("process", process.id().value())
        .text("steps", steps.write(wanted))
        .instant("changedAt", now())
        .uuid("changedBy", by)
        .integer("version", process.version())
        .update();
    return find(connection, tenant, process);
  }

  /** Takes the last change of the draft back. */
  ProcessDraft undo(Connection connection, TenantId tenant, OptInProcess process, UUID by)
      throws SQLException {
    String sql =
        """
        UPDATE opt_in_process_draft
        SET revision = revision + 1, changed_at = :now, changed_by = :by, steps = earlier -> 0,
            earlier = earlier - 0, later = jsonb_build_array(steps) || later
        WHERE tenant_id = :tenant AND process_id = :process AND jsonb_array_length(earlier) > 0
        """;
    return step(connection, sql, tenant, process, by);
  }

  /** Makes the change that was taken back last again. */
  ProcessDraft redo(Connection connection, TenantId tenant, OptInProcess process, UUID by)
      throws SQLException {
    String sql =
        """
        UPDATE opt_in_process_draft
        SET revision = revision + 1, changed_at = :now, changed_by = :by, steps = later -> 0,
            later = later - 0, earlier = jsonb_build_array(steps) || earlier
        WHERE tenant_id = :tenant AND process_id = :process AND jsonb_array_length(later) > 0
        """;
    return step(connection, sql, tenant, process, by);
  }

  private ProcessDraft step(
      Connection connection, String sql, TenantId tenant, OptInProcess process, UUID by)
      throws SQLException {
    Rows.sql(connection, sql)
        .instant("now", now())
        .uuid("by", by)
        .uuid("tenant", tenant.value())
        .uuid("process", process.id().value())
        .update();
    return find(connection, tenant, process);
  }

  void delete(Connection connection, TenantId tenant, ProcessId process) throws SQLException {
    String sql =
        """
        DELETE FROM opt_in_process_draft
        WHERE tenant_id = :tenant AND process_id = :process
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("process", process.value())
        .update();
  }

  private Instant now() {
    return clock.instant();
  }
}
