package org.jawort.contact.merge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.springframework.stereotype.Component;

/** The list of contacts that are spelled differently and may be the same (S1-05). */
@Component
public class AlikeContacts {
  /** Pairs on a page. */
  public static final int PAGE = 50;

  private final Database database;
  private final ContactReads reads;

  AlikeContacts(Database database, ContactReads reads) {
    this.database = database;
    this.reads = reads;
  }

  /**
   * Two that may be the same.
   *
   * @param one the older contact
   * @param likeness of a hundred
   */
  public record Pair(ContactCard one, ContactCard other, int likeness) {
    /** Where the next page begins. */
    public Place place() {
      return new Place(likeness, one.contact().id().value(), other.contact().id().value());
    }
  }

  /** A place in the list, the likeliest first. */
  public record Place(int likeness, UUID one, UUID other) {
    /** Before all. */
    public static final Place FIRST = new Place(101, new UUID(0, 0), new UUID(0, 0));
  }

  private record Row(ContactId one, ContactId other, int likeness) {}

  /**
   * A page of the list, the likeliest first, without those of whom somebody said that they are two.
   *
   * @param after the last of the page before
   * @return up to {@link #PAGE}, and one more where there is a next page
   */
  public List<Pair> page(TenantId tenant, Place after) {
    return database.read(
        tenant,
        connection -> {
          List<Row> rows = rows(connection, tenant, after);
          List<ContactId> ids =
              rows.stream().flatMap(row -> Stream.of(row.one(), row.other())).distinct().toList();
          Map<ContactId, ContactCard> cards =
              reads.cards(connection, tenant, ids).stream()
                  .collect(Collectors.toMap(card -> card.contact().id(), Function.identity()));
          return rows.stream().flatMap(row -> pair(row, cards).stream()).toList();
        });
  }

  private static Optional<Pair> pair(Row row, Map<ContactId, ContactCard> cards) {
    ContactCard one = cards.get(row.one());
    ContactCard other = cards.get(row.other());
    return one == null || other == null
        ? Optional.empty()
        : Optional.of(new Pair(one, other, row.likeness()));
  }

  private static List<Row> rows(Connection connection, TenantId tenant, Place after)
      throws SQLException {
    String sql =
        """
        SELECT a.one_id, a.other_id, a.likeness FROM contact_alike a
        WHERE a.tenant_id = :tenant
          AND (a.likeness, a.one_id, a.other_id) < (:likeness, :one::uuid, :other::uuid)
          AND NOT EXISTS (SELECT FROM contact_distinct d
                          WHERE d.tenant_id = a.tenant_id AND d.contact_id = a.one_id
                            AND d.other_id = a.other_id)
        ORDER BY a.likeness DESC, a.one_id DESC, a.other_id DESC LIMIT :limit
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("likeness", after.likeness())
        .uuid("one", after.one())
        .uuid("other", after.other())
        .integer("limit", PAGE + 1)
        .list(
            row ->
                new Row(
                    new ContactId(row.getObject("one_id", UUID.class)),
                    new ContactId(row.getObject("other_id", UUID.class)),
                    row.getInt("likeness")));
  }
}
