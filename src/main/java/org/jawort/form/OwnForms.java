package org.jawort.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.RedirectAddress;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantProfileChanged;
import org.jawort.tenant.Tenants;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to making and changing forms. */
@Component
public class OwnForms {
  /** Most characters of a form's name. */
  public static final int LONGEST_NAME = 100;

  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final Forms forms;
  private final FormVersions versions;
  private final StandardDefinition standard;
  private final AllowedHosts hosts;
  private final ContactFieldCheck contactFields;
  private final FormActionCheck actions;
  private final ProfileTexts profiles;

  OwnForms(
      Database database,
      JdbcClient jdbc,
      Tenants tenants,
      Forms forms,
      FormVersions versions,
      StandardDefinition standard,
      AllowedHosts hosts,
      ContactFieldCheck contactFields,
      FormActionCheck actions,
      ProfileTexts profiles) {
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.forms = forms;
    this.versions = versions;
    this.standard = standard;
    this.hosts = hosts;
    this.contactFields = contactFields;
    this.actions = actions;
    this.profiles = profiles;
  }

  /** Makes a form; it has an address at once, and takes sign-ups. */
  public OwnFormOutcome create(
      TenantId tenant, String name, Language language, PurposeId purpose, FormContent content) {
    return create(tenant, name, language, purpose, content, true);
  }

  /** Makes a form that takes no sign-ups until it is put online. */
  public OwnFormOutcome begin(
      TenantId tenant, String name, Language language, PurposeId purpose, FormContent content) {
    return create(tenant, name, language, purpose, content, false);
  }

  private OwnFormOutcome create(
      TenantId tenant,
      String name,
      Language language,
      PurposeId purpose,
      FormContent said,
      boolean online) {
    Tenant owner = tenants.find(tenant);
    FormContent content = said.withoutUsual(purpose);
    return database.write(
        tenant,
        connection -> {
          if (!standard.hasWording(connection, tenant, purpose, language)) {
            return new OwnFormOutcome.NoWording();
          }
          ConsentChoices choices = standard.choices(owner, language);
          FormDefinition wanted =
              content.over(
                  standard.definition(connection, owner, purpose, language),
                  choices,
                  profiles.of(owner, purpose, language));
          List<ContentFault> faults = heldFaults(tenant, language, content, wanted, choices);
          if (!faults.isEmpty()) {
            return new OwnFormOutcome.Faulty(faults);
          }
          String key =
              versions.begin(owner, new NewForm(name, language, purpose, false, online), wanted);
          return new OwnFormOutcome.Done(forms.find(tenant, key).orElseThrow());
        });
  }

  /** The same for what is to be shown: what it relies on stays until the caller is done. */
  private List<ContentFault> heldFaults(
      TenantId tenant,
      Language language,
      FormContent content,
      FormDefinition definition,
      ConsentChoices choices) {
    return database.write(
        tenant,
        connection -> {
          contactFields.hold(connection, tenant, definition.fields());
          actions.hold(connection, tenant, FormExtras.of(definition.extras()).acts());
          return faults(tenant, language, content, definition, choices);
        });
  }

  /**
   * By what a content cannot be shown; an allowed host stays so until the caller is done.
   *
   * @param definition what would come of it
   */
  List<ContentFault> faults(
      TenantId tenant,
      Language language,
      FormContent content,
      FormDefinition definition,
      ConsentChoices choices) {
    Set<String> taken =
        Stream.concat(definition.boxes().stream().map(FormBox::key), definition.reserved().stream())
            .collect(Collectors.toSet());
    List<ContentFault> faults = new ArrayList<>(ContentCheck.of(definition.fields(), taken));
    faults.addAll(contactFields.of(tenant, definition.fields()));
    faults.addAll(choices.faults(content.consents()));
    faults.addAll(actions.of(tenant, language, definition));
    faults.addAll(gaps(definition));
    if (definition.redirect() != null && !mayLeadTo(tenant, definition.redirect())) {
      faults.add(new ContentFault(-1, "redirect", ContentFault.Code.REDIRECT));
    }
    return faults;
  }

