package org.jawort.erasure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.proof.ProofDuties;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.springframework.stereotype.Component;

/** Finds out what belongs to those who are to be erased. */
@Component
class Scope {
  private final Contacts contacts;
  private final Tenants tenants;
  private final RetentionPeriods periods;

  Scope(Contacts contacts, Tenants tenants, RetentionPeriods periods) {
    this.contacts = contacts;
    this.tenants = tenants;
    this.periods = periods;
  }

  Optional<ErasurePreview> look(
      Connection connection,
      TenantId tenant,
      ContactId contact,
      Optional<ContactPointId> point,
      Instant now)
      throws SQLException {
    Optional<ContactCard> card = contacts.find(tenant, contact);
    if (card.isEmpty()) {
      return Optional.empty();
    }
    List<ContactPoint> all = card.get().points();
    List<ContactPoint> going =
        all.stream().filter(p -> point.isEmpty() || p.id().equals(point.get())).toList();
    if (point.isPresent() && going.isEmpty()) {
      return Optional.empty();
    }
    List<ContactPointId> ids = going.stream().map(ContactPoint::id).toList();
    Found found = found(connection, tenant, ids);
    return Optional.of(
        new ErasurePreview(
            card.get().contact(),
            going,
            going.size() == all.size(),
            found.counts(),
            card.get().contact().trial()
                ? List.of()
                : ProofDuties.of(
                    connection,
                    tenant,
                    ids,
                    tenants.find(tenant).timeZone(),
                    periods.years(tenant, KeptThing.PROOF),
                    now),
            asOf(card.get(), going, found)));
  }

  /** A time that is no secret, ids that are none, counts: enough to notice that something came. */
  private static String asOf(ContactCard card, List<ContactPoint> going, Found found) {
    return String.join(
        "_",
        card.contact().updatedAt().toString(),
        String.valueOf(card.points().size()),
        String.valueOf(going.size()),
        String.valueOf(found.counts().events()),
        String.valueOf(found.counts().messages()));
  }

  private record Found(ErasurePreview.Counts counts) {}

  private static Found found(Connection connection, TenantId tenant, List<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        WITH events AS (SELECT id FROM consent_event
                        WHERE tenant_id = :tenant AND contact_point_id = ANY (:points)),
        messages AS (SELECT id FROM message
                     WHERE tenant_id = :tenant AND contact_point_id = ANY (:points))
        SELECT (SELECT count(*) FROM events),
               (SELECT count(*) FROM consent_evidence
                WHERE tenant_id = :tenant AND event_id IN (SELECT id FROM events)
                  AND content <> '{}'),
               (SELECT count(*) FROM messages),
               (SELECT count(*) FROM link_fetch
                WHERE tenant_id = :tenant AND message_id IN (SELECT id FROM messages))
        """;
    return Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .only(
            row ->
                new Found(
                    new ErasurePreview.Counts(
                        row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4))));
  }

  /** Locks the contact and all its points, the contact first as everywhere. */
  static void lock(Connection connection, TenantId tenant, ContactId contact) throws SQLException {
    for (String sql :
        List.of(
            "SELECT FROM contact WHERE tenant_id = :tenant AND id = :contact FOR UPDATE",
            "SELECT FROM contact_point WHERE tenant_id = :tenant AND contact_id = :contact"
                + " ORDER BY id FOR UPDATE")) {
      Rows.sql(connection, sql)
          .uuid("tenant", tenant.value())
          .uuid("contact", contact.value())
          .execute();
    }
  }
}
