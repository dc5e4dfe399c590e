package org.jawort.contact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Destroys contacts; the rooms above have destroyed their part before. */
@Component
public class ContactErasure {
  /** Deletes the contacts and their contact points. */
  public void erase(Connection connection, TenantId tenant, List<ContactId> contacts)
      throws SQLException {
    for (String sql :
        List.of(
            "DELETE FROM contact_former WHERE tenant_id = ? AND contact_id = ANY (?)",
            "DELETE FROM contact_point WHERE tenant_id = ? AND contact_id = ANY (?)",
            "DELETE FROM contact WHERE tenant_id = ? AND id = ANY (?)")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, tenant.value());
        statement.setArray(2, Rows.uuids(connection, contacts, ContactId::value));
        statement.executeUpdate();
      }
    }
  }

  /** Deletes contact points of contacts that stay. */
  public void erasePoints(Connection connection, TenantId tenant, List<ContactPointId> points)
      throws SQLException {
    String sql = "DELETE FROM contact_point WHERE tenant_id = ? AND id = ANY (?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant.value());
      statement.setArray(2, Rows.uuids(connection, points, ContactPointId::value));
      statement.executeUpdate();
    }
  }
}
