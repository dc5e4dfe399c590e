package org.jawort.tenant;

import java.util.List;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door to the tenants: who they are, and what their owners set. */
@Component
public final class Tenants {
  private final Database database;
  private final TenantRows rows;
  private final TenantCache cache;
  private final Ids ids;
  private final ApplicationEventPublisher events;

  Tenants(
      Database database,
      TenantRows rows,
      TenantCache cache,
      Ids ids,
      ApplicationEventPublisher events) {
    this.database = database;
    this.rows = rows;
    this.cache = cache;
    this.ids = ids;
    this.events = events;
  }

  /**
   * The tenant as it was at most a few seconds ago.
   *
   * @throws IllegalStateException where there is none of that id
   */
  public Tenant find(TenantId id) {
    return cache.find(id);
  }

  /** The tenant that goes by the number; empty where none does. */
  public Optional<TenantId> byNumber(int number) {
    return cache.byNumber(number);
  }

  /**
   * The number of a tenant.
   *
   * @throws IllegalStateException where there is none of that id
   */
  public int numberOf(TenantId id) {
    return cache.numberOf(id);
  }

  /** All tenants, by number. */
  public List<TenantId> all() {
    return cache.all();
  }

  /** Tells whether forms may be online and mails leave in its name ({@link ProfileLack}). */
  public boolean isComplete(TenantId id) {
    return find(id).lacks().isEmpty();
  }

  /**
   * Creates a tenant; the rooms above add its standard set in the same transaction ({@link
   * TenantCreated}).
   */
  public TenantId create(NewTenant wanted) {
    var id = newId();
    database.write(
        id,
        connection -> {
          createInside(id, wanted);
          return id;
        });
    return id;
  }

  TenantId newId() {
    return new TenantId(ids.next());
  }

  /** Creates the tenant inside the running transaction, which must name its id. */
  void createInside(TenantId id, NewTenant wanted) {
    rows.insert(id, wanted);
    forget(id);
    events.publishEvent(new TenantCreated(id));
  }

  /** Changes the tenant's profile and finishes its set-up. */
  public void update(TenantId id, TenantProfile profile) {
    database.write(
        id,
        connection -> {
          rows.update(id, profile);
          forget(id);
          events.publishEvent(new TenantProfileChanged(id));
          return id;
        });
  }

  /** Forgets at once, for the observers, and again with the end, as others read in between. */
  private void forget(TenantId id) {
    cache.forget(id);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCompletion(int status) {
            cache.forget(id);
          }
        });
  }
}
