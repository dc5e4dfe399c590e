package org.jawort.consent.permission;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.UUID;
import org.jawort.platform.Database;
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

  public boolean declareAfterWithdrawal(Connection connection, TenantId tenant)
      throws SQLException {
    String sql = "SELECT declare_after_withdrawal FROM consent_setting WHERE tenant_id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      ResultSet row = select.executeQuery();
      return row.next() && row.getBoolean(1);
    }
  }

  /** Allows or forbids it. */
  public void allowDeclareAfterWithdrawal(TenantId tenant, UUID by, boolean allowed) {
    String sql =
        """
        INSERT INTO consent_setting (tenant_id, declare_after_withdrawal, changed_by, changed_at)
        VALUES (?, ?, ?, ?)
        ON CONFLICT (tenant_id) DO UPDATE
        SET declare_after_withdrawal = EXCLUDED.declare_after_withdrawal,
            changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at
        """;
    database.write(
        tenant,
        connection -> {
          try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setObject(1, tenant.value());
            upsert.setBoolean(2, allowed);
            upsert.setObject(3, by);
            upsert.setTimestamp(4, Timestamp.from(clock.instant()));
            return upsert.executeUpdate();
          }
        });
  }
}
