package org.jawort.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.proof.EndedEvidence;
import org.jawort.delivery.LinkFetches;
import org.jawort.platform.Database;
import org.jawort.platform.NamedStatement;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What will be erased by itself, and when (law 64). */
@Component
public class Retention {
  private final Database database;
  private final InstantSource clock;

  Retention(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** What is kept for a time; the duration of each stands in the message of its name. */
  public enum Kind {
    /** Sign-ups that nobody confirmed. */
    UNCONFIRMED,
    /** Sign-ups that were refused. */
    REFUSED,
    /** Trials of staff. */
    TRIAL,
    /** Fetches of links. */
    FETCH,
    /** Scans whose form was not sent again. */
    SCAN,
    /** Evidence of consents that ended. */
    EVIDENCE,
    /** Proof of people who were erased. */
    KEPT_PROOF
  }

  /**
   * One line.
   *
   * @param count how many there are, or null where nobody counts them
   * @param next when the first of them goes, or null where there is none or the year decides
   */
  public record Line(Kind kind, @Nullable Long count, @Nullable Instant next) {}

  /** A line for each kind. */
  public List<Line> of(TenantId tenant, ZoneId zone) {
    return database.read(tenant, connection -> lines(connection, tenant, zone));
  }

  private List<Line> lines(Connection connection, TenantId tenant, ZoneId zone)
      throws SQLException {
    var lines = new ArrayList<Line>();
    for (Kind kind : Kind.values()) {
      NamedStatement<Void> sql = Rows.sql(connection, sql(kind)).uuid("tenant", tenant.value());
      if (kind == Kind.EVIDENCE) {
        sql.instant("before", EndedEvidence.due(clock.instant(), zone));
      }
      lines.add(
          sql.only(
              row ->
                  new Line(kind, row.getObject("count", Long.class), Rows.instant(row, "next"))));
    }
    return lines;
  }

  private static String sql(Kind kind) {
    return switch (kind) {
      case UNCONFIRMED -> runs("LAPSED");
      case REFUSED -> runs("REFUSED");
      case TRIAL ->
          """
          SELECT count(*) AS count, min(remove_at) AS next FROM trial
          WHERE tenant_id = :tenant AND removed_at IS NULL
          """;
      case FETCH ->
          """
          SELECT NULL::bigint AS count, (
            SELECT at + interval '%d days' FROM link_fetch
            WHERE tenant_id = :tenant ORDER BY id LIMIT 1) AS next
          """
              .formatted(LinkFetches.KEPT.toDays());
      case SCAN ->
          """
          SELECT count(*) AS count, min(f.uploaded_at) + interval '%d minutes' AS next
          FROM evidence_file f WHERE f.tenant_id = :tenant
          """
                  .formatted(EvidenceFiles.WAITS.toMinutes())
              + EvidenceFiles.UNUSED;
      case EVIDENCE ->
          """
          SELECT count(*) AS count, NULL::timestamptz AS next FROM consent c
          WHERE c.tenant_id = :tenant AND c.since >= :before
            AND c.status IN ('UNKNOWN', 'LAPSED', 'REFUSED', 'REVOKED')
          """;
      case KEPT_PROOF ->
          """
          SELECT count(*) AS count, min(until) AS next FROM kept_proof WHERE tenant_id = :tenant
          """;
    };
  }

  private static String runs(String status) {
    return """
        SELECT count(DISTINCT contact_point_id) AS count, min(erase_at) AS next FROM run
        WHERE tenant_id = :tenant AND erase_at IS NOT NULL AND status = '%s'
        """
        .formatted(status);
  }
}
