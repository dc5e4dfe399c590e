package org.jawort.consent.permission;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** What a tenant decided about consents; until it did, the strict reading holds. */
@Component
public class ConsentSettings {
  private final Database database;
  private final InstantSource clock;

  ConsentSettings(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** May staff record a new declaration, with its own evidence, after a withdrawal? */
  public boolean declareAfterWithdrawal(TenantId tenant) {
    return database.read(tenant, connection -> declareAfterWithdrawal(connection, tenant));
  }

  /** The same inside a transaction of the caller. */
  public boolean declareAfterWithdrawal(Connection connection, TenantId tenant)
      throws SQLException {
    String sql = "SELECT declare_after_withdrawal FROM consent_setting WHERE tenant_id = :tenant";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .first(row -> row.getBoolean(1))
        .orElse(false);
  }

  /** Allows or forbids it. */
  public void allowDeclareAfterWithdrawal(TenantId tenant, UUID by, boolean allowed) {
    String sql =
        """
        INSERT INTO consent_setting (tenant_id, declare_after_withdrawal, changed_by, changed_at)
        VALUES (:tenant, :declareAfterWithdrawal, :changedBy, :changedAt)
        ON CONFLICT (tenant_id) DO UPDATE
        SET declare_after_withdrawal = EXCLUDED.declare_after_withdrawal,
            changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at
        """;
    database.write(
        tenant,
        connection ->
            Rows.sql(connection, sql)
                .uuid("tenant", tenant.value())
                .bool("declareAfterWithdrawal", allowed)
                .uuid("changedBy", by)
                .instant("changedAt", clock.instant())
                .update());
  }
}
