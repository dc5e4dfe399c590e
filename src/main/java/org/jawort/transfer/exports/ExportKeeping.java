package org.jawort.transfer.exports;

import java.time.Duration;
import java.time.InstantSource;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Deletes files a day after they were made (law 64). */
@Component
class ExportKeeping implements RecurringWork {
  private final Database database;
  private final ExportRows rows;
  private final Tenants tenants;
  private final InstantSource clock;

  ExportKeeping(Database database, ExportRows rows, Tenants tenants, InstantSource clock) {
    this.database = database;
    this.rows = rows;
    this.tenants = tenants;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "end-exports";
  }

  @Override
  public Duration pause() {
    return Duration.ofMinutes(15);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), this::end);
  }

  private void end(TenantId tenant) {
    database.write(
        tenant,
        connection -> {
          rows.end(connection, tenant, clock.instant());
          return tenant;
        });
  }
}
