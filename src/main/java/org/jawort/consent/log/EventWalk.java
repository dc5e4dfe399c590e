package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;

/**
 * Compares the ledger of each tenant with the log: each event has one place or waits for it, what
 * stands at the place is the event's commitment, and the event is what was committed to.
 */
final class EventWalk {
  private static final int ROWS = 1_000;
  private static final long BETWEEN_NOTES = 1_000_000;

  private final Connection connection;
  private final Consumer<LogFinding> findings;

  EventWalk(Connection connection, Consumer<LogFinding> findings) {
    this.connection = connection;
    this.findings = findings;
  }

  /** One tenant's events, in a single look, so that what is sealed meanwhile does not disturb. */
  void walk(TenantId tenant) throws SQLException {
    // The entry is cut out of its bundle: two bytes of length, then itself.
    String sql =
        """
        SELECT %s, l.position, l.commitment, coalesce(p.event_id, h.event_id) IS NOT NULL AS waits, c.address_key, c.channel,
               v.content ->> 'address' AS address,
               coalesce(x.ended_at >= e.at + interval '3 years'
                 AND x.ended_at <= now() + interval '1 day', false) AS ended,
               substring(b.content FROM (l.position & 255)::int * %d + 3 FOR 32) AS entry
        FROM consent_event e
        LEFT JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        LEFT JOIN log_entry l ON l.tenant_id = e.tenant_id AND l.event_id = e.id
        LEFT JOIN log_pending p ON p.tenant_id = e.tenant_id AND p.event_id = e.id
        LEFT JOIN log_held h ON h.tenant_id = e.tenant_id
          AND h.contact_point_id = e.contact_point_id AND h.event_id = e.id
        LEFT JOIN log_bundle b ON b.index = l.position >> 8
        LEFT JOIN evidence_ended x ON x.tenant_id = e.tenant_id AND x.event_id = e.id
        LEFT JOIN contact_point c ON c.tenant_id = e.tenant_id AND c.id = e.contact_point_id
        WHERE e.tenant_id = :tenant
        """
            .formatted(CanonicalRecord.COLUMNS, LogRows.IN_BUNDLE);
    var count = new Count(tenant);
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).fetchSize(ROWS).each(count::add);
    count.sum();
  }

  /** What was seen of a tenant. */
  private final class Count {
    private final TenantId tenant;
    private final FewOf wrong;
    private long opened;
    private long erased;
    private long waiting;

    Count(TenantId tenant) {
      this.tenant = tenant;
      this.wrong = new FewOf("events of tenant " + tenant.value(), findings);
    }

    void add(ResultSet row) throws SQLException {
      byte[] commitment = row.getBytes("commitment");
      boolean waits = row.getBoolean("waits");
      if (commitment == null) {
        if (waits) {
          waiting++;
        } else {
          wrong(row, "has no place in the log and does not wait for one");
        }
        return;
      }
      if (waits) {
        wrong(row, "has its place in the log and waits for one as well");
      }
      byte[] entry = row.getBytes("entry");
      if (entry == null || !Arrays.equals(entry, commitment)) {
        wrong(row, "is not what stands at its place, %,d".formatted(row.getLong("position")));
      }
      open(row, commitment);
      if ((opened + erased) % BETWEEN_NOTES == 0) {
        findings.accept(
            LogFinding.note(
                "log: tenant %s, %,d events looked at", tenant.value(), opened + erased));
      }
    }

    private void open(ResultSet row, byte[] commitment) throws SQLException {
      byte[] salt = row.getBytes("salt");
      String key = row.getString("address_key");
      if (salt == null) {
        erased++;
        if (key != null && !row.getBoolean("ended")) {
          wrong(row, "has lost its evidence, although its contact point was not erased");
        }
        return;
      }
      opened++;
      if (key != null && isAboutAnother(row, key)) {
        wrong(row, "is about another address than its contact point has");
      }
      if (!Arrays.equals(CanonicalRecord.of(row).commitment(salt), commitment)) {
        wrong(row, "was changed after it was sealed; its commitment is to another one");
      }
    }

    private static boolean isAboutAnother(ResultSet row, String key) throws SQLException {
      String address = row.getString("address");
      return address != null
          && CheckedAddress.parse(Channel.valueOf(row.getString("channel")), address)
              .filter(checked -> !checked.key().equals(key))
              .isPresent();
    }

    private void wrong(ResultSet row, String what) throws SQLException {
      wrong.add("log: tenant %s, event %s %s", tenant.value(), row.getString("id"), what);
    }

    void sum() {
      wrong.sum();
      if (wrong.isEmpty()) {
        findings.accept(
            LogFinding.good(
                "log: tenant %s, %,d events are what was sealed, %,d erased ones have their place, %,d wait",
                tenant.value(), opened, erased, waiting));
      }
    }
  }

  /** Whether each place belongs to one event, inside a transaction that names all tenants. */
  void places(List<TenantId> tenants) throws SQLException {
    String sql =
        """
        SELECT (SELECT max(size) FROM log_checkpoint) AS size,
               (SELECT count(*) FROM log_filler WHERE position IS NOT NULL) AS fillers,
               count(*) AS places, count(DISTINCT l.position) AS different,
               count(*) FILTER (WHERE NOT EXISTS (
                 SELECT FROM consent_event e
                 WHERE e.tenant_id = l.tenant_id AND e.id = l.event_id)
                 AND NOT EXISTS (
                   SELECT FROM audit_seal s
                   WHERE s.tenant_id = l.tenant_id AND s.id = l.event_id)) AS without,
               (SELECT count(*)
                FROM (SELECT tenant_id, event_id FROM log_pending
                      UNION ALL SELECT tenant_id, event_id FROM log_held) p
                WHERE p.tenant_id = ANY (:tenants) AND NOT EXISTS (
                  SELECT FROM consent_event e
                  WHERE e.tenant_id = p.tenant_id AND e.id = p.event_id)
                  AND NOT EXISTS (
                    SELECT FROM audit_seal s
                    WHERE s.tenant_id = p.tenant_id AND s.id = p.event_id)) AS idle
        FROM log_entry l WHERE l.tenant_id = ANY (:tenants)
        """;
    Rows.batch(connection, sql, tenants).uuids("tenants", TenantId::value).each(this::places);
  }

  private void places(ResultSet row) throws SQLException {
    long size = row.getLong("size");
    long fillers = row.getLong("fillers");
    long places = row.getLong("places") + fillers;
    long twice = row.getLong("places") - row.getLong("different");
    long without = row.getLong("without");
    long idle = row.getLong("idle");
    if (places != size) {
      findings.accept(
          LogFinding.bad("log: it has %,d entries, and events have %,d places", size, places));
    }
    if (twice > 0) {
      findings.accept(LogFinding.bad("log: %,d places belong to more than one event", twice));
    }
    if (without + idle > 0) {
      findings.accept(
          LogFinding.bad(
              "log: %,d places and %,d that wait belong to events that are not in the ledger",
              without, idle));
    }
    if (places == size && twice + without + idle == 0) {
      findings.accept(
          LogFinding.good(
              "log: each of its %,d entries belongs to one event, or is one of %,d about nothing",
              size, fillers));
    }
  }
}
