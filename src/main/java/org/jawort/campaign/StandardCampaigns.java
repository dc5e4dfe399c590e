package org.jawort.campaign;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ResourceBundle;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.TenantCreated;
import org.jawort.tenant.TenantProfileChanged;
import org.jawort.tenant.Tenants;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives every tenant a confirmation campaign in each of its active languages (S1-06, S1-10). */
@Component
public class StandardCampaigns {
  private final Database database;
  private final JdbcClient sql;
  private final Tenants tenants;
  private final Ids ids;
  private final InstantSource clock;

  StandardCampaigns(
      Database database, JdbcClient sql, Tenants tenants, Ids ids, InstantSource clock) {
    this.database = database;
    this.sql = sql;
    this.tenants = tenants;
    this.ids = ids;
    this.clock = clock;
  }

  @EventListener
  @Order(6)
  void on(TenantCreated created) {
    complete(created.tenant());
  }

  /** A language may have become active. */
  @EventListener
  @Order(6)
  void on(TenantProfileChanged changed) {
    complete(changed.tenant());
  }

  private void complete(TenantId tenant) {
    database.write(
        tenant,
        connection -> {
          for (Language language : tenants.find(tenant).languages()) {
            if (isMissing(tenant, language)) {
              create(tenant, language);
            }
          }
          return tenant;
        });
  }

  /**
   * What people made in a language that was not active yet is no standard campaign; and what the
   * standard process sends must be ready.
   */
  private boolean isMissing(TenantId tenant, Language language) {
    return sql.sql(
            """
            SELECT NOT EXISTS (SELECT FROM campaign WHERE tenant_id = :tenant
                               AND language = :language AND standard)
              OR NOT EXISTS (SELECT FROM campaign WHERE tenant_id = :tenant
                             AND language = :language AND message_class = 'OPT_IN'
                             AND trigger = 'EVENT' AND status = 'READY')
            """)
        .param("tenant", tenant.value())
        .param("language", language.code())
        .query(Boolean.class)
        .single();
  }

  private void create(TenantId tenant, Language language) {
    UUID campaign = ids.next();
    var text =
        ResourceBundle.getBundle(
            "messages/campaign",
            language.locale(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    Timestamp now = Timestamp.from(clock.instant());
    sql.sql(
            """
            INSERT INTO campaign (tenant_id, id, name, trigger, status, language, message_class,
                                  version, created_at, standard)
            VALUES (:tenant, :id, :name, 'EVENT', 'READY', :language, 'OPT_IN', 1, :createdAt, true)
            """)
        .param("tenant", tenant.value())
        .param("id", campaign)
        .param("name", text.getString("campaign.standard.name"))
        .param("language", language.code())
        .param("createdAt", now)
        .update();
    sql.sql(
            """
            INSERT INTO campaign_version (tenant_id, campaign_id, version, subject, body_html,
                                          body_text, created_at)
            VALUES (:tenant, :campaign, 1, :subject, :bodyHtml, :bodyText, :createdAt)
            """)
        .param("tenant", tenant.value())
        .param("campaign", campaign)
        .param("subject", text.getString("campaign.standard.subject"))
        .param("bodyHtml", body(language, "html"))
        .param("bodyText", body(language, "txt"))
        .param("createdAt", now)
        .update();
  }

  /** The body as it is delivered with the program. */
  public static String body(Language language, String kind) {
    String name = "/campaign/confirmation_%s.%s".formatted(language.code(), kind);
    try (InputStream file = StandardCampaigns.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
