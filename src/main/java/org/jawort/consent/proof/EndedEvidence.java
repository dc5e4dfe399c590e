package org.jawort.consent.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.retention.Forgetting;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Destroys the evidence of consents that ended long ago, of contacts that stay: with it go network
 * address and browser (law 64). It is kept three years, or as many as the tenant chose, to the end
 * of the year for legal defence (law 34), of calls five years from the last grant or use as well
 * (law 35). The events stay, so a "no" counts for ever.
 */
@Component
@Order(1)
public class EndedEvidence implements Forgetting {
  private static final int YEARS_OF_CALLS = 5;

  private final Tenants tenants;
  private final RetentionPeriods periods;

  EndedEvidence(Tenants tenants, RetentionPeriods periods) {
    this.tenants = tenants;
    this.periods = periods;
  }

  /** What ended before this moment is due; years end in the zone of the tenant. */
  public static Instant due(Instant now, ZoneId zone, int years) {
    return LocalDate.of(now.atZone(zone).getYear() - years, 1, 1).atStartOfDay(zone).toInstant();
  }

  /** The day at whose beginning that is due which ended at this moment. */
  public static Instant dueFrom(Instant ended, ZoneId zone, int years) {
    int year = ended.atZone(zone).getYear() + years + 1;
    return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
  }

  /** Each that ended takes at least one event with it. */
  @Override
  public int forget(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    ZoneId zone = tenants.find(tenant).timeZone();
    Instant before = due(now, zone, periods.years(tenant, KeptThing.PROOF));
    // Whatever happened since keeps all of it: the story is one.
    String sql =
        """
        WITH over AS (
          SELECT c.contact_point_id, c.purpose_id FROM consent c
          JOIN purpose u ON u.tenant_id = c.tenant_id AND u.id = c.purpose_id
          WHERE c.tenant_id = :tenant AND c.since < :before
            AND c.status IN ('UNKNOWN', 'LAPSED', 'REFUSED', 'REVOKED')
            AND EXISTS (SELECT FROM consent_evidence v
                        WHERE v.tenant_id = c.tenant_id AND v.event_id = c.event_id)
            AND NOT EXISTS (SELECT FROM consent_event e
                            WHERE e.tenant_id = c.tenant_id
                              AND e.contact_point_id = c.contact_point_id
                              AND e.purpose_id = c.purpose_id
                              AND (e.at >= :before OR u.calls AND e.at >= :calls
                                AND e.type IN ('CONFIRMED', 'RENEWED', 'DECLARED', 'DECLARED_ANEW',
                                               'GRANTED', 'USED')))
          LIMIT :most),
        gone AS (
          DELETE FROM consent_evidence v USING consent_event e, over o
          WHERE e.tenant_id = :tenant AND e.contact_point_id = o.contact_point_id
            AND e.purpose_id = o.purpose_id AND v.tenant_id = e.tenant_id AND v.event_id = e.id
          RETURNING v.event_id, v.file_id),
        noted AS (
          INSERT INTO evidence_ended (tenant_id, event_id, ended_at)
          SELECT :tenant, event_id, :now FROM gone)
        SELECT event_id, file_id FROM gone
        """;
    List<Gone> gone =
        Rows.sql(connection, sql)
            .uuid("tenant", tenant.value())
            .instant("before", before)
            .instant("calls", now.atZone(zone).minusYears(YEARS_OF_CALLS).toInstant())
            .instant("now", now)
            .integer("most", most)
            .list(row -> new Gone(row.getObject(1, UUID.class), Rows.uuid(row, "file_id")));
    List<UUID> files = gone.stream().map(Gone::file).filter(Objects::nonNull).distinct().toList();
    ConsentErasure.eraseUnused(connection, tenant, files);
    return gone.size();
  }

  private record Gone(UUID event, @Nullable UUID file) {}
}
