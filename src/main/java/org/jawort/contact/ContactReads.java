package org.jawort.contact;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
        FROM unnest(?::text[], ?::text[]) a (channel, address_key)
        JOIN contact_point p
          ON p.tenant_id = ? AND p.channel = a.channel AND p.address_key = a.address_key
        """;
    var owners = new HashMap<Key, ContactId>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, Rows.texts(connection, addresses, a -> a.channel().name()));
      statement.setArray(2, Rows.texts(connection, addresses, CheckedAddress::key));
      statement.setObject(3, tenant.value());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          owners.put(
              new Key(Channel.valueOf(row.getString(1)), row.getString(2)),
              new ContactId(row.getObject(3, UUID.class)));
        }
      }
    }
    return owners;
  }

  /** The ids of one page, the newest first. */
  List<ContactId> page(Connection connection, TenantId tenant, Optional<ContactId> before, int most)
      throws SQLException {
    String sql =
        """
        SELECT id FROM contact WHERE tenant_id = ? AND id < ? ORDER BY id DESC LIMIT ?
        """;
    var ids = new ArrayList<ContactId>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant.value());
      statement.setObject(2, before.map(ContactId::value).orElse(new UUID(-1, -1)));
      statement.setInt(3, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ids.add(new ContactId(row.getObject(1, UUID.class)));
        }
      }
    }
    return ids;
  }

  /** The contacts of the ids that the tenant has, the newest first. */
  public List<ContactCard> cards(Connection connection, TenantId tenant, List<ContactId> ids)
      throws SQLException {
    Array wanted = Rows.uuids(connection, ids, ContactId::value);
    var contacts = new LinkedHashMap<ContactId, Contact>();
    for (Contact contact : contacts(connection, tenant, wanted)) {
      contacts.put(contact.id(), contact);
    }
    var points = new HashMap<ContactId, List<ContactPoint>>();
    for (ContactPoint point : pointsOf(connection, tenant, wanted)) {
      points.computeIfAbsent(point.contact(), owner -> new ArrayList<>()).add(point);
    }
    return contacts.values().stream()
        .map(contact -> new ContactCard(contact, points.getOrDefault(contact.id(), List.of())))
        .toList();
  }

  private static List<Contact> contacts(Connection connection, TenantId tenant, Array ids)
      throws SQLException {
    String sql = "SELECT * FROM contact WHERE tenant_id = ? AND id = ANY (?) ORDER BY id DESC";
    var contacts = new ArrayList<Contact>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant.value());
      statement.setArray(2, ids);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          contacts.add(contact(row));
        }
      }
    }
    return contacts;
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

  private static List<ContactPoint> pointsOf(Connection connection, TenantId tenant, Array owners)
      throws SQLException {
    String sql =
        "SELECT * FROM contact_point WHERE tenant_id = ? AND contact_id = ANY (?) ORDER BY id";
    return points(connection, tenant, sql, owners);
  }

  /** The contact points of the ids that the tenant has. */
  List<ContactPoint> points(Connection connection, TenantId tenant, List<ContactPointId> ids)
      throws SQLException {
    String sql = "SELECT * FROM contact_point WHERE tenant_id = ? AND id = ANY (?) ORDER BY id";
    return points(connection, tenant, sql, Rows.uuids(connection, ids, ContactPointId::value));
  }

  private static List<ContactPoint> points(
      Connection connection, TenantId tenant, String sql, Array ids) throws SQLException {
    var points = new ArrayList<ContactPoint>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, tenant.value());
      statement.setArray(2, ids);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          points.add(point(row));
        }
      }
    }
    return points;
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
