package org.jawort.optin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of processes, their drafts and their versions. */
@Component
class ProcessRows {
  private static final String PROCESSES =
      """
      SELECT p.id, p.name, p.language, p.status, p.version, p.created_at,
             d.process_id IS NOT NULL AS has_draft
      FROM opt_in_process p
      LEFT JOIN opt_in_process_draft d ON d.tenant_id = p.tenant_id AND d.process_id = p.id
      """;

  private final Steps steps;
  private final InstantSource clock;

  ProcessRows(Steps steps, InstantSource clock) {
    this.steps = steps;
    this.clock = clock;
  }

  List<OptInProcess> all(Connection connection, TenantId tenant) throws SQLException {
    String sql = PROCESSES + " WHERE p.tenant_id = ? ORDER BY p.language, p.id";
    var all = new ArrayList<OptInProcess>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      ResultSet row = select.executeQuery();
      while (row.next()) {
        all.add(process(row));
      }
    }
    return all;
  }

  Optional<OptInProcess> find(Connection connection, TenantId tenant, ProcessId id)
      throws SQLException {
    return one(connection, PROCESSES + " WHERE p.tenant_id = ? AND p.id = ?", tenant, id);
  }

  /** The same, and nobody else changes it or its draft until the transaction ends. */
  Optional<OptInProcess> lock(Connection connection, TenantId tenant, ProcessId id)
      throws SQLException {
    String sql = PROCESSES + " WHERE p.tenant_id = ? AND p.id = ? FOR UPDATE OF p";
    return one(connection, sql, tenant, id);
  }

  private static Optional<OptInProcess> one(
      Connection connection, String sql, TenantId tenant, ProcessId id) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, id.value());
      ResultSet row = select.executeQuery();
      return row.next() ? Optional.of(process(row)) : Optional.empty();
    }
  }

  private static OptInProcess process(ResultSet row) throws SQLException {
    return new OptInProcess(
        new ProcessId(row.getObject("id", UUID.class)),
        row.getString("name"),
        Language.ofCode(row.getString("language")),
        OptInProcess.Status.valueOf(row.getString("status")),
        row.getInt("version"),
        row.getBoolean("has_draft"),
        row.getTimestamp("created_at").toInstant());
  }

  /** Locks all processes of a language, so that one after the other becomes the active one. */
  void lockLanguage(Connection connection, TenantId tenant, Language language) throws SQLException {
    String sql =
        """
        SELECT FROM opt_in_process WHERE tenant_id = ? AND language = ? ORDER BY id FOR UPDATE
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setString(2, language.code());
      select.execute();
    }
  }

  void insert(Connection connection, TenantId tenant, UUID id, String name, Language language)
      throws SQLException {
    String sql =
        """
        INSERT INTO opt_in_process (tenant_id, id, name, language, status, version, created_at)
        VALUES (?, ?, ?, ?, 'DRAFT', 0, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, id);
      insert.setString(3, name);
      insert.setString(4, language.code());
      insert.setTimestamp(5, now());
      insert.executeUpdate();
    }
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }

  /** The draft, or where nobody changed anything what it would begin with. */
  ProcessDraft draft(Connection connection, TenantId tenant, OptInProcess process)
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
    return version(connection, tenant, process, process.version())
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
  ProcessDraft saveDraft(
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
    return draft(connection, tenant, process);
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
    return draft(connection, tenant, process);
  }

  void deleteDraft(Connection connection, TenantId tenant, ProcessId process) throws SQLException {
    change(
        connection,
        "DELETE FROM opt_in_process_draft WHERE tenant_id = ? AND process_id = ?",
        tenant,
        process);
  }

  /** A process that was never online. */
  void delete(Connection connection, TenantId tenant, ProcessId process) throws SQLException {
    change(
        connection,
        "DELETE FROM opt_in_process WHERE tenant_id = ? AND id = ? AND version = 0",
        tenant,
        process);
  }

  void archive(Connection connection, TenantId tenant, ProcessId process) throws SQLException {
    change(
        connection,
        "UPDATE opt_in_process SET status = 'ARCHIVED' WHERE tenant_id = ? AND id = ?",
        tenant,
        process);
  }

  private static void change(Connection connection, String sql, TenantId tenant, ProcessId process)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setObject(1, tenant.value());
      update.setObject(2, process.value());
      update.executeUpdate();
    }
  }

  void rename(Connection connection, TenantId tenant, ProcessId process, String name)
      throws SQLException {
    String sql = "UPDATE opt_in_process SET name = ? WHERE tenant_id = ? AND id = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, name);
      update.setObject(2, tenant.value());
      update.setObject(3, process.value());
      update.executeUpdate();
    }
  }

  void activate(Connection connection, TenantId tenant, ProcessId process, int latest)
      throws SQLException {
    String sql =
        """
        UPDATE opt_in_process SET status = 'ACTIVE', version = ? WHERE tenant_id = ? AND id = ?
        """;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setInt(1, latest);
      update.setObject(2, tenant.value());
      update.setObject(3, process.value());
      update.executeUpdate();
    }
  }

  void insertVersion(
      Connection connection,
      TenantId tenant,
      ProcessId process,
      int version,
      List<Step> frozen,
      UUID by)
      throws SQLException {
    String sql =
        """
        INSERT INTO opt_in_process_version (tenant_id, process_id, version, steps, created_at,
                                            created_by)
        VALUES (?, ?, ?, ?::jsonb, ?, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, process.value());
      insert.setInt(3, version);
      insert.setString(4, steps.write(frozen));
      insert.setTimestamp(5, now());
      insert.setObject(6, by);
      insert.executeUpdate();
    }
  }

  Optional<ProcessVersion> version(
      Connection connection, TenantId tenant, OptInProcess process, int version)
      throws SQLException {
    return versions(connection, tenant, process).stream()
        .filter(v -> v.version() == version)
        .findFirst();
  }

  /** The versions of a process, the latest first. */
  List<ProcessVersion> versions(Connection connection, TenantId tenant, OptInProcess process)
      throws SQLException {
    String sql =
        """
        SELECT version, steps, created_at, created_by FROM opt_in_process_version
        WHERE tenant_id = ? AND process_id = ? ORDER BY version DESC
        """;
    var versions = new ArrayList<ProcessVersion>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setObject(2, process.id().value());
      ResultSet row = select.executeQuery();
      while (row.next()) {
        versions.add(
            new ProcessVersion(
                process.id(),
                process.name(),
                process.language(),
                row.getInt("version"),
                steps.read(row.getString("steps")),
                row.getTimestamp("created_at").toInstant(),
                Rows.uuid(row, "created_by")));
      }
    }
    return versions;
  }
}
