package org.jawort.contact.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/**
 * Reads what somebody typed into a search (ADR 73): words that may stand anywhere in names, firms,
 * addresses and own fields.
 */
@Component
public class ContactSearch {
  /** So many that the index does not know yet are looked through while somebody waits. */
  public static final int A_LOOK = 10_000;

  /** Whatever the index does not know yet. */
  public static final int ALL = Integer.MAX_VALUE;

  private static final int BATCH = 5000;

  private final Database database;

  ContactSearch(Database database) {
    this.database = database;
  }

  /**
   * What is sought; nothing is found where no reading has a word in it.
   *
   * @param readings of what was typed: as it is, and as a number or an address is kept
   * @param most of those that the index does not know yet
   */
  public Sought sought(TenantId tenant, List<String> readings, int most) {
    List<List<String>> alternatives =
        readings.stream()
            .map(SearchText::sought)
            .filter(words -> !words.isEmpty())
            .distinct()
            .toList();
    List<UUID> fresh =
        alternatives.isEmpty()
            ? List.of()
            : database.read(tenant, connection -> fresh(connection, tenant, alternatives, most));
    return new Sought(
        alternatives.stream().map(words -> Sought.Alternative.of(tenant, words)).toList(), fresh);
  }

  private static List<UUID> fresh(
      Connection connection, TenantId tenant, List<List<String>> alternatives, int most)
      throws SQLException {
    var found = new ArrayList<UUID>();
    List<UUID> changed = changed(connection, tenant, new UUID(-1, -1));
    for (int looked = 0; !changed.isEmpty() && looked < most; looked += BATCH) {
      SearchSources.of(connection, tenant, changed).stream()
          .filter(
              source ->
                  alternatives.stream().anyMatch(words -> SearchText.holds(source.text(), words)))
          .map(SearchSources.Source::point)
          .forEach(found::add);
      changed = changed(connection, tenant, changed.getLast());
    }
    return found;
  }

  private static List<UUID> changed(Connection connection, TenantId tenant, UUID before)
      throws SQLException {
    String sql =
        """
        SELECT contact_id FROM contact_to_search
        WHERE tenant_id = :tenant AND contact_id < :before ORDER BY contact_id DESC LIMIT :most
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("before", before)
        .integer("most", BATCH)
        .list(row -> row.getObject(1, UUID.class));
  }
}
