package org.jawort.form;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.jawort.consent.purpose.WordingSuperseded;
import org.jawort.platform.TenantId;
import org.jawort.tenant.TenantProfileChanged;
import org.jawort.tenant.Tenants;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Finds a form by its address, mostly without asking the database: a version never changes, and a
 * form shown a few seconds too long is still the form that its evidence names.
 */
@Component
public class OpenForms {
  private static final Duration LIFE = Duration.ofSeconds(5);

  private final Tenants tenants;
  private final Forms forms;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();

  OpenForms(Tenants tenants, Forms forms, InstantSource clock) {
    this.tenants = tenants;
    this.forms = forms;
    this.clock = clock;
  }

  private record Kept(TenantId tenant, Form form, Instant until) {}

  /** The form at {@code /f/{key}}; empty where there is none. */
  public Optional<OpenForm> find(String key) {
    Kept known = kept.get(key);
    if (known == null || isOldAndOursToReload(key, known)) {
      return load(key).map(found -> new OpenForm(tenants.find(found.tenant()), found.form()));
    }
    return Optional.of(new OpenForm(tenants.find(known.tenant()), known.form()));
  }

  /** Of all who find the same form old, one reloads it; the others go on with what is there. */
  private boolean isOldAndOursToReload(String key, Kept known) {
    Instant now = clock.instant();
    return !now.isBefore(known.until())
        && kept.replace(key, known, new Kept(known.tenant(), known.form(), now.plus(LIFE)));
  }

  /** Only what exists is kept, so that guessing addresses does not fill the memory. */
  private Optional<Kept> load(String key) {
    OptionalInt number = FormKey.tenantNumber(key);
    Optional<TenantId> tenant =
        number.isPresent() ? tenants.byNumber(number.getAsInt()) : Optional.empty();
    Optional<Kept> found =
        tenant.flatMap(
            id -> forms.find(id, key).map(form -> new Kept(id, form, clock.instant().plus(LIFE))));
    found.ifPresentOrElse(fresh -> kept.put(key, fresh), () -> kept.remove(key));
    return found;
  }

  /**
   * The form in an earlier version than is shown now, as somebody saw it; empty where it never had
   * such a version.
   */
  public Optional<OpenForm> inVersion(OpenForm open, int version) {
    return forms
        .inVersion(open.tenant().id(), open.form(), version)
        .map(form -> new OpenForm(open.tenant(), form));
  }

  @EventListener
  @Order(8)
  void on(TenantProfileChanged changed) {
    forgetAfterCommit(changed.tenant());
  }

  @EventListener
  @Order(8)
  void on(WordingSuperseded superseded) {
    forgetAfterCommit(superseded.tenant());
  }

  private void forgetAfterCommit(TenantId tenant) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            kept.values().removeIf(one -> one.tenant().equals(tenant));
          }
        });
  }
}
