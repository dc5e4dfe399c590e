package org.jawort.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The door for reading where contact points stand. */
@Component
public class Statuses {
  private final Database database;

  Statuses(Database database) {
    this.database = database;
  }

  /**
   * For each of the given contact points one status per purpose of the tenant, in the order in
   * which the purposes were made; UNKNOWN where nothing ever happened.
   */
  public Map<ContactPointId, List<PurposeStatus>> of(
      TenantId tenant, Collection<ContactPointId> contactPoints) {
    String sql =
        """
        SELECT p.id AS contact_point_id, u.key, coalesce(c.status, 'UNKNOWN') AS status, c.since,
               c.campaign_id
        FROM unnest(?::uuid[]) p (id)
        JOIN purpose u ON u.tenant_id = ?
        LEFT JOIN consent c ON c.tenant_id = u.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        ORDER BY u.id
        """;
    return database.read(
        tenant,
        connection -> {
          try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, Rows.uuids(connection, contactPoints, ContactPointId::value));
            statement.setObject(2, tenant.value());
            try (ResultSet row = statement.executeQuery()) {
              return read(row);
            }
          }
        });
  }

  private static Map<ContactPointId, List<PurposeStatus>> read(ResultSet row) throws SQLException {
    var statuses = new HashMap<ContactPointId, List<PurposeStatus>>();
    while (row.next()) {
      var point = new ContactPointId(row.getObject("contact_point_id", UUID.class));
      statuses
          .computeIfAbsent(point, id -> new ArrayList<>())
          .add(
              new PurposeStatus(
                  row.getString("key"),
                  ConsentStatus.valueOf(row.getString("status")),
                  Rows.instant(row, "since"),
                  Rows.uuid(row, "campaign_id")));
    }
    return statuses;
  }
}
