package org.jawort.optin;

import java.time.Instant;
import java.util.List;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;

/**
 * People pressed the button in the mail that a sign-up led to; published in the transaction that
 * records it, which holds the locks of their contact points.
 *
 * @param confirmed of one or several tenants, all within the transaction's scope
 * @param at when
 */
public record SignUpsConfirmed(List<Confirmed> confirmed, Instant at) {
  /** Copies the list. */
  public SignUpsConfirmed {
    confirmed = List.copyOf(confirmed);
  }

  /**
   * One of them.
   *
   * @param asked the moment of the sign-up that the mail was about; all that came with it bears it
   */
  public record Confirmed(TenantId tenant, ContactPointId contactPoint, Instant asked) {}
}
