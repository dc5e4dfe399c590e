package org.jawort.contact;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Writes contacts and their contact points, many at a time. */
@Component
public class ContactWrites {
  private final ContactChanges changes;
  private final Ids ids;
  private final InstantSource clock;

  ContactWrites(ContactChanges changes, Ids ids, InstantSource clock) {
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
  }

  /** The contact as it will be, with its ids; nothing is written. */
  ContactCard draft(NewContact wanted, Set<CheckedAddress> suppressed) {
    // The database keeps microseconds; what is answered now must equal what is read later.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var id = new ContactId(ids.next());
    MasterData data = wanted.data();
    var contact =
        new Contact(
            id,
            data.kind(),
            data.firstName(),
            data.lastName(),
            data.company(),
            data.language(),
            wanted.origin(),
            now,
            now,
            false);
    return new ContactCard(
        contact,
        wanted.addresses().stream()
            .map(address -> draft(id, address, suppressed.contains(address), now))
            .toList());
  }

  /** The contact point as it will be; nothing is written. */
  ContactPoint draft(ContactId contact, CheckedAddress address, boolean suppressed) {
    return draft(contact, address, suppressed, clock.instant().truncatedTo(ChronoUnit.MICROS));
  }

  private ContactPoint draft(
      ContactId contact, CheckedAddress address, boolean suppressed, Instant now) {
    return ContactPoint.fresh(new ContactPointId(ids.next()), contact, address, now, suppressed);
  }

  /** Inserts drafts, contacts before their contact points. */
  void insert(Connection connection, TenantId tenant, List<ContactCard> drafts)
      throws SQLException {
    insertContacts(connection, tenant, drafts.stream().map(ContactCard::contact).toList());
    // Sorted, so that two nodes that bring the same addresses do not wait for each other in a ring.
    insertPoints(
        connection,
        tenant,
        drafts.stream()
            .flatMap(draft -> draft.points().stream())
            .sorted(Comparator.comparing(ContactPoint::addressKey))
            .toList());
    changes.note(connection, tenant, drafts.stream().map(draft -> draft.contact().id()).toList());
  }

  private static void insertContacts(Connection connection, TenantId tenant, List<Contact> contacts)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact (tenant_id, id, kind, first_name, last_name, company, language, origin,
                             created_at, updated_at)
        SELECT :tenant, c.*, c.at
        FROM unnest(:id::uuid[], :kind::text[], :firstName::text[], :lastName::text[],
                    :company::text[], :language::text[], :origin::text[], :at::timestamptz[])
          AS c (id, kind, first_name, last_name, company, language, origin, at)
        """;
    Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .uuids("id", c -> c.id().value())
        .texts("kind", c -> c.kind().name())
        .texts("firstName", Contact::firstName)
        .texts("lastName", Contact::lastName)
        .texts("company", Contact::company)
        .texts("language", c -> c.language().code())
        .texts("origin", c -> c.origin().name())
        .instants("at", Contact::createdAt)
        .update();
  }

  static void insertPoints(Connection connection, TenantId tenant, List<ContactPoint> points)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                   mailbox, created_at, suppressed)
        SELECT :tenant, p.*
        FROM unnest(:id::uuid[], :contact::uuid[], :channel::text[], :address::text[],
                    :addressKey::text[], :mailbox::text[], :at::timestamptz[],
                    :suppressed::boolean[])
          AS p (id, contact_id, channel, address, address_key, mailbox, at, suppressed)
        """;
    Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("id", p -> p.id().value())
        .uuids("contact", p -> p.contact().value())
        .texts("channel", p -> p.channel().name())
        .texts("address", ContactPoint::address)
        .texts("addressKey", ContactPoint::addressKey)
        .texts("mailbox", p -> ContactIntake.mailbox(p.channel(), p.addressKey()))
        .instants("at", ContactPoint::createdAt)
        .bools("suppressed", ContactPoint::suppressed)
        .update();
  }

  /** Reads the master data and keeps others from changing them until the transaction ends. */
  Optional<MasterData> lock(Connection connection, TenantId tenant, ContactId id)
      throws SQLException {
    String sql =
        """
        SELECT kind, first_name, last_name, company, language FROM contact
        WHERE tenant_id = :tenant AND id = :id FOR NO KEY UPDATE
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .first(
            row ->
                new MasterData(
                    ContactKind.valueOf(row.getString("kind")),
                    row.getString("first_name"),
                    row.getString("last_name"),
                    row.getString("company"),
                    Language.ofCode(row.getString("language"))));
  }

  /** Writes the master data of a contact. */
  public void update(Connection connection, TenantId tenant, ContactId id, MasterData data)
      throws SQLException {
    String sql =
        """
        UPDATE contact
        SET kind = :kind, first_name = :firstName, last_name = :lastName, company = :company,
            language = :language, updated_at = :updatedAt
        WHERE tenant_id = :tenant AND id = :id
        """;
    Rows.sql(connection, sql)
        .text("kind", data.kind().name())
        .text("firstName", data.firstName())
        .text("lastName", data.lastName())
        .text("company", data.company())
        .text("language", data.language().code())
        .instant("updatedAt", clock.instant())
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .update();
    changed(connection, tenant, List.of(id));
  }

  /** Tells whoever compares contacts, or keeps a copy of them, that these changed. */
  void changed(Connection connection, TenantId tenant, List<ContactId> contacts)
      throws SQLException {
    toCompare(connection, tenant, contacts);
    changes.note(connection, tenant, contacts);
  }

  /** Has contacts compared with others once more, as they are no longer what they were. */
  static void toCompare(Connection connection, TenantId tenant, List<ContactId> contacts)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_to_compare (tenant_id, contact_id)
        SELECT :tenant, c.id FROM (SELECT DISTINCT unnest(:contacts::uuid[]) AS id) c
        ORDER BY c.id
        ON CONFLICT DO NOTHING
        """;
    Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .uuids("contacts", ContactId::value)
        .update();
  }
}
