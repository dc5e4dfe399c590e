package org.jawort.tenant.audit;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the audit log for those who look into it, and to how long it is kept (law 64). */
@Component
public class AuditLog {
  /** Months that may be chosen. */
  public static final List<Integer> MONTHS = List.of(3, 6, 12, 24, 36, 60);

  private static final int USUAL_MONTHS = 12;
  private static final int PORTION = 1_000;

  private final Database database;
  private final JdbcClient jdbc;
  private final AuditRows rows;
  private final InstantSource clock;

  AuditLog(Database database, JdbcClient jdbc, AuditRows rows, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * The entries that a question asks for, the newest first.
   *
   * @param before goes on behind the entry of this id, or null for the first page
   * @param most entries
   */
  public List<AuditEntry> page(
      TenantId tenant, AuditQuestion question, @Nullable UUID before, int most) {
    return database.read(
        tenant, connection -> rows.page(connection, tenant, question, before, most));
  }

  /** All of them, the newest first, a portion at a time. */
  public void each(TenantId tenant, AuditQuestion question, Consumer<AuditEntry> reader) {
    List<AuditEntry> portion = page(tenant, question, null, PORTION);
    while (!portion.isEmpty()) {
      portion.forEach(reader);
      portion =
          portion.size() < PORTION
              ? List.of()
              : page(tenant, question, portion.getLast().id(), PORTION);
    }
  }

  /** For how many months entries are kept. */
  public int months(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql("SELECT months FROM audit_setting WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query(Integer.class)
                .optional()
                .orElse(USUAL_MONTHS));
  }

  /** Says for how many months entries are kept from now on; one of {@link #MONTHS}. */
  public void keepFor(TenantId tenant, int months, UserId by) {
    database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    INSERT INTO audit_setting (tenant_id, months, changed_by, changed_at)
                    VALUES (:tenant, :months, :by, :now)
                    ON CONFLICT (tenant_id) DO UPDATE SET months = EXCLUDED.months,
                      changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at
                    """)
                .param("tenant", tenant.value())
                .param("months", months)
                .param("by", by.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
  }

  /** Deletes what has been kept for long enough, whole seals at a time; returns how many. */
  public int endDue(TenantId tenant) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    int months = months(tenant);
    String end =
        """
        UPDATE audit_seal SET ended_at = :now
        WHERE tenant_id = :tenant AND last_at < :before AND ended_at IS NULL
        """;
    String delete =
        """
        DELETE FROM audit_entry e USING audit_seal s
        WHERE e.tenant_id = :tenant AND s.tenant_id = e.tenant_id AND s.number = e.seal
          AND s.ended_at IS NOT NULL
        """;
    return database.write(
        tenant,
        connection -> {
          int ended =
              Rows.sql(connection, end)
                  .uuid("tenant", tenant.value())
                  .instant("before", now.minusMonths(months).toInstant())
                  .instant("now", now.toInstant())
                  .update();
          return ended == 0
              ? 0
              : Rows.sql(connection, delete).uuid("tenant", tenant.value()).update();
        });
  }

  /** The newest seal: the day on which the transparency log was told of all entries until then. */
  public Optional<LocalDate> sealedOn(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql("SELECT max(sealed_at) AS at FROM audit_seal WHERE tenant_id = :tenant")
                .param("tenant", tenant.value())
                .query((row, number) -> Optional.ofNullable(Rows.instant(row, "at")))
                .single()
                .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)));
  }
}
