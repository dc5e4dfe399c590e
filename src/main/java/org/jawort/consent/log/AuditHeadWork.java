package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.RecurringWork;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.audit.AuditHead;
import org.jawort.tenant.audit.AuditSeals;
import org.springframework.stereotype.Component;

/**
 * Has the audit log of each tenant sealed once a day, and gives its head to the sealer in the same
 * transaction, so that the transparency log tells when entries are changed or taken out.
 */
@Component
class AuditHeadWork implements RecurringWork {
  private final Database database;
  private final Tenants tenants;
  private final AuditSeals seals;
  private final InstantSource clock;

  AuditHeadWork(Database database, Tenants tenants, AuditSeals seals, InstantSource clock) {
    this.database = database;
    this.tenants = tenants;
    this.seals = seals;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "seal-audit";
  }

  @Override
  public Duration pause() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    EachTenant.run(tenants.all(), this::seal);
  }

  private void seal(TenantId tenant) {
    database.write(
        tenant,
        connection -> {
          Optional<AuditHead> head = seals.sealDue(connection, tenant, clock.instant());
          if (head.isPresent()) {
            hand(connection, head.get());
          }
          return head;
        });
  }

  private static void hand(Connection connection, AuditHead head) throws SQLException {
    Rows.sql(connection, "INSERT INTO log_pending (tenant_id, event_id) VALUES (:tenant, :id)")
        .uuid("tenant", head.tenant().value())
        .uuid("id", head.id())
        .update();
  }
}
