package org.jawort.optin.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.Steps;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The versions that went online; they never change, so the steps of those in use are kept. */
@Component
public class ProcessVersions {
  private static final int KEPT = 2_000;

  private record Key(TenantId tenant, ProcessId process, int version) {}

  private final Steps steps;
  private final InstantSource clock;
  private final Cache<Key, Flow> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  ProcessVersions(Steps steps, InstantSource clock) {
    this.steps = steps;
    this.clock = clock;
  }

  /** The version's steps, read inside the caller's transaction where they are not at hand. */
  public Optional<Flow> flow(Connection connection, TenantId tenant, ProcessId process, int version)
      throws SQLException {
    var key = new Key(tenant, process, version);
    Flow flow = kept.getIfPresent(key);
    if (flow != null) {
      return Optional.of(flow);
    }
    Optional<Flow> read = read(connection, key);
    read.ifPresent(found -> kept.put(key, found));
    return read;
  }

  private Optional<Flow> read(Connection connection, Key key) throws SQLException {
    String sql =
        """
        SELECT steps FROM opt_in_process_version
        WHERE tenant_id = :tenant AND process_id = :process AND version = :version
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", key.tenant().value())
        .uuid("process", key.process().value())
        .integer("version", key.version())
        .first(row -> new Flow(steps.read(row.getString(1))));
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
