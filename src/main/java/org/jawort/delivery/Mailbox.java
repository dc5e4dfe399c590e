package org.jawort.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the built-in mailbox: the mails of all tenants, as it caught them. For whoever tries
 * Jawort on their own machine; it is closed as soon as a mail server is configured, or a public
 * address that others can reach. Where a request comes from opens nothing, as a proxy on this
 * machine looks like its owner: whoever reads mails has the code that the start printed.
 */
@Component
public class Mailbox {
  private final Database database;
  private final JdbcClient sql;
  private final Tenants tenants;
  private final boolean open;
  private final String code = HexFormat.of().formatHex(MasterSecret.randomKey(), 0, 16);

  Mailbox(
      Database database,
      JdbcClient sql,
      Tenants tenants,
      MailTransports mailTransports,
      Settings settings) {
    this.database = database;
    this.sql = sql;
    this.tenants = tenants;
    this.open = mailTransports.intoMailbox() && settings.local();
  }

  /**
   * A mail in the mailbox.
   *
   * @param raw byte for byte
   */
  public record Caught(MessageId id, Instant at, byte[] raw) {}

  /** Tells whether mails are caught here and may be read, so that none leaves this machine. */
  public boolean isOpen() {
    return open;
  }

  /** What opens it until this process ends; for the eyes of whoever started it. */
  public String code() {
    return code;
  }

  /** Tells whether this is the code, in the same time whatever is given. */
  public boolean admits(String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The newest mails.
   *
   * @param before only those older than this one, or null
   */
  public List<Caught> newest(@Nullable MessageId before, int most) {
    List<TenantId> all = tenants.all();
    return database.read(
        all,
        connection ->
            sql.sql(
                    """
                    SELECT m.id, m.answered_at, coalesce(m.raw, c.raw) AS raw
                    FROM unnest(:tenants::uuid[]) AS t (id)
                    CROSS JOIN LATERAL (
                      (SELECT tenant_id, id, answered_at, NULL::bytea AS raw FROM message
                       WHERE tenant_id = t.id AND status = 'ACCEPTED'
                         AND (:before::uuid IS NULL OR id < :before::uuid)
                       ORDER BY id DESC LIMIT :most)
                      UNION ALL
                      (SELECT tenant_id, id, answered_at, raw FROM staff_mail
                       WHERE tenant_id = t.id AND status = 'ACCEPTED'
                         AND (:before::uuid IS NULL OR id < :before::uuid)
                       ORDER BY id DESC LIMIT :most)) m
                    LEFT JOIN message_content c ON c.tenant_id = m.tenant_id AND c.message_id = m.id
                    WHERE coalesce(m.raw, c.raw) IS NOT NULL
                    ORDER BY m.id DESC LIMIT :most
                    """)
                .param("tenants", ids(all))
                .param("before", before == null ? null : before.toString())
                .param("most", most)
                .query((row, number) -> caught(row))
                .list());
  }

  /** The mail, whichever tenant's. */
  public Optional<Caught> find(MessageId message) {
    List<TenantId> all = tenants.all();
    return database.read(
        all,
        connection ->
            sql.sql(
                    """
                    SELECT m.id, m.answered_at, c.raw
                    FROM message m
                    JOIN message_content c ON c.tenant_id = m.tenant_id AND c.message_id = m.id
                    WHERE m.tenant_id = ANY (:tenants::uuid[]) AND m.id = :id
                    UNION ALL
                    SELECT id, answered_at, raw FROM staff_mail
                    WHERE tenant_id = ANY (:tenants::uuid[]) AND id = :id AND status = 'ACCEPTED'
                    """)
                .param("tenants", ids(all))
                .param("id", message.value())
                .query((row, number) -> caught(row))
                .optional());
  }

  private static UUID[] ids(List<TenantId> tenants) {
    return tenants.stream().map(TenantId::value).toArray(UUID[]::new);
  }

  private static Caught caught(ResultSet row) throws SQLException {
    return new Caught(
        new MessageId(row.getObject("id", UUID.class)),
        row.getTimestamp("answered_at").toInstant(),
        row.getBytes("raw"));
  }
}
