package org.jawort.form;

import java.util.List;
import java.util.UUID;
import org.jawort.contact.group.GroupAndFieldUse;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Groups and fields that a form names, as it is shown or as a draft, are not deleted. */
@Component
class FormsInNeed implements GroupAndFieldUse {
  private final Database database;
  private final JdbcClient jdbc;

  FormsInNeed(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  @Override
  public List<String> uses(TenantId tenant, UUID id) {
    // Ids are unique, whatever they name.
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT f.name FROM form f
                    JOIN form_version v
                      ON v.tenant_id = f.tenant_id AND v.form_id = f.id AND v.version = f.version
                    LEFT JOIN form_draft d ON d.tenant_id = f.tenant_id AND d.form_id = f.id
                    WHERE f.tenant_id = :tenant AND f.archived_at IS NULL
                      AND (strpos(v.definition::text, :id) > 0
                        OR strpos(d.content::text, :id) > 0)
                    ORDER BY f.id
                    """)
                .param("tenant", tenant.value())
                .param("id", id.toString())
                .query(String.class)
                .list());
  }
}
