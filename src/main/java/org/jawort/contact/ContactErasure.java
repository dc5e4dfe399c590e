package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Destroys contacts; the rooms above have destroyed their part before. */
@Component
public class ContactErasure {
  private final ContactChanges changes;
  private final ApplicationEventPublisher events;

  ContactErasure(ContactChanges changes, ApplicationEventPublisher events) {
    this.changes = changes;
    this.events = events;
  }

  /** Deletes the contacts and their contact points. */
  public void erase(Connection connection, TenantId tenant, List<ContactId> contacts)
      throws SQLException {
    for (String sql :
        List.of(
            "DELETE FROM contact_former WHERE tenant_id = :tenant AND contact_id = ANY (:contacts)",
            "DELETE FROM contact_point WHERE tenant_id = :tenant AND contact_id = ANY (:contacts)",
            "DELETE FROM contact WHERE tenant_id = :tenant AND id = ANY (:contacts)")) {
      Rows.batch(connection, sql, contacts)
          .uuid("tenant", tenant.value())
          .uuids("contacts", ContactId::value)
          .update();
    }
    changes.note(connection, tenant, contacts);
  }

  /** Deletes contact points, also of contacts that stay; whoever keeps their addresses hears it. */
  public void erasePoints(Connection connection, TenantId tenant, List<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        DELETE FROM contact_point WHERE tenant_id = :tenant AND id = ANY (:points)
        RETURNING address_key
        """;
    changes.noteOf(connection, tenant, points);
    var keys = new ArrayList<String>();
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .each(row -> keys.add(row.getString(1)));
    if (!keys.isEmpty()) {
      events.publishEvent(new AddressesErased(tenant, keys));
    }
  }
}
