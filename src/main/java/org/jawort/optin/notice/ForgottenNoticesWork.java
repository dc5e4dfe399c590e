package org.jawort.optin.notice;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.retention.KeptThing;
import org.jawort.tenant.retention.RetentionPeriods;
import org.springframework.stereotype.Component;

/** Forgets notices that somebody has done long enough ago (law 64). */
@Component
class ForgottenNoticesWork implements RecurringWork {
  private static final int BATCH = 5_000;

  private final Database database;
  private final Tenants tenants;
  private final RetentionPeriods periods;
  private final InstantSource clock;

  ForgottenNoticesWork(
      Database database, Tenants tenants, RetentionPeriods periods, InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.periods = periods;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "forget-notices";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(6);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), this::forget);
  }

  private void forget(TenantId tenant) {
    Instant before = clock.instant().minus(periods.of(tenant, KeptThing.NOTICE));
    int batch;
    do {
      batch = database.write(tenant, connection -> forget(connection, tenant, before));
    } while (batch == BATCH);
  }

  /** The key begins with the time, so the oldest are its first. */
  private static int forget(Connection connection, TenantId tenant, Instant before)
      throws SQLException {
    String sql =
        """
        DELETE FROM staff_notice WHERE tenant_id = :tenant AND id = ANY (ARRAY(
          SELECT id FROM staff_notice
          WHERE tenant_id = :tenant AND id < :first AND done_at < :before
          ORDER BY id LIMIT :batch))
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("first", new UUID(before.toEpochMilli() + 1 << 16, 0))
        .instant("before", before)
        .integer("batch", BATCH)
        .update();
  }
}
