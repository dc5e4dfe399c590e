package org.jawort.desk;

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
        WHERE n.tenant_id = :tenant AND n.id = ANY (:ids)
        """;
    return database.read(
        tenant,
        connection -> {
          var names = new HashMap<UUID, String>();
          Rows.batch(connection, sql, ids)
              .uuid("tenant", tenant.value())
              .uuids("ids", id -> id)
              .each(row -> names.put(row.getObject("id", UUID.class), row.getString("name")));
          return names;
        });
  }
}
