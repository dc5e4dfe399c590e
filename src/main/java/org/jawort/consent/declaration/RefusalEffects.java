package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.ConsentChanged;
import org.jawort.consent.Recording;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What else follows when staff record a "no". */
@Component
class RefusalEffects {
  private final ApplicationEventPublisher events;

  RefusalEffects(ApplicationEventPublisher events) {
    this.events = events;
  }

  /**
   * Tells those above that nobody waits for an answer any more: to a request, be it beside a "no",
   * or to the renewal of what was given.
   */
  void endRequests(Recording by, List<ContactPointId> changed, ConsentChanged.Why why) {
    List<ConsentChanged.Change> ended =
        changed.stream()
            .map(point -> new ConsentChanged.Change(by.tenant(), point, by.purpose(), why))
            .toList();
    if (!ended.isEmpty()) {
      events.publishEvent(new ConsentChanged(ended));
    }
  }

  /** Which of the contact points have no consent to another purpose: they get a mail block. */
  static Set<ContactPointId> withoutOther(
      Connection connection, Recording by, List<ContactPointId> contactPoints) throws SQLException {
    String sql =
        """
        SELECT w.id FROM unnest(:id::uuid[]) w (id)
        WHERE NOT EXISTS (
          SELECT FROM consent c WHERE c.tenant_id = :tenant AND c.contact_point_id = w.id
            AND c.purpose_id <> :purpose AND c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'))
        """;
    var without = new HashSet<ContactPointId>();
    Rows.batch(connection, sql, contactPoints)
        .uuids("id", ContactPointId::value)
        .uuid("tenant", by.tenant().value())
        .uuid("purpose", by.purpose().value())
        .each(row -> without.add(new ContactPointId(row.getObject("id", UUID.class))));
    return without;
  }
}
