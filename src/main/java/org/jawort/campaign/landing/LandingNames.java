package org.jawort.campaign.landing;

import java.util.EnumMap;
import java.util.Map;
import org.jawort.campaign.template.Untrusted;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of the visitor whose link it is. */
@Component
class LandingNames {
  private final Database database;
  private final JdbcClient jdbc;

  LandingNames(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  /** The names of whom the message was written to; anybody may have typed them into a form. */
  Map<LandingField, String> of(TenantId tenant, MessageId message) {
    String sql =
        """
        SELECT c.first_name, c.last_name FROM message m
        JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        WHERE m.tenant_id = :tenant AND m.id = :message
        """;
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("message", message.value())
                .query(
                    (row, number) -> {
                      var names = new EnumMap<LandingField, String>(LandingField.class);
                      names.put(
                          LandingField.FIRST_NAME, Untrusted.name(row.getString("first_name")));
                      names.put(LandingField.LAST_NAME, Untrusted.name(row.getString("last_name")));
                      return (Map<LandingField, String>) names;
                    })
                .optional()
                .orElse(Map.of()));
  }
}
