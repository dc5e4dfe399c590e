package org.jawort.contact.search;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;

/** What the contact points of contacts are found by, as it is at this moment. */
final class SearchSources {
  private SearchSources() {}

  /**
   * One contact point.
   *
   * @param text folded
   */
  record Source(UUID point, String text) {}

  /** Of all contact points of these contacts; yes and no, and days, are no words of anybody. */
  static List<Source> of(Connection connection, TenantId tenant, List<UUID> contacts)
      throws SQLException {
    String sql =
        """
        SELECT p.id, p.address_key, p.address, c.first_name, c.last_name, c.company,
               (SELECT string_agg(v.value, ' ' ORDER BY v.field_id) FROM contact_field_value v
                JOIN contact_field f ON f.tenant_id = v.tenant_id AND f.id = v.field_id
                  AND f.type NOT IN ('YES_NO', 'DATE')
                WHERE v.tenant_id = c.tenant_id AND v.contact_id = c.id) AS own
        FROM contact c
        JOIN contact_point p ON p.tenant_id = c.tenant_id AND p.contact_id = c.id
        WHERE c.tenant_id = :tenant AND c.id = ANY (:contacts::uuid[])
        """;
    return Rows.batch(connection, sql, contacts)
        .plannedAnewForMany()
        .uuid("tenant", tenant.value())
        .uuids("contacts", contact -> contact)
        .list(SearchSources::source);
  }

  private static Source source(ResultSet row) throws SQLException {
    List<String> parts =
        Stream.of(
                text(row, "first_name"),
                text(row, "last_name"),
                text(row, "company"),
                text(row, "address_key"),
                address(row),
                text(row, "own"))
            .collect(Collectors.toList());
    return new Source(row.getObject("id", UUID.class), SearchText.of(parts));
  }

  /** As typed, where the domain is kept in another script than people read. */
  private static String address(ResultSet row) throws SQLException {
    String typed = row.getString("address");
    return typed.equalsIgnoreCase(row.getString("address_key")) ? "" : typed;
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }
}
