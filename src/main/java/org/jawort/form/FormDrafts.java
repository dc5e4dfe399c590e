package org.jawort.form;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.springframework.stereotype.Component;

/** The door to what staff write on forms before it is shown. */
@Component
public class FormDrafts {
  private final Database database;
  private final Tenants tenants;
  private final Forms forms;
  private final StandardDefinition standard;
  private final FormDraftRows rows;
  private final OwnForms ownForms;
  private final FormLife life;
  private final ProfileTexts profiles;

  FormDrafts(
      Database database,
      Tenants tenants,
      Forms forms,
      StandardDefinition standard,
      FormDraftRows rows,
      OwnForms ownForms,
      FormLife life,
      ProfileTexts profiles) {
    this.database = database;
    this.tenants = tenants;
    this.forms = forms;
    this.standard = standard;
    this.rows = rows;
    this.ownForms = ownForms;
    this.life = life;
    this.profiles = profiles;
  }

  /** A change that is made to a draft that stands. */
  @FunctionalInterface
  private interface Change {
    void make(Connection connection, FormDraft standing) throws SQLException;
  }

  /** The draft of a form; empty where the tenant has no such form, or archived it. */
  public Optional<FormDraft> find(TenantId tenant, FormId form) {
    return database.read(tenant, connection -> find(connection, tenant, form));
  }

  private Optional<FormDraft> find(Connection connection, TenantId tenant, FormId id)
      throws SQLException {
    Optional<Form> form = forms.byId(tenant, id);
    return form.isEmpty()
        ? Optional.empty()
        : Optional.of(
            rows.find(
                connection,
                tenant,
                form.get(),
                standard(connection, tenant, form.get()),
                standard.choices(tenants.find(tenant), form.get().language()),
                profiles.of(tenants.find(tenant), form.get().purpose(), form.get().language())));
  }

  private FormDefinition standard(Connection connection, TenantId tenant, Form form) {
    return standard.definition(connection, tenants.find(tenant), form.purpose(), form.language());
  }

  /**
   * Writes a draft; nobody who fills the form in sees it.
   *
   * @param seen revision that its author had before them
   */
  public FormDraftOutcome save(
      TenantId tenant, FormId form, int seen, FormContent wanted, UserId by) {
    return change(
        tenant,
        form,
        seen,
        (connection, standing) -> {
          if (!standing.content().equals(wanted)) {
            rows.save(connection, tenant, standing, wanted, by);
          }
        });
  }

  /** Takes the last change back. */
  public FormDraftOutcome undo(TenantId tenant, FormId form, int seen, UserId by) {
    return change(
        tenant, form, seen, (connection, standing) -> rows.undo(connection, tenant, form, by));
  }

  /** Makes the change that was taken back last again. */
  public FormDraftOutcome redo(TenantId tenant, FormId form, int seen, UserId by) {
    return change(
        tenant, form, seen, (connection, standing) -> rows.redo(connection, tenant, form, by));
  }

  /** Lets everything go that is not shown. */
  public FormDraftOutcome discard(TenantId tenant, FormId form, int seen) {
    return change(
        tenant, form, seen, (connection, standing) -> rows.delete(connection, tenant, form));
  }

  private FormDraftOutcome change(TenantId tenant, FormId form, int seen, Change change) {
    return database.write(
        tenant,
        connection -> {
          if (!ownForms.lock(tenant, form)) {
            return new FormDraftOutcome.Unknown();
          }
          FormDraft standing = find(connection, tenant, form).orElseThrow();
          if (standing.revision() != seen) {
            return new FormDraftOutcome.Overtaken(standing);
          }
          change.make(connection, standing);
          return new FormDraftOutcome.Saved(find(connection, tenant, form).orElseThrow());
        });
  }

  /** By what the draft cannot be shown; empty where it can. */
  public List<ContentFault> faults(TenantId tenant, FormDraft draft) {
    return ownForms.faults(
        tenant, draft.form().language(), draft.content(), draft.definition(), draft.choices());
  }

  /** Shows the draft from now on, to everybody: the form takes sign-ups. */
  public OwnFormOutcome publish(TenantId tenant, FormId form, int seen) {
    return database.write(
        tenant,
        connection -> {
          if (!ownForms.lock(tenant, form)) {
            return new OwnFormOutcome.Unknown();
          }
          FormDraft draft = find(connection, tenant, form).orElseThrow();
          if (draft.revision() != seen) {
            return new OwnFormOutcome.Overtaken(draft.revision());
          }
          OwnFormOutcome outcome =
              ownForms.show(
                  tenant, draft.form(), draft.form().name(), draft.content(), draft.standard());
          if (outcome instanceof OwnFormOutcome.Done) {
            rows.delete(connection, tenant, form);
            life.putOnline(tenant, form, true);
            return new OwnFormOutcome.Done(forms.byId(tenant, form).orElseThrow());
          }
          return outcome;
        });
  }
}
