package org.jawort.consent.declaration;

import java.time.Duration;
import java.util.UUID;
import org.jawort.platform.Bell;
import org.jawort.platform.TenantId;
import org.jawort.platform.Worker;
import org.jawort.tenant.Tenants;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Works mass changes off, on a thread of its own. Every node looks for them, so that one whose node
 * died is gone on with by another.
 */
@Component
public class MassChangeWork extends Worker {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  private final MassChanges changes;
  private final Tenants tenants;
  private final Bell bell;

  @Autowired
  MassChangeWork(MassChanges changes, Tenants tenants) {
    this(changes, tenants, new Bell());
  }

  private MassChangeWork(MassChanges changes, Tenants tenants, Bell bell) {
    super("mass changes", bell, LOOK_EVERY);
    this.changes = changes;
    this.tenants = tenants;
    this.bell = bell;
  }

  /** Tells that there is something to do. */
  public void ring() {
    bell.ring();
  }

  @Override
  protected void work() {
    for (TenantId tenant : tenants.all()) {
      for (UUID id : changes.open(tenant)) {
        while (isRunning() && changes.work(tenant, id)) {
          // Until it is over, stopped, or somebody else's.
        }
      }
    }
  }
}