  /** Information with gaps informs nobody. */
  private static List<ContentFault> gaps(FormDefinition definition) {
    DataInformation information = FormExtras.of(definition.extras()).information();
    return information == null || information.gaps().isEmpty()
        ? List.of()
        : List.of(new ContentFault(-1, "information", ContentFault.Code.INFORMATION_GAPS));
  }

  private boolean mayLeadTo(TenantId tenant, String address) {
    return RedirectAddress.read(address) instanceof RedirectAddress.Good(var same, HostName host)
        && hosts.holds(tenant, host);
  }

  /**
   * Shows another content from now on. A standard form becomes the tenant's own: its texts no
   * longer follow the profile.
   *
   * @param seen the version that was read before
   */
  public OwnFormOutcome change(
      TenantId tenant, FormId form, int seen, String name, FormContent content) {
    Tenant owner = tenants.find(tenant);
    return database.write(
        tenant,
        connection -> {
          if (!lock(tenant, form)) {
            return new OwnFormOutcome.Unknown();
          }
          Form standing = forms.byId(tenant, form).orElseThrow();
          int shown = standing.version().version();
          if (shown != seen) {
            return new OwnFormOutcome.Overtaken(shown);
          }
          FormDefinition plain =
              standard.definition(connection, owner, standing.purpose(), standing.language());
          return show(tenant, standing, name, content.withoutUsual(standing.purpose()), plain);
        });
  }

  /**
   * Shows a content from now on, inside the caller's transaction, which holds the form.
   *
   * @param plain what the standard form says
   */
  OwnFormOutcome show(
      TenantId tenant, Form standing, String name, FormContent content, FormDefinition plain) {
    Tenant owner = tenants.find(tenant);
    ConsentChoices choices = standard.choices(owner, standing.language());
    ProfileSays profile = profiles.of(owner, standing.purpose(), standing.language());
    FormDefinition wanted = content.over(plain, choices, profile);
    List<ContentFault> faults = heldFaults(tenant, standing.language(), content, wanted, choices);
    if (!faults.isEmpty()) {
      return new OwnFormOutcome.Faulty(faults);
    }
    boolean same = wanted.equals(standing.definition());
    if (!same || !name.equals(standing.name())) {
      rename(tenant, standing.id(), name);
    }
    if (!same) {
      versions.supersede(tenant, standing.id(), standing.version().version(), wanted);
    }
    return new OwnFormOutcome.Done(forms.byId(tenant, standing.id()).orElseThrow());
  }

  /** Holds a form until the end of the transaction; false where the tenant has none such. */
  boolean lock(TenantId tenant, FormId form) {
    return jdbc.sql(
            """
            SELECT id FROM form WHERE tenant_id = :tenant AND id = :form AND archived_at IS NULL
            FOR UPDATE
            """)
        .param("tenant", tenant.value())
        .param("form", form.value())
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  private void rename(TenantId tenant, FormId form, String name) {
    jdbc.sql(
            """
            UPDATE form SET name = :name, standard = false
            WHERE tenant_id = :tenant AND id = :form
            """)
        .param("name", name)
        .param("tenant", tenant.value())
        .param("form", form.value())
        .update();
  }

  /** The boxes name the firm, and the link leads to its policy, on every form. */
  @EventListener
  @Order(9)
  void on(TenantProfileChanged changed) {
    Tenant tenant = tenants.find(changed.tenant());
    database.write(
        tenant.id(),
        connection -> {
          for (Form form : forms.all(tenant.id())) {
            FormDefinition wanted =
                form.definition()
                    .following(
                        standard.definition(connection, tenant, form.purpose(), form.language()),
                        standard.choices(tenant, form.language()),
                        profiles.of(tenant, form.purpose(), form.language()));
            if (!wanted.equals(form.definition())) {
              versions.supersede(tenant.id(), form.id(), form.version().version(), wanted);
            }
          }
          return tenant;
        });
  }
}
