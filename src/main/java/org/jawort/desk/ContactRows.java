package org.jawort.desk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.contact.ContactKind;
import org.jawort.contact.MailBlock;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Language;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what the contact list shows of entries that were found. */
final class ContactRows {
  private final JdbcClient jdbc;
  private final UUID tenant;
  private final UUID purpose;

  /** Reads in the caller's transaction. */
  ContactRows(JdbcClient jdbc, UUID tenant, UUID purpose) {
    this.jdbc = jdbc;
    this.tenant = tenant;
    this.purpose = purpose;
  }

  /** In the order of the ids. */
  List<ContactRow> of(List<UUID> points) {
    return jdbc.sql(
            """
            SELECT p.id, p.contact_id, c.first_name, c.last_name, c.company, p.channel,
                   c.kind, c.language, c.origin, p.created_at, p.address, coalesce(s.status, 'UNKNOWN') AS status,
                   coalesce(s.since, p.created_at) AS since, p.mail_block, p.trial,
                   s.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED', 'REFUSED', 'REVOKED')
                     AND EXISTS (SELECT FROM run r
                                 WHERE r.tenant_id = :tenant AND r.contact_point_id = p.id
                                   AND r.purpose_id = :purpose AND r.status = 'WAITING') AS asked
            FROM unnest(:points) WITH ORDINALITY AS i (id, place)
            JOIN contact_point p ON p.tenant_id = :tenant AND p.id = i.id
            JOIN contact c ON c.tenant_id = :tenant AND c.id = p.contact_id
            LEFT JOIN consent s ON s.tenant_id = :tenant AND s.contact_point_id = p.id
              AND s.purpose_id = :purpose
            ORDER BY i.place
            """)
        .param("tenant", tenant)
        .param("purpose", purpose)
        .param("points", points.toArray(UUID[]::new))
        .query((row, number) -> row(row))
        .list();
  }

  private static ContactRow row(ResultSet row) throws SQLException {
    String block = row.getString("mail_block");
    return new ContactRow(
        row.getObject("id", UUID.class),
        row.getObject("contact_id", UUID.class),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("company"),
        Channel.valueOf(row.getString("channel")),
        row.getString("address"),
        ConsentStatus.valueOf(row.getString("status")),
        row.getTimestamp("since").toInstant(),
        new ContactTraits(
            ContactKind.valueOf(row.getString("kind")),
            Language.of(row.getString("language")).orElseThrow(),
            Origin.valueOf(row.getString("origin")),
            row.getTimestamp("created_at").toInstant()),
        row.getBoolean("asked"),
        block == null ? null : MailBlock.valueOf(block),
        row.getBoolean("trial"));
  }
}
