package org.jawort.consent.purpose;

import java.sql.Connection;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantCreated;
import org.jawort.tenant.TenantProfileChanged;
import org.jawort.tenant.Tenants;
import org.springframework.context.MessageSource;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Gives a tenant the purpose "newsletter" and its wording in each active language, naming the firm
 * (law 2), and puts a new version in its place when the firm changes its name, unless staff wrote
 * one of their own.
 */
@Component
class StandardPurpose {
  private static final int FLOOR = 4;
  private static final PurposeName NAME = new PurposeName("Newsletter", "Newsletter");

  private final Database database;
  private final Tenants tenants;
  private final Purposes purposes;
  private final Wordings wordings;
  private final MessageSource texts;

  StandardPurpose(
      Database database,
      Tenants tenants,
      Purposes purposes,
      Wordings wordings,
      MessageSource texts) {
    this.database = database;
    this.tenants = tenants;
    this.purposes = purposes;
    this.wordings = wordings;
    this.texts = texts;
  }

  @EventListener
  @Order(FLOOR)
  void on(TenantCreated created) {
    write(
        created.tenant(),
        connection ->
            purposes.add(
                connection, created.tenant(), Purposes.NEWSLETTER, PurposeProfile.usual(NAME)));
  }

  @EventListener
  @Order(FLOOR)
  void on(TenantProfileChanged changed) {
    write(
        changed.tenant(),
        connection -> purposes.byKey(changed.tenant(), Purposes.NEWSLETTER).orElseThrow());
  }

  private void write(TenantId id, Database.Work<Purpose> find) {
    Tenant tenant = tenants.find(id);
    database.write(
        id,
        connection -> {
          Purpose purpose = find.in(connection);
          tenant.languages().forEach(language -> word(connection, tenant, purpose, language));
          return purpose;
        });
  }

  private void word(Connection connection, Tenant tenant, Purpose purpose, Language language) {
    String text =
        texts.getMessage(
            "consent.standardWording", new Object[] {tenant.name()}, language.locale());
    wordings.keepUp(connection, tenant.id(), purpose.id(), language, Channel.EMAIL, text);
  }
}
