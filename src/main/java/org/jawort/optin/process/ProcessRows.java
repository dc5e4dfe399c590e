package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
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
    String sql = PROCESSES + " WHERE p.tenant_id = :tenant ORDER BY p.language, p.id";
    return Rows.sql(connection, sql).uuid("tenant", tenant.value()).list(ProcessRows::process);
  }

  Optional<OptInProcess> find(Connection connection, TenantId tenant, ProcessId id)
      throws SQLException {
    return one(
        connection, PROCESSES + " WHERE p.tenant_id = :tenant AND p.id = :process", tenant, id);
  }

  /** The same, and nobody else changes it or its draft until the transaction ends. */
  Optional<OptInProcess> lock(Connection connection, TenantId tenant, ProcessId id)
      throws SQLException {
    String sql = PROCESSES + " WHERE p.tenant_id = :tenant AND p.id = :process FOR UPDATE OF p";
    return one(connection, sql, tenant, id);
  }

  private static Optional<OptInProcess> one(
      Connection connection, String sql, TenantId tenant, ProcessId id) throws SQLException {
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("process", id.value())
        .first(ProcessRows::process);
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
        SELECT FROM opt_in_process WHERE tenant_id = :tenant AND language = :language
          ORDER BY id FOR UPDATE
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .text("language", language.code())
        .execute();
  }

  void insert(Connection connection, TenantId tenant, UUID id, String name, Language language)
      throws SQLException {
    String sql =
        """
        INSERT INTO opt_in_process (tenant_id, id, name, language, status, version, created_at)
        VALUES (:tenant, :id, :name, :language, 'DRAFT', 0, :createdAt)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id)
        .text("name", name)
        .text("language", language.code())
        .instant("createdAt", clock.instant())
        .update();
  }

  /** A process that was never online. */
  void delete(Connection connection, TenantId tenant, ProcessId process) throws SQLException {
    change(
        connection,
        "DELETE FROM opt_in_process WHERE tenant_id = :tenant AND id = :process AND version = 0",
        tenant,
        process);
  }

  void archive(Connection connection, TenantId tenant, ProcessId process) throws SQLException {
    change(
        connection,
        "UPDATE opt_in_process SET status = 'ARCHIVED' WHERE tenant_id = :tenant AND id = :process",
        tenant,
        process);
  }

  private static void change(Connection connection, String sql, TenantId tenant, ProcessId process)
      throws SQLException {
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("process", process.value())
        .update();
  }

  void rename(Connection connection, TenantId tenant, ProcessId process, String name)
      throws SQLException {
    String sql =
        """
        UPDATE opt_in_process SET name = :name
        WHERE tenant_id = :tenant AND id = :process
        """;
    Rows.sql(connection, sql)
        .text("name", name)
        .uuid("tenant", tenant.value())
        .uuid("process", process.value())
        .update();
  }

  void activate(Connection connection, TenantId tenant, ProcessId process, int latest)
      throws SQLException {
    String sql =
        """
        UPDATE opt_in_process SET status = 'ACTIVE', version = :version
          WHERE tenant_id = :tenant AND id = :process
        """;
    Rows.sql(connection, sql)
        .integer("version", latest)
        .uuid("tenant", tenant.value())
        .uuid("process", process.value())
        .update();
  }
}
