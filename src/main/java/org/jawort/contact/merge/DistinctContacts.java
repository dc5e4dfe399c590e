package org.jawort.contact.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
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
          FROM contact a JOIN contact b ON b.tenant_id = a.tenant_id AND b.id = :other
          WHERE a.tenant_id = :tenant AND a.id = :one),
        noted AS (
          INSERT INTO contact_distinct (tenant_id, contact_id, other_id, at, by_user)
          SELECT tenant_id, contact_id, other_id, :now::timestamptz, :by::uuid FROM pair
          UNION ALL
          SELECT tenant_id, other_id, contact_id, :now::timestamptz, :by::uuid FROM pair
          ON CONFLICT DO NOTHING)
        SELECT FROM pair
        """;
    Instant now = clock.instant();
    return database.writeAnew(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("other", other.value())
                .uuid("tenant", tenant.value())
                .uuid("one", one.value())
                .instant("now", now)
                .uuid("by", actor.id())
                .any());
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
        WHERE tenant_id = :tenant AND (contact_id, other_id) IN ((:one, :other), (:other, :one))
        """;
    return database.writeAnew(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                    .uuid("tenant", tenant.value())
                    .uuid("one", one.value())
                    .uuid("other", other.value())
                    .update()
                > 0);
  }

  /** Takes back whatever was noted of contacts that become others. */
  static void forget(Connection connection, TenantId tenant, List<ContactId> contacts)
      throws SQLException {
    String sql =
        """
        DELETE FROM contact_distinct
        WHERE tenant_id = :tenant AND (contact_id = ANY (:contacts) OR other_id = ANY (:contacts))
        """;
    Rows.batch(connection, sql, contacts)
        .uuid("tenant", tenant.value())
        .uuids("contacts", ContactId::value)
        .update();
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
        WHERE d.tenant_id = :tenant AND d.contact_id < d.other_id
        ORDER BY d.at DESC, d.contact_id, d.other_id LIMIT :limit OFFSET :offset
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("limit", PAGE + 1)
        .bigint("offset", (long) page * PAGE)
        .list(
            row ->
                new Row(
                    new ContactId(row.getObject("contact_id", UUID.class)),
                    new ContactId(row.getObject("other_id", UUID.class)),
                    row.getTimestamp("at").toInstant(),
                    row.getString("name")));
  }
}
