package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
  private final VersionRows versions;
  private final Steps steps;
  private final InstantSource clock;

  DraftRows(VersionRows versions, Steps steps, InstantSource clock) {
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
        FROM opt_in_process_draft WHERE tenant_id = ? AND process_id = ?
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, process.id().value());
      ResultSet row = select.executeQuery();
      if (row.next()) {
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
    }
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
        VALUES (?, ?, 1, ?::jsonb, ?, ?, coalesce((
          SELECT jsonb_build_array(v.steps) FROM opt_in_process_version v
          WHERE v.tenant_id = ? AND v.process_id = ? AND v.version = ?), '[]'))
        ON CONFLICT (tenant_id, process_id) DO UPDATE
        SET revision = d.revision + 1, steps = EXCLUDED.steps, changed_at = EXCLUDED.changed_at,
            changed_by = EXCLUDED.changed_by, later = '[]',
            earlier = jsonb_path_query_array(jsonb_build_array(d.steps) || d.earlier, '$[0 to 49]')
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, process.id().value());
      insert.setString(3, steps.write(wanted));
      insert.setTimestamp(4, now());
      insert.setObject(5, by);
      insert.setObject(6, tenant.value());
      insert.setObject(7, process.id().value());
      insert.setInt(8, process.version());
      insert.executeUpdate();
    }
    return find(connection, tenant, process);
  }

  /** Takes the last change of the draft back. */
  ProcessDraft undo(Connection connection, TenantId tenant, OptInProcess process, UUID by)
      throws SQLException {
    String sql =
        """
        UPDATE opt_in_process_draft
        SET revision = revision + 1, changed_at = ?, changed_by = ?, steps = earlier -> 0,
            earlier = earlier - 0, later = jsonb_build_array(steps) || later
        WHERE tenant_id = ? AND process_id = ? AND jsonb_array_length(earlier) > 0
        """;
    return step(connection, sql, tenant, process, by);
  }

  /** Makes the change that was taken back last again. */
  ProcessDraft redo(Connection connection, TenantId tenant, OptInProcess process, UUID by)
      throws SQLException {
    String sql =
        """
        UPDATE opt_in_process_draft
        SET revision = revision + 1, changed_at = ?, changed_by = ?, steps = later -> 0,
            later = later - 0, earlier = jsonb_build_array(steps) || earlier
        WHERE tenant_id = ? AND process_id = ? AND jsonb_array_length(later) > 0
        """;
    return step(connection, sql, tenant, process, by);
  }

  private ProcessDraft step(
      Connection connection, String sql, TenantId tenant, OptInProcess process, UUID by)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, now());
      update.setObject(2, by);
      update.setObject(3, tenant.value());
      update.setObject(4, process.id().value());
      update.executeUpdate();
    }
    return find(connection, tenant, process);
  }

  void delete(Connection connection, TenantId tenant, ProcessId process) throws SQLException {
    String sql = "DELETE FROM opt_in_process_draft WHERE tenant_id = ? AND process_id = ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, tenant.value());
      delete.setObject(2, process.value());
      delete.executeUpdate();
    }
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
