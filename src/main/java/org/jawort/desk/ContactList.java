package org.jawort.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.MailBlock;
import org.jawort.contact.address.Channel;
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
          return page(new Scope(tenant, purpose, filter), cursor);
        });
  }

  private record Scope(TenantId tenant, UUID purpose, ContactFilter filter) {}

  /**
   * Entries in the order in which they were read, one more than a page where there are more.
   *
   * @param count of all that match
   */
  private record Found(int count, List<ContactRow> rows) {}

  private ContactPage page(Scope scope, Cursor cursor) {
    Found found = find(scope, cursor);
    boolean more = found.rows().size() > ContactPage.SIZE;
    List<ContactRow> rows =
        found.rows().subList(0, Math.min(found.rows().size(), ContactPage.SIZE));
    return switch (cursor) {
      case Cursor.Newest() -> new ContactPage(rows, found.count(), false, more);
      case Cursor.Before before -> new ContactPage(rows, found.count(), true, more);
      // Fewer than a page are the newest ones; that page is shown whole.
      case Cursor.After after ->
          more
              ? new ContactPage(rows.reversed(), found.count(), true, true)
              : page(scope, new Cursor.Newest());
    };
  }

  /** Few matches are gathered and sorted; many are met soon by walking along the list. */
  private Found find(Scope scope, Cursor cursor) {
    if (!beginsManyNames(scope)) {
      var query = new ContactQuery(scope.filter());
      Found gathered = read(scope, cursor, query, query.gathered(TOO_MANY));
      if (gathered.count() < TOO_MANY) {
        return gathered;
      }
    }
    var query = new ContactQuery(scope.filter());
    String page = query.walked() + bound(cursor, " AND " + query.key());
    String walked = page + " ORDER BY " + query.key() + order(cursor) + " LIMIT " + ONE_MORE;
    return new Found(TOO_MANY, read(scope, cursor, query, walked).rows());
  }

  /** Asks first what is soon answered, as far as nothing but a text is asked for. */
  private boolean beginsManyNames(Scope scope) {
    ContactFilter filter = scope.filter();
    if (filter.text().isEmpty()
        || filter.status().isPresent()
        || filter.block().isPresent()
        || filter.kind().isPresent()) {
      return false;
    }
    var query = new ContactQuery(filter);
    return TOO_MANY
        == jdbc.sql(query.probed(TOO_MANY))
            .params(parameters(scope, query))
            .query(Integer.class)
            .single();
  }

  private Found read(Scope scope, Cursor cursor, ContactQuery query, String matches) {
    String sql =
        """
        WITH matches AS MATERIALIZED (SELECT id FROM (%s) m LIMIT %d),
        page AS MATERIALIZED (SELECT id FROM matches WHERE true%s ORDER BY id%s LIMIT %d)
        SELECT n.count, p.id, p.contact_id, c.first_name, c.last_name, c.company, p.channel,
               p.address, coalesce(s.status, 'UNKNOWN') AS status,
               coalesce(s.since, p.created_at) AS since, p.mail_block, p.trial,
               s.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED', 'REFUSED', 'REVOKED')
                 AND EXISTS (SELECT FROM run r
                             WHERE r.tenant_id = :tenant AND r.contact_point_id = p.id
                               AND r.purpose_id = :purpose AND r.status = 'WAITING') AS asked
        FROM (SELECT count(*)::int AS count FROM matches) n
        LEFT JOIN page ON n.count < %d
        LEFT JOIN contact_point p ON p.tenant_id = :tenant AND p.id = page.id
        LEFT JOIN contact c ON c.tenant_id = :tenant AND c.id = p.contact_id
        LEFT JOIN consent s ON s.tenant_id = :tenant AND s.contact_point_id = p.id
          AND s.purpose_id = :purpose
        ORDER BY page.id%s
        """
            .formatted(
                matches,
                TOO_MANY,
                bound(cursor, " AND id"),
                order(cursor),
                ONE_MORE,
                TOO_MANY,
                order(cursor));
    var rows = new ArrayList<ContactRow>();
    var count = new AtomicInteger();
    jdbc.sql(sql)
        .params(parameters(scope, query))
        .params(position(cursor))
        .query(
            row -> {
              count.set(row.getInt("count"));
              if (row.getObject("id") != null) {
                rows.add(row(row));
              }
            });
    return new Found(count.get(), rows);
  }

  private static String bound(Cursor cursor, String key) {
    return switch (cursor) {
      case Cursor.Newest() -> "";
      case Cursor.Before before -> key + " < :cursor";
      case Cursor.After after -> key + " > :cursor";
    };
  }

  private static String order(Cursor cursor) {
    return cursor instanceof Cursor.After ? " ASC" : " DESC";
  }

  private static Map<String, Object> position(Cursor cursor) {
    return switch (cursor) {
      case Cursor.Newest() -> Map.of();
      case Cursor.Before(UUID id) -> Map.of("cursor", id);
      case Cursor.After(UUID id) -> Map.of("cursor", id);
    };
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
        row.getBoolean("asked"),
        block == null ? null : MailBlock.valueOf(block),
        row.getBoolean("trial"));
  }
}
