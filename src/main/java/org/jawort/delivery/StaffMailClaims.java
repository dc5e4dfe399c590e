package org.jawort.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes mails to staff for as long as a lease, and records what became of them. */
@Component
class StaffMailClaims {
  private final Database database;
  private final JdbcClient sql;

  StaffMailClaims(Database database, JdbcClient sql) {
    this.database = database;
    this.sql = sql;
  }

  /** A mail in hand. */
  record Claimed(TenantId tenant, UUID id, Mail mail, Instant createdAt, int attempts) {}

  /** Those of the tenants that have something due. */
  List<TenantId> due(List<TenantId> tenants, Instant now) {
    return database.read(
        tenants,
        connection ->
            sql.sql(
                    """
                    SELECT DISTINCT tenant_id FROM staff_mail
                    WHERE tenant_id = ANY (:tenants::uuid[]) AND status = 'QUEUED' AND due_at <= :now
                      AND set_aside_at IS NULL
                    """)
                .param("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query((row, number) -> new TenantId(row.getObject(1, UUID.class)))
                .list());
  }

  /** How many are due, all tenants together. */
  long backlog(List<TenantId> tenants, Instant now) {
    return database.read(
        tenants,
        connection ->
            sql.sql(
                    """
                    SELECT count(*) FROM staff_mail
                    WHERE tenant_id = ANY (:tenants::uuid[]) AND status = 'QUEUED' AND due_at <= :now
                      AND set_aside_at IS NULL
                    """)
                .param("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .single());
  }

  /** The mail that is due longest; empty where none is, or others have them in hand. */
  Optional<Claimed> claim(TenantId tenant, Instant now) {
    return database.write(
        tenant,
        connection ->
            sql.sql(
                    """
                    UPDATE staff_mail SET due_at = :lease, attempts = attempts + 1
                    WHERE tenant_id = :tenant AND id = ANY (ARRAY(
                      SELECT id FROM staff_mail
                      WHERE tenant_id = :tenant AND status = 'QUEUED' AND due_at <= :now
                        AND set_aside_at IS NULL
                      ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED))
                    RETURNING *
                    """)
                .param("tenant", tenant.value())
                .param("now", Timestamp.from(now))
                .param("lease", Timestamp.from(now.plus(Claims.LEASE)))
                .query((row, number) -> claimed(tenant, row))
                .optional());
  }

  private static Claimed claimed(TenantId tenant, ResultSet row) throws SQLException {
    return new Claimed(
        tenant,
        row.getObject("id", UUID.class),
        new Mail(
            row.getString("envelope_from"),
            row.getString("envelope_to"),
            row.getBoolean("international"),
            row.getBytes("raw")),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("attempts"));
  }

  /** Records the answer. */
  void record(
      TenantId tenant, UUID id, MessageStatus status, String answer, Instant at, Instant due) {
    record(tenant, id, status, answer, at, due, null);
  }

  /** Puts a mail aside that several tries failed on by a fault of ours. */
  void setAside(TenantId tenant, UUID id, String answer, Instant at) {
    record(tenant, id, MessageStatus.QUEUED, answer, at, at, at);
  }

  private void record(
      TenantId tenant,
      UUID id,
      MessageStatus status,
      String answer,
      Instant at,
      Instant due,
      @Nullable Instant aside) {
    database.write(
        tenant,
        connection ->
            sql.sql(
                    """
                    UPDATE staff_mail
                    SET status = :status, answer = :answer, answered_at = :at, due_at = :due,
                        set_aside_at = :aside
                    WHERE tenant_id = :tenant AND id = :id AND status = 'QUEUED'
                    """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("status", status.name())
                .param("answer", answer)
                .param("at", Timestamp.from(at))
                .param("due", Timestamp.from(due))
                .param("aside", aside == null ? null : Timestamp.from(aside))
                .update());
  }
}
