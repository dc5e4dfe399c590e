package org.jawort.optin.process;

import java.sql.Connection;
import java.sql.SQLException;
import org.jawort.campaign.Campaigns;
import org.jawort.platform.AfterCommit;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.TenantCreated;
import org.jawort.tenant.TenantProfileChanged;
import org.jawort.tenant.Tenants;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives a tenant the standard process in each language that is active for it (S1-06). */
@Component
class StandardProcess {
  private static final int FLOOR = 7;

  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final Campaigns campaigns;
  private final ActiveProcesses activeProcesses;
  private final MessageSource texts;

  StandardProcess(
      Database database,
      JdbcClient jdbc,
      Tenants tenants,
      Campaigns campaigns,
      ActiveProcesses activeProcesses,
      MessageSource texts) {
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.campaigns = campaigns;
    this.activeProcesses = activeProcesses;
    this.texts = texts;
  }

  @EventListener
  @Order(FLOOR)
  void on(TenantCreated created) {
    addMissing(created.tenant());
  }

  /** A language that was switched on has no process yet. */
  @EventListener
  @Order(FLOOR)
  void on(TenantProfileChanged changed) {
    addMissing(changed.tenant());
  }

  private void addMissing(TenantId tenant) {
    database.write(
        tenant,
        connection -> {
          for (Language language : tenants.find(tenant).languages()) {
            if (!exists(tenant, language)) {
              add(connection, tenant, language);
              forgetAfterCommit(tenant);
            }
          }
          return tenant;
        });
  }

  /** Until then sign-ups in the language went through the process of another one. */
  private void forgetAfterCommit(TenantId tenant) {
    AfterCommit.run(() -> activeProcesses.forget(tenant));
  }

  /**
   * A draft takes in nobody, and neither does what was archived while nobody spoke the language.
   */
  private boolean exists(TenantId tenant, Language language) {
    return jdbc.sql(
            """
            SELECT EXISTS (SELECT FROM opt_in_process
                           WHERE tenant_id = :tenant AND language = :language AND status = 'ACTIVE')
            """)
        .param("tenant", tenant.value())
        .param("language", language.code())
        .query(Boolean.class)
        .single();
  }

  private void add(Connection connection, TenantId tenant, Language language) throws SQLException {
    activeProcesses.addStandard(
        connection,
        tenant,
        language,
        texts.getMessage("optin.standardProcess", null, language.locale()),
        campaigns.confirmation(connection, tenant, language));
  }
}
