package org.jawort.optin.engine;

import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import org.jawort.OwnTenant;

/**
 * Lets time pass for a tenant on the shared server. What somebody else holds at that moment, such
 * as the sender that notes what it sent, is left to the next time: so it is tried until it is done.
 */
public final class PassingTime {
  private static final String DUE =
      "SELECT count(*) FROM run WHERE tenant_id = ? AND ended_at IS NULL AND due_at <= ?";

  private PassingTime() {}

  /** All runs that become due meanwhile have gone on. */
  public static void pass(OwnTenant tenant, Duration time) {
    tenant.server().clock().tick(time);
    await()
        .alias("all runs that are due go on")
        .until(
            () -> {
              tenant.bean(RunEngine.class).advanceDue();
              return tenant
                      .list(Long.class, DUE, tenant.id().value(), Timestamp.from(tenant.now()))
                      .getFirst()
                  == 0;
            });
  }

  /** Whoever is to be erased by now is no longer known; all of these addresses are. */
  public static void erases(OwnTenant tenant, String... addresses) {
    for (String address : addresses) {
      await()
          .alias("the time of " + address + " is over")
          .until(
              () -> {
                tenant.bean(UnconfirmedErasure.class).eraseDue();
                return !tenant.knows(address);
              });
    }
  }
}
