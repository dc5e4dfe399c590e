package org.jawort.contact;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Reads contacts and their contact points, many at a time. */
@Component
public class ContactReads {
  /** What is unique within a tenant. */
  record Key(Channel channel, String addressKey) {
    static Key of(CheckedAddress address) {
      return new Key(address.channel(), address.key());
    }

    static Key of(ContactPoint point) {
      return new Key(point.channel(), point.addressKey());
    }
  }

  /** Whom the addresses belong to; those that nobody has are missing. */
  Map<Key, ContactId> owners(Connection connection, TenantId tenant, List<CheckedAddress> addresses)
      throws SQLException {
    String sql =
        """
        SELECT p.channel, p.address_key, p.contact_id
        FROM unnest(:channel::text[], :addressKey::text[]) a (channel, address_key)
        JOIN contact_point p
          ON p.tenant_id = :tenant AND p.channel = a.channel AND p.address_key = a.address_key
        """;
    var owners = new HashMap<Key, ContactId>();
    Rows.batch(connection, sql, addresses)
        .texts("channel", a -> a.channel().name())
        .texts("addressKey", CheckedAddress::key)
        .uuid("tenant", tenant.value())
        .each(
            row ->
                owners.put(
                    new Key(Channel.valueOf(row.getString(1)), row.getString(2)),
                    new ContactId(row.getObject(3, UUID.class))));
    return owners;
  }

  /** The ids of one page, the newest first. */
  List<ContactId> page(Connection connection, TenantId tenant, Optional<ContactId> before, int most)
      throws SQLException {
    String sql =
        """
        SELECT id FROM contact
        WHERE tenant_id = :tenant AND id < :before ORDER BY id DESC LIMIT :most
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("before", before.map(ContactId::value).orElse(new UUID(-1, -1)))
        .integer("most", most)
        .list(row -> new ContactId(row.getObject(1, UUID.class)));
  }

  /** The contacts of the ids that the tenant has, the newest first. */
  public List<ContactCard> cards(Connection connection, TenantId tenant, List<ContactId> ids)
      throws SQLException {
    var contacts = new LinkedHashMap<ContactId, Contact>();
    for (Contact contact : contacts(connection, tenant, ids)) {
      contacts.put(contact.id(), contact);
    }
    var points = new HashMap<ContactId, List<ContactPoint>>();
    for (ContactPoint point : pointsOf(connection, tenant, ids)) {
      points.computeIfAbsent(point.contact(), owner -> new ArrayList<>()).add(point);
    }
    return contacts.values().stream()
        .map(contact -> new ContactCard(contact, points.getOrDefault(contact.id(), List.of())))
        .toList();
  }

  private static List<Contact> contacts(Connection connection, TenantId tenant, List<ContactId> ids)
      throws SQLException {
    String sql =
        """
        SELECT * FROM contact WHERE tenant_id = :tenant AND id = ANY (:ids) ORDER BY id DESC
        """;
    return Rows.batch(connection, sql, ids)
        .uuid("tenant", tenant.value())
        .uuids("ids", ContactId::value)
        .list(ContactReads::contact);
  }

  private static Contact contact(ResultSet row) throws SQLException {
    return new Contact(
        new ContactId(row.getObject("id", UUID.class)),
        ContactKind.valueOf(row.getString("kind")),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("company"),
        Language.ofCode(row.getString("language")),
        Origin.valueOf(row.getString("origin")),
        Objects.requireNonNull(Rows.instant(row, "created_at")),
        Objects.requireNonNull(Rows.instant(row, "updated_at")),
        row.getBoolean("trial"));
  }

  private static List<ContactPoint> pointsOf(
      Connection connection, TenantId tenant, List<ContactId> owners) throws SQLException {
    String sql =
        """
        SELECT * FROM contact_point
        WHERE tenant_id = :tenant AND contact_id = ANY (:owners) ORDER BY id
        """;
    return Rows.batch(connection, sql, owners)
        .uuid("tenant", tenant.value())
        .uuids("owners", ContactId::value)
        .list(ContactReads::point);
  }

  /** The contact points of the ids that the tenant has. */
  List<ContactPoint> points(Connection connection, TenantId tenant, List<ContactPointId> ids)
      throws SQLException {
    String sql =
        """
        SELECT * FROM contact_point WHERE tenant_id = :tenant AND id = ANY (:ids) ORDER BY id
        """;
    return Rows.batch(connection, sql, ids)
        .uuid("tenant", tenant.value())
        .uuids("ids", ContactPointId::value)
        .list(ContactReads::point);
  }

  private static ContactPoint point(ResultSet row) throws SQLException {
    String block = row.getString("mail_block");
    return new ContactPoint(
        new ContactPointId(row.getObject("id", UUID.class)),
        new ContactId(row.getObject("contact_id", UUID.class)),
        Channel.valueOf(row.getString("channel")),
        row.getString("address"),
        row.getString("address_key"),
        block == null ? null : MailBlock.valueOf(block),
        Rows.instant(row, "mail_block_at"),
        Objects.requireNonNull(Rows.instant(row, "created_at")),
        row.getBoolean("suppressed"));
  }
}
