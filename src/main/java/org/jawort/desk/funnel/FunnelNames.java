package org.jawort.desk.funnel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names of what sign-ups came through, also of what is not used any more. */
@Component
class FunnelNames {
  private final Database database;
  private final JdbcClient jdbc;

  FunnelNames(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /** Names of the forms by key, those in use first. */
  Map<String, String> forms(TenantId tenant) {
    return read(
        tenant,
        """
        SELECT id::text AS key, name FROM form WHERE tenant_id = :tenant
        ORDER BY archived_at IS NOT NULL, name, id
        """);
  }

  /** Names of the versions of processes by key, those in use first. */
  Map<String, String> processes(TenantId tenant) {
    return read(
        tenant,
        """
        SELECT v.process_id || ':' || v.version AS key, p.name || ' · ' || v.version AS name
        FROM opt_in_process_version v
        JOIN opt_in_process p ON p.tenant_id = v.tenant_id AND p.id = v.process_id
        WHERE v.tenant_id = :tenant
        ORDER BY p.status <> 'ACTIVE', p.name, p.id, v.version DESC
        """);
  }

  private Map<String, String> read(TenantId tenant, String sql) {
    var names = new LinkedHashMap<String, String>();
    database.read(
        tenant,
        connection -> {
          jdbc.sql(sql)
              .param("tenant", tenant.value())
              .query(
                  row -> {
                    names.put(row.getString("key"), row.getString("name"));
                  });
          return names;
        });
    return names;
  }
}
