package org.jawort.optin.funnel;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Counts settled sign-ups once more, one by one, and compares. */
@Component
public class SignUpCounts {
  private final Database database;

  /** Needs nothing but the database, so that the command can use it. */
  public SignUpCounts(Database database) {
    this.database = database;
  }

  /** The days (UTC) of which the counts that are kept say something else than the rows. */
  public List<String> differences(TenantId tenant) {
    return database.read(tenant, connection -> differences(connection, tenant));
  }

  /** The same, and counts these tenants' sign-ups anew where there are any. */
  public List<String> recount(Connection connection, TenantId tenant) throws SQLException {
    hold(connection, tenant);
    List<String> found = differences(connection, tenant);
    if (!found.isEmpty()) {
      for (String sql : anew()) {
        Rows.sql(connection, sql).uuid("tenant", tenant.value()).update();
      }
    }
    return found;
  }

  /** Nobody settles a sign-up meanwhile. */
  private static void hold(Connection connection, TenantId tenant) throws SQLException {
    String sql = "SELECT FROM sign_up_fate_seen WHERE tenant_id = :tenant FOR UPDATE";
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).execute();
  }

  private static List<String> differences(Connection connection, TenantId tenant)
      throws SQLException {
    String sql =
        """
        WITH fates AS (SELECT * FROM sign_up_fate WHERE tenant_id = :tenant)
        SELECT DISTINCT day::text FROM (
          SELECT day FROM (
            (TABLE sign_up_day EXCEPT ALL %1$s) UNION ALL (%1$s EXCEPT ALL TABLE sign_up_day)) d
          UNION ALL
          SELECT (quarter AT TIME ZONE 'UTC')::date FROM (
            (TABLE sign_up_quarter EXCEPT ALL %2$s)
            UNION ALL (%2$s EXCEPT ALL TABLE sign_up_quarter)) q) x
        ORDER BY 1
        """
            .formatted(SettledSql.days("fates"), SettledSql.quarters("fates"))
            .replace("TABLE sign_up_day", "SELECT * FROM sign_up_day WHERE tenant_id = :tenant")
            .replace(
                "TABLE sign_up_quarter", "SELECT * FROM sign_up_quarter WHERE tenant_id = :tenant");
    return Rows.sql(connection, sql).uuid("tenant", tenant.value()).list(row -> row.getString(1));
  }

  private static List<String> anew() {
    var statements = new ArrayList<String>();
    statements.add("DELETE FROM sign_up_day WHERE tenant_id = :tenant");
    statements.add("DELETE FROM sign_up_quarter WHERE tenant_id = :tenant");
    String fates = "WITH fates AS (SELECT * FROM sign_up_fate WHERE tenant_id = :tenant) ";
    statements.add(fates + "INSERT INTO sign_up_day " + SettledSql.days("fates"));
    statements.add(fates + "INSERT INTO sign_up_quarter " + SettledSql.quarters("fates"));
    return statements;
  }
}
