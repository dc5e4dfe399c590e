package org.jawort.delivery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Destroys what was written to people who are erased. */
@Component
public class MessageErasure {
  /** Deletes the messages, their content and the fetches of their links. */
  public void erase(Connection connection, TenantId tenant, List<ContactPointId> contactPoints)
      throws SQLException {
    String sql =
        """
        DELETE FROM message
        WHERE tenant_id = :tenant AND contact_point_id = ANY (:contactPoints)
        """;
    Rows.batch(connection, sql, contactPoints)
        .uuid("tenant", tenant.value())
        .uuids("contactPoints", ContactPointId::value)
        .update();
  }
}
