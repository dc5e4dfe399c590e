package org.jawort.isolation;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that belongs to a tenant, table by table, to the last byte. It is read again only
 * where somebody may have written since: where the database's snapshot names the same transactions
 * as over and as running, and one's own has not written, nothing can look different.
 */
final class TenantRows {
  private static final String TABLES =
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = 'jawort'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
      ORDER BY 1
      """;

  private static final String SNAPSHOT =
      """
      SELECT coalesce('writes as ' || pg_current_xact_id_if_assigned(), pg_current_snapshot()::text)
      """;

  private final PastIsolation past;
  private final TenantId neighbour;
  private @Nullable String everything;
  private String snapshot = "";
  private Map<String, List<List<String>>> known = Map.of();
  private List<String> tables = List.of();

  TenantRows(PastIsolation past, TenantId neighbour) {
    this.past = past;
    this.neighbour = neighbour;
  }

  /** Everything that belongs to the neighbour, table by table, to the last byte. */
  Map<String, List<List<String>>> rows() {
    return past.work(this::known);
  }

  private Map<String, List<List<String>>> known(Connection connection) throws SQLException {
    String now = snapshot(connection);
    if (!now.equals(snapshot)) {
      known = rows(connection);
      snapshot = now;
    }
    return known;
  }

  private static String snapshot(Connection connection) throws SQLException {
    return PastIsolation.rows(connection, SNAPSHOT).getFirst().getFirst();
  }

  /** The same as it would be if the connection's transaction were committed now. */
  Map<String, List<List<String>>> within(Connection connection) throws SQLException {
    if (snapshot(connection).equals(snapshot)) {
      return known;
    }
    PastIsolation.rows(
        connection,
        "SELECT set_config('jawort.tenants', '{%s}', true)".formatted(neighbour.value()));
    return rows(connection);
  }

  private Map<String, List<List<String>>> rows(Connection connection) throws SQLException {
    if (everything == null) {
      tables = PastIsolation.rows(connection, TABLES).stream().map(List::getFirst).toList();
      everything =
          tables.stream().map(this::ofNeighbour).collect(joining(" UNION ALL ")) + " ORDER BY 1, 2";
    }
    var found = new LinkedHashMap<String, List<List<String>>>();
    tables.forEach(table -> found.put(table, new ArrayList<>()));
    for (List<String> row : PastIsolation.rows(connection, everything)) {
      requireNonNull(found.get(row.getFirst())).add(List.of(row.getLast()));
    }
    return found;
  }

  /** One question for all tables, as it is asked a thousand times. */
  private String ofNeighbour(String table) {
    return "SELECT '%1$s', t::text FROM %1$s t WHERE %2$s = '%3$s'"
        .formatted(table, table.equals("tenant") ? "id" : "tenant_id", neighbour.value());
  }
}
