package org.jawort.form.shield;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jawort.optin.Passage;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much came from networks, over all nodes. Whatever is written brings back how much it is by
 * now, wherever the rest came in; that is kept here, so that nobody has to ask before an answer. A
 * node that has heard nothing of a network yet lets one in, and knows.
 */
@Component
public class NetworkCounts {
  private static final int MOST_KEPT = 100_000;

  /** How long a network is remembered from which nothing comes any more. */
  public static final Duration FORGOTTEN_AFTER = Duration.ofDays(2);

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final Cache<UUID, NetworkCount> heard =
      Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

  NetworkCounts(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Somebody came in by a network. */
  record Visit(TenantId tenant, Passage passage) {}

  private record Counted(TenantId tenant, UUID network, int more) {}

  /** How the network stands with these limits, as far as this node has heard. */
  NetworkLimits.Standing standing(@Nullable UUID network, NetworkLimits limits, Instant now) {
    NetworkCount count = network == null ? null : heard.getIfPresent(network);
    return limits.of(count == null ? NetworkCount.NONE : count, now);
  }

  /** Counts visits, in the caller's transaction, and hears how many they are by now. */
  void add(Connection connection, List<Visit> visits, Instant now) throws SQLException {
    List<Counted> ofTenants = counted(visits, false);
    if (!ofTenants.isEmpty()) {
      ofTenants(connection, ofTenants, now);
      ofAll(connection, counted(visits, true), now);
    }
  }

  /** Each network once, and always in the same order, so that no two nodes wait for each other. */
  private static List<Counted> counted(List<Visit> visits, boolean ofAll) {
    var more = new TreeMap<UUID, Counted>();
    for (Visit visit : visits) {
      UUID network = ofAll ? visit.passage().networkOfAll() : visit.passage().network();
      if (network != null) {
        more.merge(
            network,
            new Counted(visit.tenant(), network, 1),
            (one, other) -> new Counted(one.tenant(), network, one.more() + other.more()));
      }
    }
    return new ArrayList<>(more.values());
  }

  private void ofTenants(Connection connection, List<Counted> some, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO form_network AS n (tenant_id, network, hour, hour_count, day, day_count)
        SELECT u.tenant_id, u.network, :hour, u.more, :day, u.more
        FROM unnest(:tenant::uuid[], :network::uuid[], :more::int[]) u (tenant_id, network, more)
        ON CONFLICT (tenant_id, network) DO UPDATE
        SET hour = EXCLUDED.hour, day = EXCLUDED.day,
            hour_count = EXCLUDED.hour_count
              + CASE WHEN n.hour = EXCLUDED.hour THEN n.hour_count ELSE 0 END,
            day_count = EXCLUDED.day_count
              + CASE WHEN n.day = EXCLUDED.day THEN n.day_count ELSE 0 END
        RETURNING network, hour, hour_count, day, day_count
        """;
    Rows.batch(connection, sql, some)
        .uuids("tenant", one -> one.tenant().value())
        .uuids("network", Counted::network)
        .integers("more", Counted::more)
        .instant("hour", now.truncatedTo(ChronoUnit.HOURS))
        .instant("day", now.truncatedTo(ChronoUnit.DAYS))
        .each(this::hear);
  }

  private void ofAll(Connection connection, List<Counted> some, Instant now) throws SQLException {
    String sql =
        """
        INSERT INTO form_network_of_all AS n (network, hour, hour_count, day, day_count)
        SELECT u.network, :hour, u.more, :day, u.more
        FROM unnest(:network::uuid[], :more::int[]) u (network, more)
        ON CONFLICT (network) DO UPDATE
        SET hour = EXCLUDED.hour, day = EXCLUDED.day,
            hour_count = EXCLUDED.hour_count
              + CASE WHEN n.hour = EXCLUDED.hour THEN n.hour_count ELSE 0 END,
            day_count = EXCLUDED.day_count
              + CASE WHEN n.day = EXCLUDED.day THEN n.day_count ELSE 0 END
        RETURNING network, hour, hour_count, day, day_count
        """;
    Rows.batch(connection, sql, some)
        .uuids("network", Counted::network)
        .integers("more", Counted::more)
        .instant("hour", now.truncatedTo(ChronoUnit.HOURS))
        .instant("day", now.truncatedTo(ChronoUnit.DAYS))
        .each(this::hear);
  }

  private void hear(ResultSet row) throws SQLException {
    heard.put(
        Objects.requireNonNull(Rows.uuid(row, "network")),
        new NetworkCount(
            Objects.requireNonNull(Rows.instant(row, "hour")),
            row.getInt("hour_count"),
            Objects.requireNonNull(Rows.instant(row, "day")),
            row.getInt("day_count")));
  }

  /** Forgets what a tenant's forms got from networks that have been quiet for two days. */
  int forget(TenantId tenant) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql("DELETE FROM form_network WHERE tenant_id = :tenant AND day < :quietSince")
                .param("tenant", tenant.value())
                .param("quietSince", quietSince())
                .update());
  }

  /** The same of the whole installation. */
  int forgetOfAll() {
    return database.write(
        Set.of(),
        connection ->
            jdbc.sql("DELETE FROM form_network_of_all WHERE day < :quietSince")
                .param("quietSince", quietSince())
                .update());
  }

  private Timestamp quietSince() {
    return Timestamp.from(clock.instant().minus(FORGOTTEN_AFTER));
  }
}
