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

/** Everything that belongs to a tenant, table by table, to the last byte. */
final class TenantRows {
  private static final String TABLES =
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = 'jawort'::regnamespace AND relkind IN ('r', 'p') AND relrowsecurity
      ORDER BY 1
      """;

  private final PastIsolation past;
  private final TenantId neighbour;
  private @Nullable String everything;
  private List<String> tables = List.of();

  TenantRows(PastIsolation past, TenantId neighbour) {
    this.past = past;
    this.neighbour = neighbour;
  }

  /** Everything that belongs to the neighbour, table by table, to the last byte. */
  Map<String, List<List<String>>> rows() {
    return past.work(this::rows);
  }

  /** The same as it would be if the connection's transaction were committed now. */
  Map<String, List<List<String>>> within(Connection connection) throws SQLException {
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
