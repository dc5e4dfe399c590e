package org.jawort.contact.group;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Counts once more who is in which group, and who has something in which field, and compares. */
@Component
public class HolderCounts {
  private final Database database;

  /** Needs nothing but the database, so that the command can use it. */
  public HolderCounts(Database database) {
    this.database = database;
  }

  /** The ids of the groups and fields of which the count that is kept says something else. */
  public List<String> differences(TenantId tenant) {
    return database.read(tenant, connection -> differences(connection, tenant));
  }

  /** The same, and counts this tenant's anew where there are any. */
  public List<String> recount(Connection connection, TenantId tenant) throws SQLException {
    // Nobody joins or leaves meanwhile: both would be counted by what this transaction cannot see.
    for (GroupAndFieldRows.Kind kind : GroupAndFieldRows.Kind.values()) {
      Rows.sql(connection, "LOCK TABLE %s IN SHARE MODE".formatted(kind.held)).execute();
    }
    List<String> found = differences(connection, tenant);
    if (!found.isEmpty()) {
      for (String sql : anew()) {
        Rows.sql(connection, sql).uuid("tenant", tenant.value()).update();
      }
    }
    return found;
  }

  private static List<String> differences(Connection connection, TenantId tenant)
      throws SQLException {
    String sql =
        """
        SELECT coalesce(k.held_id, r.held_id)::text
        FROM (SELECT held_id, sum(holders) AS holders FROM holder_count
              WHERE tenant_id = :tenant GROUP BY held_id) k
        FULL JOIN (%s) r ON r.held_id = k.held_id
        WHERE coalesce(k.holders, 0) <> coalesce(r.holders, 0)
        ORDER BY 1
        """
            .formatted(rows());
    return Rows.sql(connection, sql).uuid("tenant", tenant.value()).list(row -> row.getString(1));
  }

  private static List<String> anew() {
    return List.of(
        "DELETE FROM holder_count WHERE tenant_id = :tenant",
        "INSERT INTO holder_count (tenant_id, held_id, holders) SELECT :tenant, held_id, holders"
            + " FROM (%s) r".formatted(rows()));
  }

  private static String rows() {
    var each = new ArrayList<String>();
    for (GroupAndFieldRows.Kind kind : GroupAndFieldRows.Kind.values()) {
      each.add(
          "SELECT %s AS held_id, count(*) AS holders FROM %s WHERE tenant_id = :tenant GROUP BY 1"
              .formatted(kind.column, kind.held));
    }
    return String.join(" UNION ALL ", each);
  }
}
