package org.jawort.form;

import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.HostName;
import org.jawort.tenant.HostUse;
import org.jawort.tenant.HostUses;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forms that lead to a host after submitting keep it on the list. */
@Component
class FormHosts implements HostUses {
  private final Database database;
  private final JdbcClient jdbc;

  FormHosts(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  @Override
  public List<HostUse> of(TenantId tenant, HostName host) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT f.id FROM form f
                    JOIN form_version v
                      ON v.tenant_id = f.tenant_id AND v.form_id = f.id AND v.version = f.version
                    WHERE f.tenant_id = :tenant AND f.archived_at IS NULL
                      AND starts_with(v.definition ->> 'redirect', :beginning)
                    ORDER BY f.id
                    """)
                .param("tenant", tenant.value())
                .param("beginning", "https://" + host.value() + "/")
                .query(
                    (row, number) ->
                        new HostUse(
                            "form.edit.use",
                            "form.edit.tab.after",
                            "/app/forms/" + row.getString("id") + "/edit?tab=after"))
                .list());
  }
}
