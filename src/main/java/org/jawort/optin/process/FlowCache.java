package org.jawort.optin.process;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jawort.optin.step.Flow;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.Steps;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The steps of versions that went online; they never change, so the ones in use are kept. */
@Component
public class FlowCache {
  private static final int KEPT = 2_000;

  private record Key(TenantId tenant, ProcessId process, int version) {}

  private final Steps steps;
  private final Cache<Key, Flow> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  FlowCache(Steps steps) {
    this.steps = steps;
  }

  /** The version's steps, read inside the caller's transaction where they are not at hand. */
  public Optional<Flow> of(Connection connection, TenantId tenant, ProcessId process, int version)
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
        .first(row -> flow(row.getString(1)));
  }

  private Flow flow(String text) {
    List<Step> read = steps.read(text);
    return new Flow(read);
  }
}
