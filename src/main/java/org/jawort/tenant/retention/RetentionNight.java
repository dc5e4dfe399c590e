package org.jawort.tenant.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Lets go of what is over, once a night of each tenant, in the zone of the tenant (docs/adr/0078):
 * set by set, in transactions so small that nobody waits for them. A night on which nothing ran is
 * made up for as soon as something runs again.
 */
@Component
class RetentionNight implements RecurringWork {
  /** A day ends here for this: nobody is at work, and midnight has what else is done by day. */
  private static final Duration BEGINS = Duration.ofHours(2);

  private static final int BATCH = 1_000;

  private final Database database;
  private final Tenants tenants;
  private final ObjectProvider<Forgetting> all;
  private final InstantSource clock;

  RetentionNight(
      Database database, Tenants tenants, ObjectProvider<Forgetting> all, InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.all = all;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "forget-by-night";
  }

  /** Zones begin their nights by the quarter of an hour. */
  @Override
  public Duration pause() {
    return Duration.ofMinutes(15);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), this::night);
  }

  private void night(TenantId tenant) {
    Instant now = clock.instant();
    LocalDate night = now.minus(BEGINS).atZone(tenants.find(tenant).timeZone()).toLocalDate();
    if (database.read(tenant, connection -> isOver(connection, tenant, night))) {
      return;
    }
    List<Forgetting> each = all.orderedStream().toList();
    var faults = new EachTenant();
    each.forEach(one -> faults.outlive(tenant, () -> forget(tenant, one, now)));
    faults.tell();
    database.write(tenant, connection -> note(connection, tenant, night));
  }

  private void forget(TenantId tenant, Forgetting one, Instant now) {
    int batch;
    do {
      batch = database.writeAnew(tenant, connection -> one.forget(connection, tenant, now, BATCH));
    } while (batch >= BATCH);
  }

  private static boolean isOver(Connection connection, TenantId tenant, LocalDate night)
      throws SQLException {
    String sql =
        "SELECT true FROM retention_night WHERE tenant_id = :tenant AND night >= :night::date";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .text("night", night.toString())
        .first(row -> row.getBoolean(1))
        .isPresent();
  }

  private static int note(Connection connection, TenantId tenant, LocalDate night)
      throws SQLException {
    String sql =
        """
        INSERT INTO retention_night (tenant_id, night) VALUES (:tenant, :night::date)
        ON CONFLICT (tenant_id) DO UPDATE SET night = excluded.night
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .text("night", night.toString())
        .update();
  }
}
