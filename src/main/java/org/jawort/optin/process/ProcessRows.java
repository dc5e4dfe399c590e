package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of processes. */
@Component
class ProcessRows {
  private static final String PROCESSES =
      """
      SELECT p.id, p.name, p.language, p.status, p.version, p.created_at,
             d.process_id IS NOT NULL AS has_draft
      FROM opt_in_process p
      LEFT JOIN opt_in_process_draft d ON d.tenant_id = p.tenant_id AND d.process_id = p.id
      """;

  private final JdbcClient jdbc;
  private final InstantSource clock;

  ProcessRows(JdbcClient jdbc, InstantSource clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** How many runs are under way in a process, in whatever version; trials are left out. */
  long underWay(TenantId tenant, ProcessId process) {
    return jdbc.sql(
            """
            SELECT count(*) FROM run
            WHERE tenant_id = :tenant AND process_id = :process AND ended_at IS NULL AND NOT trial
            """)
        .param("tenant", tenant.value())
        .param("process", process.value())
        .query(Long.class)
        .single();
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
      insert.setTimestamp(5, Timestamp.from(clock.instant()));
      insert.executeUpdate();
    }
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
}
