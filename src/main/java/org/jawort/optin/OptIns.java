package org.jawort.optin;

import java.util.Optional;
import org.jawort.delivery.MessageId;
import org.jawort.platform.TenantId;

/** The door: request, confirm, refuse, lapse. */
public class OptIns {
  /** Writes the sign-up and returns when it is durable (S0-01, S0-02, S1-07). */
  public SignUpOutcome signUp(SignUp signUp) {
    throw new IllegalStateException("under construction");
  }

  /** Shows what the personal link in the given message asks, without changing anything (B-03). */
  public Optional<Request> show(TenantId tenant, MessageId message) {
    throw new IllegalStateException("under construction");
  }

  /** Notes that somebody or something fetched a link; says nothing about consent (law 13). */
  public void noteFetch(TenantId tenant, MessageId message, String linkType, Visit visit) {
    throw new IllegalStateException("under construction");
  }

  /** Confirms: status, event with evidence, block lifted, run completed (S0-04). */
  public Answer confirm(TenantId tenant, MessageId message, Visit visit) {
    throw new IllegalStateException("under construction");
  }

  /** Refuses the consent that was asked for. */
  public Answer refuse(TenantId tenant, MessageId message, Visit visit) {
    throw new IllegalStateException("under construction");
  }
}
