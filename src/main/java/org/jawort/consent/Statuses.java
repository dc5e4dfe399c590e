package org.jawort.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeVersion;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The door for reading where contact points stand. */
@Component
public class Statuses {
  private final Database database;
  private final InstantSource clock;

  /** Reads from the given database. */
  public Statuses(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Where the stored statuses and blocks differ from what the ledger says. */
  public List<StatusDifference> differences(TenantId tenant) {
    return database.read(tenant, connection -> LedgerFold.differences(connection, tenant));
  }

  /**
   * Writes statuses and blocks anew from the ledger, wherever they differ from it.
   *
   * @return what differed
   */
  public List<StatusDifference> rebuild(TenantId tenant) {
    return database.write(
        tenant,
        connection -> {
          LedgerFold.lock(connection, tenant, LedgerFold.differences(connection, tenant));
          // Asked again: what somebody wrote in the meantime is no difference.
          List<StatusDifference> differences = LedgerFold.differences(connection, tenant);
          LedgerFold.write(connection, tenant, differences);
          return differences;
        });
  }

  /**
   * For each of the given contact points one status per purpose that covers its channel, in the
   * order in which the purposes were made; UNKNOWN where nothing ever happened.
   */
  public Map<ContactPointId, List<PurposeStatus>> of(
      TenantId tenant, Collection<ContactPointId> contactPoints) {
    String sql =
        """
        SELECT p.id AS contact_point_id, u.key,
               u.names ->> 'de' AS name_de, u.names ->> 'en' AS name_en,
               coalesce(c.status, 'UNKNOWN') AS status, c.since,
               c.campaign_id,
               CASE WHEN c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED')
                     AND has_expired(u.validity_months, 'BLOCK', c.since, c.used_at, :now)
                    THEN greatest(c.since, c.used_at) END AS unused, %s
        FROM contact_point p
        JOIN purpose u ON u.tenant_id = p.tenant_id
        LEFT JOIN consent c ON c.tenant_id = u.tenant_id AND c.contact_point_id = p.id
          AND c.purpose_id = u.id
        LEFT JOIN purpose_version n ON n.tenant_id = c.tenant_id AND n.purpose_id = c.purpose_id
          AND n.version = c.purpose_version
        WHERE p.tenant_id = :tenant AND p.id = ANY (:contactPoints)
          AND (c.status IS NOT NULL
               OR u.archived_at IS NULL AND covers(p.channel, u.email, u.sms, u.calls))
        ORDER BY u.id
        """
            .formatted(PurposeVersion.COLUMNS);
    return database.read(
        tenant,
        connection -> {
          var statuses = new HashMap<ContactPointId, List<PurposeStatus>>();
          Rows.batch(connection, sql, contactPoints)
              .instant("now", clock.instant())
              .uuid("tenant", tenant.value())
              .uuids("contactPoints", ContactPointId::value)
              .each(
                  row ->
                      statuses
                          .computeIfAbsent(point(row), id -> new ArrayList<>())
                          .add(status(row)));
          return statuses;
        });
  }

  private static ContactPointId point(ResultSet row) throws SQLException {
    return new ContactPointId(row.getObject("contact_point_id", UUID.class));
  }

  private static PurposeStatus status(ResultSet row) throws SQLException {
    return new PurposeStatus(
        row.getString("key"),
        new PurposeName(row.getString("name_de"), row.getString("name_en")),
        ConsentStatus.valueOf(row.getString("status")),
        PurposeVersion.of(row),
        Rows.instant(row, "since"),
        Rows.uuid(row, "campaign_id"),
        Rows.instant(row, "unused"));
  }
}
