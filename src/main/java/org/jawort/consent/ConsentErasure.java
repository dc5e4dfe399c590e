package org.jawort.consent;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Destroys the personal part of the ledger for people who are erased (law 52). */
@Component
public class ConsentErasure {
  /** Deletes status rows, evidence and salts; the events stay and say nothing of a person. */
  public void erase(Connection connection, TenantId tenant, List<ContactPointId> contactPoints)
      throws SQLException {
    String evidence =
        """
        DELETE FROM consent_evidence v USING consent_event e
        WHERE e.tenant_id = ? AND e.contact_point_id = ANY (?)
          AND v.tenant_id = e.tenant_id AND v.event_id = e.id
        """;
    String status = "DELETE FROM consent WHERE tenant_id = ? AND contact_point_id = ANY (?)";
    for (String sql : List.of(evidence, status)) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setObject(1, tenant.value());
        statement.setArray(2, Rows.uuids(connection, contactPoints, ContactPointId::value));
        statement.executeUpdate();
      }
    }
  }
}
