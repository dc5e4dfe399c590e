package org.jawort.consent.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Destroys the evidence of consents that ended long ago, of contacts that stay: with it go network
 * address and browser (law 64). It is kept three years to the end of the year for legal defence
 * (law 34), of calls five years from the last grant or use as well (law 35). The events stay, so a
 * "no" counts for ever.
 */
@Component
public class EndedEvidence {
  private static final int YEARS = 3;
  private static final int YEARS_OF_CALLS = 5;
  private static final int BATCH = 1_000;

  private final Database database;
  private final Tenants tenants;
  private final InstantSource clock;

  EndedEvidence(Database database, Tenants tenants, InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.clock = clock;
  }

  /** What ended before this moment is due; years end in the zone of the tenant. */
  public static Instant due(Instant now, ZoneId zone) {
    return LocalDate.of(now.atZone(zone).getYear() - YEARS, 1, 1).atStartOfDay(zone).toInstant();
  }

  /** The day at whose beginning that is due which ended at this moment. */
  public static Instant dueFrom(Instant ended, ZoneId zone) {
    int year = ended.atZone(zone).getYear() + YEARS + 1;
    return LocalDate.of(year, 1, 1).atStartOfDay(zone).toInstant();
  }

  /** Destroys what is due of a tenant, and returns how many events lost their evidence. */
  public int end(TenantId tenant) {
    ZoneId zone = tenants.find(tenant).timeZone();
    int ended = 0;
    int batch;
    do {
      batch = database.write(tenant, connection -> end(connection, tenant, zone));
      ended += batch;
    } while (batch > 0);
    return ended;
  }

  private int end(Connection connection, TenantId tenant, ZoneId zone) throws SQLException {
    Instant now = clock.instant();
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
          LIMIT :batch),
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
            .instant("before", due(now, zone))
            .instant("calls", now.atZone(zone).minusYears(YEARS_OF_CALLS).toInstant())
            .instant("now", now)
            .integer("batch", BATCH)
            .list(row -> new Gone(row.getObject(1, UUID.class), Rows.uuid(row, "file_id")));
    List<UUID> files = gone.stream().map(Gone::file).filter(Objects::nonNull).distinct().toList();
    ConsentErasure.eraseUnused(connection, tenant, files);
    return gone.size();
  }

  private record Gone(UUID event, @Nullable UUID file) {}
}
