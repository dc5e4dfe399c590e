package org.jawort.desk;

import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Finds the names of what the ledger names by id. */
@Component
public class Names {
  private final Database database;

  Names(Database database) {
    this.database = database;
  }

  /** The names of staff, API keys, campaigns and forms, also of those put aside. */
  public Map<UUID, String> of(TenantId tenant, Set<UUID> ids) {
    String sql =
        """
        SELECT n.id, n.name FROM (
          SELECT tenant_id, id, name FROM staff_user
          UNION ALL SELECT tenant_id, id, name FROM api_key
          UNION ALL SELECT tenant_id, id, name FROM campaign
          UNION ALL SELECT tenant_id, id, name FROM form) n
        WHERE n.tenant_id = ? AND n.id = ANY (?)
        """;
    return database.read(
        tenant,
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, tenant.value());
            statement.setArray(2, Rows.uuids(connection, ids, id -> id));
            var names = new HashMap<UUID, String>();
            ResultSet row = statement.executeQuery();
            while (row.next()) {
              names.put(row.getObject("id", UUID.class), row.getString("name"));
            }
            return names;
          }
        });
  }
}
