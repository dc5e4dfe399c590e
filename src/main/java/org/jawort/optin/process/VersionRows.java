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
        VALUES (?, ?, ?, ?::jsonb, ?, ?)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, tenant.value());
      insert.setObject(2, process.value());
      insert.setInt(3, version);
      insert.setString(4, steps.write(frozen));
      insert.setTimestamp(5, Timestamp.from(clock.instant()));
      insert.setObject(6, by);
      insert.executeUpdate();
    }
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
