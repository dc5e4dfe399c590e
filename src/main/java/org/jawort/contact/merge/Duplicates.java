package org.jawort.contact.merge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactReads;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Finds contacts that are likely the same person or firm. The same address, in whatever letters, is
 * never there twice, so it is names that tell.
 */
@Component
public class Duplicates {
  private static final int MOST_OF_ONE = 10;

  /** Groups shown at once; the others follow when these are done. */
  public static final int MOST_GROUPS = 50;

  /** Tells of a contact whether somebody said that it is not t. */
  private static final String DISTINCT =
      """
      EXISTS (SELECT FROM contact_distinct d WHERE d.tenant_id = t.tenant_id
              AND d.contact_id = t.id AND d.other_id = %s)""";

  /**
   * Groups of one kind, in the order of their index, so that reading ends with the last group that
   * is shown. Whoever was found to be distinct from all others of a group is not of it any more.
   */
  private static final String GROUPS =
      """
      (SELECT s.ids, ARRAY (SELECT d.other_id FROM contact_distinct d
                            WHERE d.tenant_id = g.tenant_id AND d.contact_id = s.ids[1]
                              AND d.other_id = ANY (s.ids)) AS distinct_ids
       FROM (
         SELECT tenant_id, %1$s, (array_agg(id ORDER BY id))[1:1000] AS ids, count(*) AS size
         FROM contact WHERE tenant_id = :tenant AND %2$s
         GROUP BY tenant_id, %1$s HAVING count(*) > 1) g
       CROSS JOIN LATERAL (
         SELECT (array_agg(m.id ORDER BY m.id))[1:10] AS ids FROM unnest(g.ids) m (id)
         WHERE g.size - 1 > (
           SELECT count(*) FROM contact_distinct d
           JOIN contact o ON o.tenant_id = d.tenant_id AND o.id = d.other_id
           WHERE d.tenant_id = g.tenant_id AND d.contact_id = m.id AND %3$s)) s
       WHERE cardinality(s.ids) > 1 ORDER BY %1$s LIMIT :most)
      """;

  private static final String PEOPLE =
      GROUPS.formatted(
          "last_name_key, first_name_key",
          "last_name_key IS NOT NULL AND first_name_key IS NOT NULL",
          "o.last_name_key = g.last_name_key AND o.first_name_key = g.first_name_key");

  private static final String FIRMS =
      GROUPS.formatted(
          "company_key",
          "company_key IS NOT NULL AND last_name_key IS NULL",
          "o.company_key = g.company_key AND o.last_name_key IS NULL");

  private final Database database;
  private final ContactReads reads;

  Duplicates(Database database, ContactReads reads) {
    this.database = database;
    this.reads = reads;
  }

  /**
   * Those that are likely the same as this one, the newest first; without those of whom somebody
   * said that they are not.
   */
  public List<ContactCard> of(TenantId tenant, ContactCard card) {
    // From the person and from the firm; each part ends soon by itself.
    String sql =
        """
        WITH t AS (SELECT * FROM contact WHERE tenant_id = :tenant AND id = :contact)
        SELECT id FROM (
          (SELECT c.id FROM t JOIN contact c ON c.tenant_id = t.tenant_id
             AND c.last_name_key = t.last_name_key AND c.first_name_key = t.first_name_key
           WHERE NOT %1$s LIMIT 11)
          UNION
          (SELECT c.id FROM t JOIN contact c ON c.tenant_id = t.tenant_id
             AND c.company_key = t.company_key AND c.last_name_key IS NULL
           WHERE t.last_name_key IS NULL AND NOT %1$s LIMIT 11)) c
        WHERE id <> :contact ORDER BY id DESC LIMIT :most
        """
            .formatted(DISTINCT.formatted("c.id"));
    return database.read(
        tenant,
        connection -> {
          List<ContactId> likely =
              Rows.sql(connection, sql)
                  .uuid("tenant", tenant.value())
                  .uuid("contact", card.contact().id().value())
                  .integer("most", MOST_OF_ONE)
                  .list(row -> new ContactId(row.getObject(1, UUID.class)));
          return reads.cards(connection, tenant, likely);
        });
  }

  /**
   * Contacts that are likely the same.
   *
   * @param cards the oldest first, two or more
   * @param apart those of them of whom somebody said that they are not the first
   */
  public record Group(List<ContactCard> cards, Set<ContactId> apart) {
    /** Copies the cards. */
    public Group {
      cards = List.copyOf(cards);
      apart = Set.copyOf(apart);
    }
  }

  /** Groups of people of the same first and last name, then of firms of the same name. */
  public List<Group> groups(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            Rows.sql(connection, PEOPLE + "UNION ALL\n" + FIRMS)
                .uuid("tenant", tenant.value())
                .integer("most", MOST_GROUPS)
                .list(row -> group(connection, tenant, row)));
  }

  private Group group(Connection connection, TenantId tenant, ResultSet row) throws SQLException {
    return new Group(
        reads.cards(connection, tenant, ids(row, "ids")).reversed(),
        Set.copyOf(ids(row, "distinct_ids")));
  }

  private static List<ContactId> ids(ResultSet row, String column) throws SQLException {
    UUID[] ids = (UUID[]) row.getArray(column).getArray();
    return Arrays.stream(ids).map(ContactId::new).toList();
  }
}
