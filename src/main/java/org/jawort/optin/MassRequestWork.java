package org.jawort.optin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jawort.platform.Worker;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/**
 * Asks groups, on a thread of its own, batch by batch in turns. Every node looks for them, so that
 * one whose node died is gone on with by another.
 */
@Component
public final class MassRequestWork extends Worker {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

  private final MassRequests requests;
  private final Tenants tenants;

  MassRequestWork(MassRequests requests, Tenants tenants, MassRequestBell bell) {
    super("requests to groups", bell, LOOK_EVERY);
    this.requests = requests;
    this.tenants = tenants;
  }

  @Override
  protected void work() {
    var faults = new ArrayList<RuntimeException>();
    List<MassRequestRows.Open> open = requests.open(tenants.all());
    while (!open.isEmpty() && isRunning()) {
      open = open.stream().filter(one -> goesOn(one, faults)).toList();
    }
    if (!faults.isEmpty()) {
      throw faults.getFirst();
    }
  }

  /** What goes wrong with one must not hold up the others. */
  private boolean goesOn(MassRequestRows.Open one, List<RuntimeException> faults) {
    try {
      return isRunning() && requests.work(one.tenant(), one.id(), MassRequests.BATCH);
    } catch (RuntimeException e) {
      faults.add(e);
      return false;
    }
  }
}
