package org.jawort.integration;

import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.platform.Database;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Before the server answers for the first time, gives the first tenant the key that the settings
 * name; only while it never had one, so that a revoked key does not come back with the next start.
 */
@Component
class FirstApiKey implements SmartLifecycle {
  private static final String NAME = "JAWORT_API_KEY";

  /** Documented: the connected system asks only those who asked it themselves. */
  private static final StatedBasis BASIS =
      StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null);

  private final Settings settings;
  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final ApiKeys keys;
  private volatile boolean running;

  FirstApiKey(
      Settings settings, Database database, JdbcClient jdbc, Tenants tenants, ApiKeys keys) {
    this.settings = settings;
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.keys = keys;
  }

  @Override
  public void start() {
    settings.apiKey().map(FirstApiKey::checked).ifPresent(this::addOnce);
    running = true;
  }

  private static KeySecret checked(String text) {
    boolean visible = text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    var secret = new KeySecret(text);
    if (!visible || !secret.strong()) {
      throw new SettingException(
          NAME,
          "has %d characters%s; expected at least 128 random bits, such as 32 random hexadecimal digits"
              .formatted(text.length(), visible ? "" : ", some of them not allowed"));
    }
    return secret;
  }

  private void addOnce(KeySecret secret) {
    TenantId tenant = tenants.all().getFirst();
    database.write(
        tenant,
        connection -> {
          lock(tenant);
          if (hasNone(tenant)) {
            keys.add(tenant, NewApiKey.unlimited(NAME, BASIS), secret);
          }
          return tenant;
        });
  }

  /** One node after the other. */
  private void lock(TenantId tenant) {
    jdbc.sql("SELECT id FROM tenant WHERE id = :tenant FOR NO KEY UPDATE")
        .param("tenant", tenant.value())
        .query((row, number) -> number)
        .list();
  }

  private boolean hasNone(TenantId tenant) {
    return jdbc.sql("SELECT NOT EXISTS (SELECT FROM api_key WHERE tenant_id = :tenant)")
        .param("tenant", tenant.value())
        .query(Boolean.class)
        .single();
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** After the first tenant was made, before the web server. */
  @Override
  public int getPhase() {
    return 1;
  }
}
