package org.jawort.form;

import java.sql.Timestamp;
import java.time.InstantSource;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to whether a form is there at all: taking sign-ups, resting, put away. */
@Component
public class FormLife {
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  FormLife(
      Database database, JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  /**
   * Lets a form take sign-ups, or no more. Whoever has it open meanwhile is told so when they
   * submit.
   *
   * @return false where the tenant has no such form, or archived it
   */
  public boolean putOnline(TenantId tenant, FormId form, boolean online) {
    return changed(
        tenant,
        form,
        jdbc.sql(
                """
                UPDATE form SET online = :online
                WHERE tenant_id = :tenant AND id = :form AND archived_at IS NULL
                """)
            .param("online", online));
  }

  /** Gives a form another name, for staff alone; false where the tenant has none such. */
  public boolean rename(TenantId tenant, FormId form, String name) {
    return changed(
        tenant,
        form,
        jdbc.sql(
                """
                UPDATE form SET name = :name
                WHERE tenant_id = :tenant AND id = :form AND archived_at IS NULL
                """)
            .param("name", name));
  }

  /**
   * Puts a form away: it has no address any more. What was consented to on it stays provable, with
   * the form as it was shown.
   */
  public boolean archive(TenantId tenant, FormId form) {
    return changed(
        tenant,
        form,
        jdbc.sql(
                """
                UPDATE form SET archived_at = :now
                WHERE tenant_id = :tenant AND id = :form AND archived_at IS NULL
                """)
            .param("now", Timestamp.from(clock.instant())));
  }

  private boolean changed(TenantId tenant, FormId form, JdbcClient.StatementSpec statement) {
    return database.write(
        tenant,
        connection -> {
          boolean known =
              statement.param("tenant", tenant.value()).param("form", form.value()).update() == 1;
          if (known) {
            events.publishEvent(new FormSuperseded(tenant, form));
          }
          return known;
        });
  }
}
