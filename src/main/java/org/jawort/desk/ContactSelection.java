package org.jawort.desk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.declaration.MassChange;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.search.ContactSearch;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * All that a filter of the contact list shows and that a purpose covers, by where it stands for
 * that purpose.
 */
@Component
public class ContactSelection {
  /** No limit. */
  public static final int ALL = Integer.MAX_VALUE;

  private final Database database;
  private final JdbcClient jdbc;
  private final Purposes purposes;
  private final ContactSearch search;

  ContactSelection(Database database, JdbcClient jdbc, Purposes purposes, ContactSearch search) {
    this.database = database;
    this.jdbc = jdbc;
    this.purposes = purposes;
    this.search = search;
  }

  /**
   * How many there are.
   *
   * @param byStatus statuses that nobody is in are left out
   * @param more whether the filter shows more than were counted
   */
  public record Counted(Map<ConsentStatus, Integer> byStatus, boolean more) {}

  /** How many there are in each status, of no more than so many that the filter shows. */
  public Counted counts(TenantId tenant, ContactFilter filter, PurposeId purpose, int most) {
    var counts = new EnumMap<ConsentStatus, Integer>(ConsentStatus.class);
    var shown = new AtomicInteger();
    String end =
        " SELECT coalesce(o.status, 'UNKNOWN') AS status, count(*)::int AS count"
            + (most == ALL ? FROM_MATCHES : FROM_SOME)
            + " GROUP BY 1 UNION ALL SELECT NULL, count(*)::int FROM matches";
    database.read(
        tenant,
        connection -> {
          var query =
              new ContactQuery(
                  filter,
                  ContactList.sought(
                      search,
                      tenant,
                      filter,
                      most == ALL ? ContactSearch.ALL : 2 * ContactSearch.A_LOOK));
          jdbc.sql(matches(query, most) + end)
              .params(parameters(tenant, query, purpose))
              .query(
                  row -> {
                    String status = row.getString("status");
                    if (status == null) {
                      shown.set(row.getInt("count"));
                    } else {
                      counts.put(ConsentStatus.valueOf(status), row.getInt("count"));
                    }
                  });
          return counts;
        });
    return new Counted(counts, shown.get() >= most);
  }

  /** Those that the mass change would change. */
  public List<ContactPointId> members(
      TenantId tenant, ContactFilter filter, PurposeId purpose, MassChange.Kind kind) {
    var members = new ArrayList<ContactPointId>();
    String end =
        " SELECT m.id, coalesce(o.status, 'UNKNOWN') AS status" + FROM_MATCHES + " ORDER BY m.id";
    database.read(
        tenant,
        connection -> {
          var query =
              new ContactQuery(
                  filter, ContactList.sought(search, tenant, filter, ContactSearch.ALL));
          jdbc.sql(matches(query, ALL) + end)
              .params(parameters(tenant, query, purpose))
              .query(
                  row -> {
                    if (kind.changes(ConsentStatus.valueOf(row.getString("status")))) {
                      members.add(new ContactPointId(row.getObject("id", UUID.class)));
                    }
                  });
          return members;
        });
    return members;
  }

  private static final String FROM_MATCHES =
      """

       FROM matches m
      JOIN contact_point p ON p.tenant_id = :tenant AND p.id = m.id
      JOIN purpose u ON u.tenant_id = :tenant AND u.id = :chosen
        AND covers(p.channel, u.email, u.sms, u.calls)
      LEFT JOIN consent o ON o.tenant_id = :tenant AND o.contact_point_id = m.id
        AND o.purpose_id = :chosen
      """;

  /** The same for a few, each looked up: the database would rather read all consents for them. */
  private static final String FROM_SOME =
      """

       FROM matches m
      CROSS JOIN LATERAL (
        SELECT FROM contact_point p
        JOIN purpose u ON u.tenant_id = :tenant AND u.id = :chosen
          AND covers(p.channel, u.email, u.sms, u.calls)
        WHERE p.tenant_id = :tenant AND p.id = m.id LIMIT 1) p
      LEFT JOIN LATERAL (
        SELECT o.status FROM consent o
        WHERE o.tenant_id = :tenant AND o.contact_point_id = m.id AND o.purpose_id = :chosen
        LIMIT 1) o ON true
      """;

  private static String matches(ContactQuery query, int most) {
    return "WITH matches AS MATERIALIZED (" + query.gathered(most) + ")";
  }

  private Map<String, Object> parameters(TenantId tenant, ContactQuery query, PurposeId chosen) {
    Map<String, Object> parameters = query.parameters();
    parameters.put("tenant", tenant.value());
    parameters.put("chosen", chosen.value());
    parameters.put(
        "purpose", purposes.byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id().value());
    return parameters;
  }
}
