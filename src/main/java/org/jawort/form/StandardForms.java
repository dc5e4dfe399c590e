package org.jawort.form;

import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.WordingSuperseded;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantCreated;
import org.jawort.tenant.TenantProfileChanged;
import org.jawort.tenant.Tenants;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Gives each tenant a sign-up form per active language, and keeps its texts up with the profile
 * (the firm's name, its privacy policy) by a new version.
 */
@Component
class StandardForms {
  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final StandardDefinition standard;
  private final FormVersions versions;

  StandardForms(
      Database database,
      JdbcClient jdbc,
      Tenants tenants,
      StandardDefinition standard,
      FormVersions versions) {
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.standard = standard;
    this.versions = versions;
  }

  /** A standard form as it stands. */
  private record Standing(FormId id, int version, FormDefinition definition) {}

  @EventListener
  @Order(8)
  void on(TenantCreated created) {
    bringUp(tenants.find(created.tenant()));
  }

  @EventListener
  @Order(8)
  void on(TenantProfileChanged changed) {
    bringUp(tenants.find(changed.tenant()));
  }

  /** The texts of the new version and of the firm's new name come in one version. */
  @EventListener
  @Order(8)
  void on(WordingSuperseded superseded) {
    Tenant tenant = tenants.find(superseded.tenant());
    database.write(
        tenant.id(),
        connection -> {
          Language language = superseded.wording().language();
          if (!standing(tenant, language).isEmpty()) {
            bringUp(connection, tenant, language);
          }
          return tenant;
        });
  }

  private void bringUp(Tenant tenant) {
    database.write(
        tenant.id(),
        connection -> {
          for (Language language : tenant.languages()) {
            bringUp(connection, tenant, language);
          }
          return tenant;
        });
  }

  private void bringUp(Connection connection, Tenant tenant, Language language) {
    PurposeId purpose = standard.purpose(tenant);
    FormDefinition wanted = standard.definition(connection, tenant, purpose, language);
    List<Standing> standing = standing(tenant, language);
    if (standing.isEmpty()) {
      versions.begin(
          tenant, new NewForm(standard.name(language), language, purpose, true, true), wanted);
    }
    standing.stream()
        .filter(form -> !form.definition().equals(wanted))
        .forEach(form -> versions.supersede(tenant.id(), form.id(), form.version(), wanted));
  }

  private List<Standing> standing(Tenant tenant, Language language) {
    return jdbc.sql(
            """
            SELECT f.id, f.version, v.definition
            FROM form f
            JOIN form_version v
              ON v.tenant_id = f.tenant_id AND v.form_id = f.id AND v.version = f.version
            WHERE f.tenant_id = :tenant AND f.language = :language AND f.standard
              AND f.archived_at IS NULL
            """)
        .param("tenant", tenant.id().value())
        .param("language", language.code())
        .query(
            (row, index) ->
                new Standing(
                    new FormId(row.getObject("id", UUID.class)),
                    row.getInt("version"),
                    DefinitionJson.read(row.getString("definition"))))
        .list();
  }
}
