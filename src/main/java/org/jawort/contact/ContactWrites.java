package org.jawort.contact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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
  private final Ids ids;
  private final InstantSource clock;

  ContactWrites(Ids ids, InstantSource clock) {
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
    return new ContactPoint(
        new ContactPointId(ids.next()),
        contact,
        address.channel(),
        address.typed(),
        address.key(),
        null,
        null,
        now,
        suppressed);
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
  }

  private static void insertContacts(Connection connection, TenantId tenant, List<Contact> contacts)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact (tenant_id, id, kind, first_name, last_name, company, language, origin,
                             created_at, updated_at)
        SELECT ?, c.*, c.at
        FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::timestamptz[])
          AS c (id, kind, first_name, last_name, company, language, origin, at)
        """;
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setObject(1, tenant.value());
      s.setArray(2, Rows.uuids(connection, contacts, c -> c.id().value()));
      s.setArray(3, Rows.texts(connection, contacts, c -> c.kind().name()));
      s.setArray(4, Rows.texts(connection, contacts, Contact::firstName));
      s.setArray(5, Rows.texts(connection, contacts, Contact::lastName));
      s.setArray(6, Rows.texts(connection, contacts, Contact::company));
      s.setArray(7, Rows.texts(connection, contacts, c -> c.language().code()));
      s.setArray(8, Rows.texts(connection, contacts, c -> c.origin().name()));
      s.setArray(9, Rows.instants(connection, contacts, Contact::createdAt));
      s.executeUpdate();
    }
  }

  static void insertPoints(Connection connection, TenantId tenant, List<ContactPoint> points)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_point (tenant_id, id, contact_id, channel, address, address_key,
                                   created_at, suppressed)
        SELECT ?, p.*
        FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
                    ?::boolean[])
          AS p (id, contact_id, channel, address, address_key, at, suppressed)
        """;
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setObject(1, tenant.value());
      s.setArray(2, Rows.uuids(connection, points, p -> p.id().value()));
      s.setArray(3, Rows.uuids(connection, points, p -> p.contact().value()));
      s.setArray(4, Rows.texts(connection, points, p -> p.channel().name()));
      s.setArray(5, Rows.texts(connection, points, ContactPoint::address));
      s.setArray(6, Rows.texts(connection, points, ContactPoint::addressKey));
      s.setArray(7, Rows.instants(connection, points, ContactPoint::createdAt));
      s.setArray(
          8,
          connection.createArrayOf(
              "bool", points.stream().map(ContactPoint::suppressed).toArray()));
      s.executeUpdate();
    }
  }

  /** Reads the master data and keeps others from changing them until the transaction ends. */
  Optional<MasterData> lock(Connection connection, TenantId tenant, ContactId id)
      throws SQLException {
    String sql =
        """
        SELECT kind, first_name, last_name, company, language FROM contact
        WHERE tenant_id = ? AND id = ? FOR NO KEY UPDATE
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant.value());
      statement.setObject(2, id.value());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new MasterData(
                    ContactKind.valueOf(row.getString("kind")),
                    row.getString("first_name"),
                    row.getString("last_name"),
                    row.getString("company"),
                    Language.ofCode(row.getString("language"))))
            : Optional.empty();
      }
    }
  }

  public void update(Connection connection, TenantId tenant, ContactId id, MasterData data)
      throws SQLException {
    String sql =
        """
        UPDATE contact SET kind = ?, first_name = ?, last_name = ?, company = ?, language = ?,
                           updated_at = ?
        WHERE tenant_id = ? AND id = ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, data.kind().name());
      statement.setString(2, data.firstName());
      statement.setString(3, data.lastName());
      statement.setString(4, data.company());
      statement.setString(5, data.language().code());
      statement.setTimestamp(6, Timestamp.from(clock.instant()));
      statement.setObject(7, tenant.value());
      statement.setObject(8, id.value());
      statement.executeUpdate();
    }
  }
}
