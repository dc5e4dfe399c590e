package org.jawort.optin;

import java.time.Instant;
import java.util.List;
import org.jawort.contact.ContactPointId;

/**
 * Visitors signed up on forms that keep what was written there; published in the transaction that
 * records it.
 *
 * @param arrivals of one or several tenants, all within the transaction's scope
 */
public record SignedUp(List<Arrival> arrivals) {
  /** Copies the list. */
  public SignedUp {
    arrivals = List.copyOf(arrivals);
  }

  /** One of them. */
  public record Arrival(SignUp signUp, ContactPointId contactPoint, Instant at) {}
}
