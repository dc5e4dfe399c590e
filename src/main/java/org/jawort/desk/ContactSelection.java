package org.jawort.desk;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.declaration.MassChange;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
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
  private final Database database;
  private final JdbcClient jdbc;
  private final Purposes purposes;

  ContactSelection(Database database, JdbcClient jdbc, Purposes purposes) {
    this.database = database;
    this.jdbc = jdbc;
    this.purposes = purposes;
  }

  /** How many there are in each status; statuses that nobody is in are left out. */
  public Map<ConsentStatus, Integer> counts(
      TenantId tenant, ContactFilter filter, PurposeId purpose) {
    var counts = new EnumMap<ConsentStatus, Integer>(ConsentStatus.class);
    String end =
        " SELECT coalesce(o.status, 'UNKNOWN') AS status, count(*)::int AS count"
            + FROM_MATCHES
            + " GROUP BY 1";
    database.read(
        tenant,
        connection -> {
          var query = new ContactQuery(filter);
          jdbc.sql(matches(query) + end)
              .params(parameters(tenant, query, purpose))
              .query(
                  row -> {
                    var status = ConsentStatus.valueOf(row.getString("status"));
                    counts.put(status, row.getInt("count"));
                  });
          return counts;
        });
    return counts;
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
          var query = new ContactQuery(filter);
          jdbc.sql(matches(query) + end)
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

  private static String matches(ContactQuery query) {
    return "WITH matches AS MATERIALIZED (" + query.gathered(Integer.MAX_VALUE) + ")";
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
