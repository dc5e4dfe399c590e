package org.jawort.form;

import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import org.jawort.consent.FormVersion;
import org.jawort.platform.AfterCommit;
import org.jawort.platform.SecondsOld;
import org.jawort.platform.TenantId;
import org.jawort.tenant.TenantProfileChanged;
import org.jawort.tenant.Tenants;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Finds a form by its address, mostly without asking the database: a version never changes, and a
 * form shown a few seconds too long is still the form that its evidence names.
 */
@Component
public class OpenForms {

  private final Tenants tenants;
  private final Forms forms;
  private final LoadingCache<String, @Nullable Kept> kept;

  OpenForms(Tenants tenants, Forms forms, InstantSource clock) {
    this.tenants = tenants;
    this.forms = forms;
    this.kept = SecondsOld.cache(clock, this::load);
  }

  private record Kept(TenantId tenant, ShownForm shown, String sha256) {}

  /** The form at {@code /f/{key}}; empty where there is none. */
  public Optional<OpenForm> find(String key) {
    return Optional.ofNullable(kept.get(key))
        .map(
            found ->
                new OpenForm(tenants.find(found.tenant()), found.shown().form(), found.sha256()));
  }

  /** Only what exists is kept, so that guessing addresses does not fill the memory. */
  private @Nullable Kept load(String key) {
    OptionalInt number = FormKey.tenantNumber(key);
    Optional<TenantId> tenant =
        number.isPresent() ? tenants.byNumber(number.getAsInt()) : Optional.empty();
    return tenant
        .flatMap(
            id ->
                forms
                    .find(id, key)
                    .flatMap(form -> forms.shown(id, form.version()))
                    .map(shown -> new Kept(id, shown, shown.told().sha256())))
        .orElse(null);
  }

  /**
   * The form in an earlier version than is shown now, as somebody saw it; empty where it never had
   * such a version.
   */
  public Optional<OpenForm> inVersion(OpenForm open, int version) {
    return forms
        .shown(open.tenant().id(), new FormVersion(open.form().id().value(), version))
        .map(shown -> new OpenForm(open.tenant(), shown.form(), shown.told().sha256()));
  }

  /** When another version was first shown in the place of this one; empty where none was. */
  public Optional<Instant> supersededAt(OpenForm open, int version) {
    return forms
        .shown(open.tenant().id(), new FormVersion(open.form().id().value(), version + 1))
        .map(ShownForm::since);
  }

  @EventListener
  @Order(8)
  void on(TenantProfileChanged changed) {
    forgetAfterCommit(changed.tenant());
  }

  @EventListener
  void on(FormSuperseded superseded) {
    forgetAfterCommit(superseded.tenant());
  }

  private void forgetAfterCommit(TenantId tenant) {
    AfterCommit.run(() -> kept.asMap().values().removeIf(one -> one.tenant().equals(tenant)));
  }
}
