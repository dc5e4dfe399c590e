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
import org.jawort.form.shield.NetworkCounts;
import org.jawort.optin.run.Runs;
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
    /** Sign-ups whose answer is awaited. */
    WAITING,
    /** Sign-ups that nobody confirmed. */
    UNCONFIRMED,
    /** Sign-ups that were refused. */
    REFUSED,
    /** Trials of staff. */
    TRIAL,
    /** Fetches of links. */
    FETCH,
    /** Counts of what came from a network. */
    NETWORK,
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
   * @param next when the first of them goes, or null where there is none
   * @param lapses when the first of them lapses that still wait, or null where none does
   */
  public record Line(
      Kind kind, @Nullable Long count, @Nullable Instant next, @Nullable Instant lapses) {}

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
              row -> {
                Instant next = Rows.instant(row, "next");
                return new Line(
                    kind,
                    row.getObject("count", Long.class),
                    next != null && kind == Kind.EVIDENCE
                        ? EndedEvidence.dueFrom(next, zone)
                        : next,
                    kind == Kind.WAITING ? Rows.instant(row, "lapses") : null);
              }));
    }
    return lines;
  }

  private static String sql(Kind kind) {
    return switch (kind) {
      case WAITING -> waiting();
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
      case NETWORK ->
          """
          SELECT count(*) AS count, min(day) + interval '%d days' AS next FROM form_network
          WHERE tenant_id = :tenant
          """
              .formatted(NetworkCounts.FORGOTTEN_AFTER.toDays());
      case SCAN ->
          """
          SELECT count(*) AS count, min(f.uploaded_at) + interval '%d minutes' AS next
          FROM evidence_file f WHERE f.tenant_id = :tenant
          """
                  .formatted(EvidenceFiles.WAITS.toMinutes())
              + EvidenceFiles.UNUSED;
      case EVIDENCE ->
          """
          SELECT count(*) AS count, min(c.since) AS next FROM consent c
          WHERE c.tenant_id = :tenant AND c.since >= :before
            AND c.status IN ('UNKNOWN', 'LAPSED', 'REFUSED', 'REVOKED')
            AND EXISTS (SELECT FROM consent_evidence v
                        WHERE v.tenant_id = c.tenant_id AND v.event_id = c.event_id)
          """;
      case KEPT_PROOF ->
          """
          SELECT count(*) AS count, min(until) AS next FROM kept_proof WHERE tenant_id = :tenant
          """;
    };
  }

  /** Of those who would go with it: who came by a form, and of whom nothing else is known. */
  private static String waiting() {
    return """
        SELECT count(DISTINCT r.contact_point_id) AS count, min(r.due_at) AS lapses,
               min(greatest(r.due_at, e.at + interval '%s')) AS next
        FROM run r
        JOIN contact_point p ON p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id AND c.origin = 'FORM'
        CROSS JOIN LATERAL (
          SELECT max(e.at) FILTER (WHERE e.type = 'SIGNED_UP' AND e.purpose_id = r.purpose_id) AS at,
                 bool_or(e.type NOT IN ('SIGNED_UP', 'SENT', 'LAPSED')) AS more
          FROM consent_event e
          WHERE e.tenant_id = r.tenant_id AND e.contact_point_id = r.contact_point_id) e
        WHERE r.tenant_id = :tenant AND r.status = 'WAITING' AND NOT r.trial
          AND e.at IS NOT NULL AND NOT e.more
        """
        .formatted(Runs.ERASE_AFTER);
  }

  private static String runs(String status) {
    return """
        SELECT count(DISTINCT contact_point_id) AS count, min(erase_at) AS next FROM run
        WHERE tenant_id = :tenant AND erase_at IS NOT NULL AND status = '%s'
        """
        .formatted(status);
  }
}
