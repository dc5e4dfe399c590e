package org.jawort.tenant.staff;

import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Acting;
import org.jawort.tenant.StaffDeed;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whether the staff of a tenant need more than a password; each session is told with each click.
 */
@Component
public final class SecondFactorDemand {
  private final Database database;
  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  SecondFactorDemand(Database database, JdbcClient jdbc, ApplicationEventPublisher events) {
    this.database = database;
    this.jdbc = jdbc;
    this.events = events;
  }

  /** Tells whether they do. */
  public boolean stands(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql("SELECT second_factor FROM tenant WHERE id = :tenant")
                .param("tenant", tenant.value())
                .query(Boolean.class)
                .single());
  }

  /** Says whether they do. */
  public void set(Acting by, boolean demanded) {
    database.write(
        by.tenant(),
        connection -> {
          jdbc.sql("UPDATE tenant SET second_factor = :demanded WHERE id = :tenant")
              .param("demanded", demanded)
              .param("tenant", by.tenant().value())
              .update();
          events.publishEvent(new StaffDeed.SecondFactorDemanded(by.tenant(), by.user(), demanded));
          return demanded;
        });
  }
}
