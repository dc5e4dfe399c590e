package org.jawort.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Purposes;
import org.jawort.contact.Channel;
import org.jawort.contact.MailBlock;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Searches a tenant's contacts (S1-05); made to stay quick at a million of them. */
@Component
public class ContactList {
  private static final int ONE_MORE = ContactPage.SIZE + 1;
  private static final int TOO_MANY = ContactPage.MOST_COUNTED + 1;

  private final Database database;
  private final JdbcClient jdbc;
  private final Purposes purposes;

  ContactList(Database database, JdbcClient jdbc, Purposes purposes) {
    this.database = database;
    this.jdbc = jdbc;
    this.purposes = purposes;
  }

  /** One page of what the filter shows, newest first. */
  public ContactPage page(TenantId tenant, ContactFilter filter, Cursor cursor) {
    return database.read(
        tenant,
        connection -> {
          UUID purpose = purposes.byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id().value();
          var scope = new Scope(tenant, purpose, filter);
          int count = count(scope);
          return read(scope, count, cursor);
        });
  }

  private record Scope(TenantId tenant, UUID purpose, ContactFilter filter) {}

  private int count(Scope scope) {
    ContactFilter filter = scope.filter();
    boolean textAlone =
        new ContactFilter(filter.text(), Optional.empty(), Optional.empty()).equals(filter);
    if (!filter.text().isEmpty() && textAlone) {
      var query = new ContactQuery(filter);
      if (count(scope, query, query.probed(TOO_MANY)) == TOO_MANY) {
        return TOO_MANY;
      }
    }
    var query = new ContactQuery(filter);
    String matches = "SELECT FROM (" + query.gathered(TOO_MANY) + ") m LIMIT " + TOO_MANY;
    return count(scope, query, "SELECT count(*) FROM (" + matches + ") n");
  }

  private int count(Scope scope, ContactQuery query, String sql) {
    return jdbc.sql(sql).params(parameters(scope, query)).query(Integer.class).single();
  }

  private ContactPage read(Scope scope, int count, Cursor cursor) {
    return switch (cursor) {
      case Cursor.Newest() -> {
        List<ContactRow> found = rows(scope, count, "", "DESC", Map.of());
        yield page(found, count, false, found.size() == ONE_MORE);
      }
      case Cursor.Before(UUID id) -> {
        List<ContactRow> found = rows(scope, count, " < :cursor", "DESC", Map.of("cursor", id));
        yield page(found, count, true, found.size() == ONE_MORE);
      }
      case Cursor.After(UUID id) -> {
        List<ContactRow> found = rows(scope, count, " > :cursor", "ASC", Map.of("cursor", id));
        // Fewer than a page are the newest ones; that page is shown whole.
        yield found.size() == ONE_MORE
            ? page(found.subList(0, ContactPage.SIZE).reversed(), count, true, true)
            : read(scope, count, new Cursor.Newest());
      }
    };
  }

  private static ContactPage page(List<ContactRow> found, int count, boolean newer, boolean older) {
    return new ContactPage(
        found.subList(0, Math.min(found.size(), ContactPage.SIZE)), count, newer, older);
  }

  private List<ContactRow> rows(
      Scope scope, int count, String bound, String order, Map<String, Object> cursor) {
    var query = new ContactQuery(scope.filter());
    String sql =
        """
        WITH page AS MATERIALIZED (%s)
        SELECT p.id, p.contact_id, c.first_name, c.last_name, c.company, p.channel, p.address,
               coalesce(s.status, 'UNKNOWN') AS status, coalesce(s.since, p.created_at) AS since,
               p.mail_block
        FROM page
        JOIN contact_point p ON p.tenant_id = :tenant AND p.id = page.id
        JOIN contact c ON c.tenant_id = :tenant AND c.id = p.contact_id
        LEFT JOIN consent s ON s.tenant_id = :tenant AND s.contact_point_id = p.id
          AND s.purpose_id = :purpose
        ORDER BY page.id %s
        """
            .formatted(ids(query, count, bound) + order + " LIMIT " + ONE_MORE, order);
    return jdbc.sql(sql)
        .params(parameters(scope, query))
        .params(cursor)
        .query((row, number) -> row(row))
        .list();
  }

  /** Few matches are gathered and sorted; many are met soon by walking along the list. */
  private static String ids(ContactQuery query, int count, String bound) {
    if (count < TOO_MANY) {
      String matches = "SELECT id FROM (" + query.gathered(TOO_MANY) + ") m";
      return matches + (bound.isEmpty() ? "" : " WHERE id" + bound) + " ORDER BY id ";
    }
    String condition = bound.isEmpty() ? "" : " AND " + query.key() + bound;
    return query.walked() + condition + " ORDER BY " + query.key() + " ";
  }

  private static Map<String, Object> parameters(Scope scope, ContactQuery query) {
    Map<String, Object> parameters = query.parameters();
    parameters.put("tenant", scope.tenant().value());
    parameters.put("purpose", scope.purpose());
    return parameters;
  }

  private static ContactRow row(ResultSet row) throws SQLException {
    String block = row.getString("mail_block");
    return new ContactRow(
        row.getObject("id", UUID.class),
        row.getObject("contact_id", UUID.class),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("company"),
        Channel.valueOf(row.getString("channel")),
        row.getString("address"),
        ConsentStatus.valueOf(row.getString("status")),
        row.getTimestamp("since").toInstant(),
        block == null ? null : MailBlock.valueOf(block));
  }
}
