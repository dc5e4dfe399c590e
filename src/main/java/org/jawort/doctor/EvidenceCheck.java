package org.jawort.doctor;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;

/**
 * Is what the events refer to still what they commit to? Mails as sent, server answers, forms,
 * wordings and files: whoever may write into their tables is noticed here. Named by ids alone.
 */
final class EvidenceCheck {
  private static final int MOST_LINES = 100;

  private final Database database;
  private final List<TenantId> tenants;
  private final Findings findings;
  private long wrong;

  EvidenceCheck(Database database, List<TenantId> tenants, Findings findings) {
    this.database = database;
    this.tenants = tenants;
    this.findings = findings;
  }

  void examine() {
    for (TenantId tenant : tenants) {
      wrong = 0;
      database.read(
          tenant,
          connection -> {
            mails(connection, tenant);
            accepted(connection, tenant);
            forms(connection, tenant);
            wordings(connection, tenant);
            files(connection, tenant);
            return wrong;
          });
      if (wrong == 0) {
        findings.good(
            "evidence: tenant %s, mails, forms, wordings and files are as the events have them"
                .formatted(tenant.value()));
      } else if (wrong > MOST_LINES) {
        findings.note("evidence: … and %,d more".formatted(wrong - MOST_LINES));
      }
    }
  }

  private void wrong(TenantId tenant, String text, Object... arguments) {
    if (++wrong <= MOST_LINES) {
      findings.bad("evidence: tenant %s, ".formatted(tenant.value()) + text.formatted(arguments));
    }
  }

  /** Says it of each row, with the values of these columns. */
  private void each(
      Connection connection, TenantId tenant, String sql, String text, String... columns)
      throws SQLException {
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .each(
            row -> {
              var values = new Object[columns.length];
              for (int i = 0; i < columns.length; i++) {
                values[i] = row.getObject(columns[i]);
              }
              wrong(tenant, text, values);
            });
  }

  /** Of contact points that are still there; of the others mails go before events do. */
  private void mails(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        SELECT e.id, e.message_id
        FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        JOIN contact_point p ON p.tenant_id = e.tenant_id AND p.id = e.contact_point_id
        LEFT JOIN message m ON m.tenant_id = e.tenant_id AND m.id = e.message_id
        LEFT JOIN message_content c ON c.tenant_id = e.tenant_id AND c.message_id = e.message_id
        CROSS JOIN LATERAL (SELECT v.content -> 'mail' AS mail) r
        WHERE e.tenant_id = :tenant AND e.type IN ('SENT', 'MAILED')
          AND (encode(sha256(c.raw), 'hex') IS DISTINCT FROM r.mail ->> 'sha256'
            OR m.status IS DISTINCT FROM 'ACCEPTED'
            OR m.answer IS DISTINCT FROM r.mail ->> 'answer'
            OR m.answered_at IS DISTINCT FROM e.at
            OR m.created_at IS DISTINCT FROM (r.mail ->> 'queuedAt')::timestamptz
            OR m.attempts IS DISTINCT FROM (r.mail ->> 'attempts')::int
            OR m.campaign_id IS DISTINCT FROM e.campaign_id
            OR m.campaign_version IS DISTINCT FROM e.campaign_version
            OR m.purpose_id IS DISTINCT FROM e.purpose_id AND NOT EXISTS (
              SELECT FROM message_also a
              WHERE a.tenant_id = e.tenant_id AND a.message_id = e.message_id
                AND a.purpose_id = e.purpose_id)
            OR (m.message_class = 'OPT_IN') IS DISTINCT FROM (e.type = 'SENT'))
        """;
    each(
        connection,
        tenant,
        sql,
        "message %s is not the one whose sending event %s commits to",
        "message_id",
        "id");
  }

  private void accepted(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        SELECT m.id FROM message m
        WHERE m.tenant_id = :tenant AND m.status = 'ACCEPTED' AND NOT EXISTS (
          SELECT FROM consent_event e
          WHERE e.tenant_id = m.tenant_id AND e.contact_point_id = m.contact_point_id
            AND e.message_id = m.id AND e.type IN ('SENT', 'MAILED'))
        """;
    each(connection, tenant, sql, "message %s counts as accepted, and no event says so", "id");
  }

  private void forms(Connection connection, TenantId tenant) throws SQLException {
    Map<String, String> there = FormHashes.of(connection, tenant);
    String sql =
        """
        SELECT e.form_id, e.form_version, v.content ->> 'form' AS sha256, count(*) AS events
        FROM consent_event e
        JOIN consent_evidence v ON v.tenant_id = e.tenant_id AND v.event_id = e.id
        WHERE e.tenant_id = :tenant AND e.form_id IS NOT NULL AND e.source <> 'TRIAL'
          AND v.content <> '{}'
        GROUP BY 1, 2, 3
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .each(
            row -> {
              String form = row.getString("form_id") + " in version " + row.getInt("form_version");
              String committed = row.getString("sha256");
              if (committed == null || !committed.equals(there.get(form))) {
                wrong(
                    tenant,
                    "form %s is not the one that %,d events commit to",
                    form,
                    row.getLong("events"));
              }
            });
  }

  /** Word for word, with their versions where a request commits to them. */
  private void wordings(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        SELECT coalesce(b.id, 'none') AS id, count(*) AS events
        FROM (
          SELECT b ->> 'wording' AS id, b ->> 'text' AS text, NULL AS version, NULL AS language,
                 NULL AS channel, NULL::timestamptz AS since
          FROM consent_evidence v
          CROSS JOIN LATERAL jsonb_array_elements(v.content -> 'boxes') b
          WHERE v.tenant_id = :tenant AND jsonb_typeof(v.content -> 'boxes') = 'array'
            AND b ->> 'wording' IS NOT NULL
          UNION ALL
          SELECT a ->> 'id', a ->> 'text', a ->> 'version', a ->> 'language', a ->> 'channel',
                 (a ->> 'since')::timestamptz
          FROM consent_evidence v
          CROSS JOIN LATERAL jsonb_array_elements(v.content -> 'asked') a
          WHERE v.tenant_id = :tenant AND jsonb_typeof(v.content -> 'asked') = 'array') b
        LEFT JOIN wording w ON w.tenant_id = :tenant AND w.id::text = b.id
        WHERE w.text IS DISTINCT FROM b.text OR w.version::text <> b.version
          OR w.language <> b.language OR w.channel <> b.channel OR w.created_at <> b.since
        GROUP BY 1
        """;
    each(
        connection,
        tenant,
        sql,
        "wording %s is not the one that %,d events commit to",
        "id",
        "events");
  }

  private void files(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        SELECT v.event_id, d.file ->> 'id' AS file
        FROM consent_evidence v
        CROSS JOIN LATERAL (SELECT v.content -> 'declaration' -> 'file' AS file) d
        LEFT JOIN evidence_file f ON f.tenant_id = v.tenant_id AND f.id = v.file_id
        WHERE v.tenant_id = :tenant AND v.file_id IS NOT NULL
          AND (encode(sha256(f.content), 'hex') IS DISTINCT FROM d.file ->> 'sha256'
            OR encode(f.sha256, 'hex') IS DISTINCT FROM d.file ->> 'sha256'
            OR f.name IS DISTINCT FROM d.file ->> 'name'
            OR f.type IS DISTINCT FROM d.file ->> 'type'
            OR f.size IS DISTINCT FROM (d.file ->> 'size')::int)
        """;
    each(
        connection,
        tenant,
        sql,
        "file %s is not the one that event %s commits to",
        "file",
        "event_id");
  }
}
