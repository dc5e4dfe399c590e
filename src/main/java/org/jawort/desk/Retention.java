package org.jawort.desk;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.consent.proof.EndedEvidence;
import org.jawort.form.shield.NetworkCounts;
import org.jawort.optin.run.Runs;
import org.jawort.platform.Database;
import org.jawort.platform.NamedStatement;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What will be erased by itself, and when (law 64). */
@Component
public class Retention {
  /** So many are counted of each, so that the page is there at once. */
  public static final int MOST = 1_000;

  private static final Duration SCANS_LOOKED_AT = Duration.ofDays(7);

  private final Database database;
  private final RetentionPeriods periods;
  private final InstantSource clock;

  Retention(Database database, RetentionPeriods periods, InstantSource clock) {
    this.database = database;
    this.periods = periods;
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
    /** Calls to other systems. */
    CALL,
    /** Notices to staff that are done. */
    NOTICE,
    /** Evidence of consents that ended, and the mails as they were sent. */
    EVIDENCE,
    /** Proof of people who were erased. */
    KEPT_PROOF
  }

  /**
   * One line.
   *
   * @param count how many there are, no more than {@link #MOST}, or null where nobody counts them
   * @param next when the first of them goes, or null where there is none
   * @param lapses when the first of them lapses that still wait, or null where none does
   */
  public record Line(
      Kind kind, @Nullable Long count, @Nullable Instant next, @Nullable Instant lapses) {
    /** Whether there are more than were counted. */
    public boolean more() {
      return count != null && count > MOST;
    }
  }

  /** A line for each kind. */
  public List<Line> of(TenantId tenant, ZoneId zone) {
    Map<KeptThing, Integer> days = periods.all(tenant);
    return database.read(tenant, connection -> lines(connection, tenant, zone, days));
  }

  private List<Line> lines(
      Connection connection, TenantId tenant, ZoneId zone, Map<KeptThing, Integer> days)
      throws SQLException {
    int years = days.getOrDefault(KeptThing.PROOF, KeptThing.PROOF.usual());
    var lines = new ArrayList<Line>();
    for (Kind kind : Kind.values()) {
      String bounded = sql(kind, days).replace(":most", "" + (MOST + 1));
      NamedStatement<Void> sql = Rows.sql(connection, bounded).uuid("tenant", tenant.value());
      if (kind == Kind.SCAN) {
        // Older ones are used, or gone.
        sql.instant("lately", clock.instant().minus(SCANS_LOOKED_AT));
      }
      if (kind == Kind.EVIDENCE) {
        sql.instant("before", EndedEvidence.due(clock.instant(), zone, years));
      }
      lines.add(
          sql.only(
              row -> {
                Instant next = Rows.instant(row, "next");
                return new Line(
                    kind,
                    row.getObject("count", Long.class),
                    next != null && kind == Kind.EVIDENCE
                        ? EndedEvidence.dueFrom(next, zone, years)
                        : next,
                    kind == Kind.WAITING ? Rows.instant(row, "lapses") : null);
              }));
    }
    return lines;
  }

  private static String sql(Kind kind, Map<KeptThing, Integer> days) {
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
              .formatted(days.get(KeptThing.FETCH));
      case CALL ->
          """
          SELECT count(*) AS count, min(at) + interval '%d days' AS next FROM (
            SELECT coalesce(answered_at, created_at) AS at FROM webhook_call
            WHERE tenant_id = :tenant AND status <> 'QUEUED' ORDER BY id LIMIT :most) w
          """
              .formatted(days.get(KeptThing.CALL));
      case NOTICE ->
          """
          SELECT count(*) AS count, min(done_at) + interval '%d days' AS next FROM (
            SELECT done_at FROM staff_notice
            WHERE tenant_id = :tenant AND done_at IS NOT NULL ORDER BY id LIMIT :most) n
          """
              .formatted(days.get(KeptThing.NOTICE));
      case NETWORK ->
          """
          SELECT count(*) AS count, min(day) + interval '%d days' AS next FROM (
            SELECT day FROM form_network WHERE tenant_id = :tenant LIMIT :most) f
          """
              .formatted(NetworkCounts.FORGOTTEN_AFTER.toDays());
      case SCAN ->
          """
          SELECT count(*) AS count, min(f.uploaded_at) + interval '%d minutes' AS next
          FROM evidence_file f WHERE f.tenant_id = :tenant AND f.uploaded_at > :lately
          """
                  .formatted(EvidenceFiles.WAITS.toMinutes())
              + EvidenceFiles.UNUSED;
      case EVIDENCE ->
          """
          SELECT count(*) AS count, min(since) AS next FROM (
            SELECT c.since FROM consent c
            WHERE c.tenant_id = :tenant AND c.since >= :before
              AND c.status IN ('UNKNOWN', 'LAPSED', 'REFUSED', 'REVOKED')
              AND EXISTS (SELECT FROM consent_evidence v
                          WHERE v.tenant_id = c.tenant_id AND v.event_id = c.event_id LIMIT 1)
            ORDER BY c.since LIMIT :most) e
          """;
      case KEPT_PROOF ->
          """
          SELECT count(*) AS count, min(until) AS next FROM (
            SELECT until FROM kept_proof WHERE tenant_id = :tenant ORDER BY until LIMIT :most) k
          """;
    };
  }

  /** Of those who would go with it: who came by a form, and of whom nothing else is known. */
  private static String waiting() {
    return """
        SELECT count(DISTINCT r.contact_point_id) AS count, min(r.due_at) AS lapses,
               min(greatest(r.due_at, e.at + %s)) AS next
        FROM (SELECT * FROM run
              WHERE tenant_id = :tenant AND status = 'WAITING' AND NOT trial AND ended_at IS NULL
              ORDER BY due_at LIMIT :most) r
        JOIN contact_point p ON p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id AND c.origin = 'FORM'
        CROSS JOIN LATERAL (
          SELECT max(e.at) FILTER (WHERE e.type = 'SIGNED_UP' AND e.purpose_id = r.purpose_id) AS at,
                 bool_or(e.type NOT IN ('SIGNED_UP', 'SENT', 'LAPSED')) AS more
          FROM consent_event e
          WHERE e.tenant_id = r.tenant_id AND e.contact_point_id = r.contact_point_id) e
        WHERE e.at IS NOT NULL AND NOT e.more
        """
        .formatted(Runs.ERASE_AFTER);
  }

  private static String runs(String status) {
    return """
        SELECT count(DISTINCT contact_point_id) AS count, min(erase_at) AS next FROM (
          SELECT contact_point_id, erase_at FROM run
          WHERE tenant_id = :tenant AND erase_at IS NOT NULL AND status = '%s'
          ORDER BY erase_at LIMIT :most) r
        """
        .formatted(status);
  }
}
