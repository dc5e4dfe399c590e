package org.jawort.form;

import java.time.InstantSource;
import java.time.ZoneOffset;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes versions of forms, inside the caller's transaction. */
@Component
class FormVersions {
  private final JdbcClient jdbc;
  private final Ids ids;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  FormVersions(JdbcClient jdbc, Ids ids, InstantSource clock, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.ids = ids;
    this.clock = clock;
    this.events = events;
  }

  /** Makes a form whose first version is shown; returns the key of its address. */
  String begin(Tenant tenant, NewForm form, FormDefinition definition) {
    var id = new FormId(ids.next());
    String key = FormKey.make(tenant.number());
    jdbc.sql(
            """
            INSERT INTO form (tenant_id, id, key, name, language, purpose_id, version, standard,
                              online, created_at)
            VALUES (:tenant, :id, :key, :name, :language, :purpose, 1, :standard, :online,
                    :createdAt)
            """)
        .param("tenant", tenant.id().value())
        .param("id", id.value())
        .param("key", key)
        .param("name", form.name())
        .param("language", form.language().code())
        .param("purpose", form.purpose().value())
        .param("standard", form.standard())
        .param("online", form.online())
        .param("createdAt", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    insert(tenant.id(), id, 1, definition);
    return key;
  }

  /** Adds a version to those that there are. */
  private void insert(TenantId tenant, FormId form, int version, FormDefinition definition) {
    jdbc.sql(
            """
            INSERT INTO form_version (tenant_id, form_id, version, definition, created_at)
            VALUES (:tenant, :form, :version, :definition::jsonb, :createdAt)
            """)
        .param("tenant", tenant.value())
        .param("form", form.value())
        .param("version", version)
        .param("definition", DefinitionJson.write(definition))
        .param("createdAt", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  /** Shows another definition from now on. */
  void supersede(TenantId tenant, FormId form, int shown, FormDefinition definition) {
    insert(tenant, form, shown + 1, definition);
    jdbc.sql("UPDATE form SET version = :version WHERE tenant_id = :tenant AND id = :form")
        .param("version", shown + 1)
        .param("tenant", tenant.value())
        .param("form", form.value())
        .update();
    events.publishEvent(new FormSuperseded(tenant, form));
  }
}
