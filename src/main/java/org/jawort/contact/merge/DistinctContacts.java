package org.jawort.contact.merge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactReads;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Contacts that look like duplicates and are none: somebody looked at the two and said so. Merging
 * or erasing one of them takes that back, as it was said of what they were then.
 */
@Component
public class DistinctContacts {
  /** Pairs on a page. */
  public static final int PAGE = 50;

  private final Database database;
  private final ContactReads reads;
  private final InstantSource clock;

  DistinctContacts(Database database, ContactReads reads, InstantSource clock) {
    this.database = database;
    this.reads = reads;
    this.clock = clock;
  }

  /**
   * Notes that two contacts are not the same; noting it twice changes nothing.
   *
   * @return whether both are still there
   */
  public boolean mark(TenantId tenant, ContactId one, ContactId other, Actor actor) {
    String sql =
        """
        WITH pair AS (
          SELECT a.tenant_id, a.id AS contact_id, b.id AS other_id
          FROM contact a JOIN contact b ON b.tenant_id = a.tenant_id AND b.id = ?
          WHERE a.tenant_id = ? AND a.id = ?),
        noted AS (
          INSERT INTO contact_distinct (tenant_id, contact_id, other_id, at, by_user)
          SELECT tenant_id, contact_id, other_id, ?::timestamptz, ?::uuid FROM pair
          UNION ALL
          SELECT tenant_id, other_id, contact_id, ?::timestamptz, ?::uuid FROM pair
          ON CONFLICT DO NOTHING)
        SELECT FROM pair
        """;
    Timestamp now = Timestamp.from(clock.instant());
    return database.write(
        tenant,
        connection -> {
          try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, other.value());
            insert.setObject(2, tenant.value());
            insert.setObject(3, one.value());
            insert.setTimestamp(4, now);
            insert.setObject(5, actor.id());
            insert.setTimestamp(6, now);
            insert.setObject(7, actor.id());
            return insert.executeQuery().next();
          }
        });
  }

  /**
   * Takes it back, so that the two are likely duplicates again.
   *
   * @return whether it had been noted
   */
  public boolean unmark(TenantId tenant, ContactId one, ContactId other) {
    String sql =
        """
        DELETE FROM contact_distinct
        WHERE tenant_id = ? AND (contact_id, other_id) IN ((?, ?), (?, ?))
        """;
    return database.write(
        tenant,
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(sql)) {
            delete.setObject(1, tenant.value());
            delete.setObject(2, one.value());
            delete.setObject(3, other.value());
            delete.setObject(4, other.value());
            delete.setObject(5, one.value());
            return delete.executeUpdate() > 0;
          }
        });
  }

  /** Takes back whatever was noted of contacts that become others. */
  static void forget(Connection connection, TenantId tenant, List<ContactId> contacts)
      throws SQLException {
    String sql =
        """
        DELETE FROM contact_distinct
        WHERE tenant_id = ? AND (contact_id = ANY (?) OR other_id = ANY (?))
        """;
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setObject(1, tenant.value());
      delete.setArray(2, Rows.uuids(connection, contacts, ContactId::value));
      delete.setArray(3, Rows.uuids(connection, contacts, ContactId::value));
      delete.executeUpdate();
    }
  }

  /**
   * Two that are not the same.
   *
   * @param one the older contact
   * @param by the member of staff who said so, or null where that account is gone
   */
  public record Pair(ContactCard one, ContactCard other, Instant at, @Nullable String by) {}

  private record Row(ContactId one, ContactId other, Instant at, @Nullable String by) {}

  /**
   * A page of what was noted, the newest first.
   *
   * @param page counted from 0
   * @return up to {@link #PAGE}, and one more where there is a next page
   */
  public List<Pair> marked(TenantId tenant, int page) {
    return database.read(
        tenant,
        connection -> {
          List<Row> rows = rows(connection, tenant, page);
          List<ContactId> ids =
              rows.stream().flatMap(r -> Stream.of(r.one(), r.other())).distinct().toList();
          Map<ContactId, ContactCard> cards =
              reads.cards(connection, tenant, ids).stream()
                  .collect(Collectors.toMap(card -> card.contact().id(), Function.identity()));
          return rows.stream().map(row -> pair(row, cards)).toList();
        });
  }

  private static Pair pair(Row row, Map<ContactId, ContactCard> cards) {
    return new Pair(
        Objects.requireNonNull(cards.get(row.one())),
        Objects.requireNonNull(cards.get(row.other())),
        row.at(),
        row.by());
  }

  private static List<Row> rows(Connection connection, TenantId tenant, int page)
      throws SQLException {
    String sql =
        """
        SELECT d.contact_id, d.other_id, d.at, s.name FROM contact_distinct d
        LEFT JOIN staff_user s ON s.tenant_id = d.tenant_id AND s.id = d.by_user
        WHERE d.tenant_id = ? AND d.contact_id < d.other_id
        ORDER BY d.at DESC, d.contact_id, d.other_id LIMIT ? OFFSET ?
        """;
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setInt(2, PAGE + 1);
      select.setLong(3, (long) page * PAGE);
      var rows = new ArrayList<Row>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  new ContactId(row.getObject("contact_id", UUID.class)),
                  new ContactId(row.getObject("other_id", UUID.class)),
                  row.getTimestamp("at").toInstant(),
                  row.getString("name")));
        }
      }
      return rows;
    }
  }
}
