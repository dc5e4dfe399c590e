package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.Steps;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The rows of versions, which never change. */
@Component
class VersionRows {
  private final Steps steps;
  private final InstantSource clock;

  VersionRows(Steps steps, InstantSource clock) {
    this.steps = steps;
    this.clock = clock;
  }

  void insert(
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
        VALUES (:tenant, :process, :version, :steps::jsonb, :createdAt, :createdBy)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("process", process.value())
        .integer("version", version)
        .text("steps", steps.write(frozen))
        .instant("createdAt", clock.instant())
        .uuid("createdBy", by)
        .update();
  }

  Optional<ProcessVersion> one(
      Connection connection, TenantId tenant, OptInProcess process, int version)
      throws SQLException {
    return all(connection, tenant, process).stream()
        .filter(v -> v.version() == version)
        .findFirst();
  }

  /** The versions of a process, the latest first. */
  List<ProcessVersion> all(Connection connection, TenantId tenant, OptInProcess process)
      throws SQLException {
    String sql =
        """
        SELECT version, steps, created_at, created_by FROM opt_in_process_version
        WHERE tenant_id = :tenant AND process_id = :process ORDER BY version DESC
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("process", process.id().value())
        .list(
            row ->
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
