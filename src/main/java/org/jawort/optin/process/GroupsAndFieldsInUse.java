package org.jawort.optin.process;

import java.util.List;
import java.util.UUID;
import org.jawort.contact.group.GroupAndFieldUse;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells which processes rely on a group or a field: drafts, those that are active, and old versions
 * that somebody is still under way on.
 */
@Component
class GroupsAndFieldsInUse implements GroupAndFieldUse {
  private final Database database;
  private final JdbcClient jdbc;

  GroupsAndFieldsInUse(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  @Override
  public List<String> uses(TenantId tenant, UUID id) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT DISTINCT p.name FROM opt_in_process p
                    JOIN (
                      SELECT process_id, version, steps FROM opt_in_process_version
                      WHERE tenant_id = :tenant
                      UNION ALL
                      SELECT process_id, 0, steps FROM opt_in_process_draft
                      WHERE tenant_id = :tenant) v ON v.process_id = p.id
                    WHERE p.tenant_id = :tenant
                      AND jsonb_path_exists(v.steps, '$[*] ? (@.group == $id || @.field == $id)',
                                            jsonb_build_object('id', :id::text))
                      AND (v.version = 0
                        OR p.status = 'ACTIVE' AND v.version = p.version
                        OR EXISTS (
                          SELECT FROM run r
                          WHERE r.tenant_id = :tenant AND r.process_id = p.id
                            AND r.process_version = v.version AND r.ended_at IS NULL))
                    ORDER BY p.name
                    """)
                .param("tenant", tenant.value())
                .param("id", id.toString())
                .query(String.class)
                .list());
  }
}
