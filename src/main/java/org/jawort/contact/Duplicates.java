package org.jawort.contact;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Finds contacts that are likely the same person or firm. The same address is never there twice, so
 * it is names that tell, or an address that differs in upper and lower case alone.
 */
@Component
public class Duplicates {
  private static final int MOST_OF_ONE = 10;

  /** Groups shown at once; the others follow when these are done. */
  public static final int MOST_GROUPS = 50;

  private final Database database;
  private final ContactReads reads;

  Duplicates(Database database, ContactReads reads) {
    this.database = database;
    this.reads = reads;
  }

  /** Those that are likely the same as this one, the newest first. */
  public List<ContactCard> of(TenantId tenant, ContactCard card) {
    String sql =
        """
        SELECT id FROM (
          (SELECT c.id FROM contact t JOIN contact c ON c.tenant_id = ?
             AND c.last_name_key = t.last_name_key AND c.first_name_key = t.first_name_key
           WHERE t.tenant_id = ? AND t.id = ? LIMIT 11)
          UNION
          (SELECT c.id FROM contact t JOIN contact c ON c.tenant_id = ?
             AND c.company_key = t.company_key AND c.last_name_key IS NULL
           WHERE t.tenant_id = ? AND t.id = ? AND t.last_name_key IS NULL LIMIT 11)
          UNION
          (SELECT p.contact_id FROM contact_point p
           WHERE p.tenant_id = ? AND p.channel = 'EMAIL' AND p.address_key = ANY (?))) c
        WHERE id <> ? ORDER BY id DESC LIMIT ?
        """;
    UUID id = card.contact().id().value();
    return database.read(
        tenant,
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i : new int[] {1, 2, 4, 5, 7}) {
              select.setObject(i, tenant.value());
            }
            select.setObject(3, id);
            select.setObject(6, id);
            select.setArray(8, Rows.texts(connection, otherCases(card), key -> key));
            select.setObject(9, id);
            select.setInt(10, MOST_OF_ONE);
            return reads.cards(connection, tenant, ids(select));
          }
        });
  }

  private static List<String> otherCases(ContactCard card) {
    return card.points().stream()
        .filter(point -> point.channel() == Channel.EMAIL)
        .map(point -> point.addressKey().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static List<ContactId> ids(PreparedStatement select) throws SQLException {
    var ids = new ArrayList<ContactId>();
    ResultSet row = select.executeQuery();
    while (row.next()) {
      ids.add(new ContactId(row.getObject(1, UUID.class)));
    }
    return ids;
  }

  /**
   * Contacts that are likely the same.
   *
   * @param cards the oldest first, two or more
   */
  public record Group(List<ContactCard> cards) {
    /** Copies the cards. */
    public Group {
      cards = List.copyOf(cards);
    }
  }

  /** Groups of people of the same first and last name, then of firms of the same name. */
  public List<Group> groups(TenantId tenant) {
    // Ordered as the indexes are, so that reading ends with the last group that is shown.
    String sql =
        """
        (SELECT (array_agg(id ORDER BY id))[1:10] AS ids FROM contact
         WHERE tenant_id = ? AND last_name_key IS NOT NULL AND first_name_key IS NOT NULL
         GROUP BY last_name_key, first_name_key HAVING count(*) > 1
         ORDER BY last_name_key, first_name_key LIMIT ?)
        UNION ALL
        (SELECT (array_agg(id ORDER BY id))[1:10] FROM contact
         WHERE tenant_id = ? AND company_key IS NOT NULL AND last_name_key IS NULL
         GROUP BY company_key HAVING count(*) > 1
         ORDER BY company_key LIMIT ?)
        """;
    return database.read(
        tenant,
        connection -> {
          var groups = new ArrayList<Group>();
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setObject(1, tenant.value());
            select.setInt(2, MOST_GROUPS);
            select.setObject(3, tenant.value());
            select.setInt(4, MOST_GROUPS);
            ResultSet row = select.executeQuery();
            while (row.next()) {
              UUID[] ids = (UUID[]) row.getArray(1).getArray();
              List<ContactId> members = java.util.Arrays.stream(ids).map(ContactId::new).toList();
              groups.add(new Group(reads.cards(connection, tenant, members).reversed()));
            }
          }
          return groups;
        });
  }
}
