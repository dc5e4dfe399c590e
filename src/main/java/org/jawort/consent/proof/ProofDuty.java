package org.jawort.consent.proof;

import java.time.Instant;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;

/**
 * Proof of a consent that must, or may, still be kept although its owner is erased.
 *
 * @param key of the purpose
 * @param until from this moment on it is to be erased; later than now
 */
public record ProofDuty(
    ContactPointId contactPoint, PurposeId purpose, String key, Reason reason, Instant until) {
  /** Why it is kept. */
  public enum Reason {
    /**
     * For legal defence, three years to the year's end after the withdrawal (law 34, Art. 17(3)(e)
     * GDPR). A right, no duty.
     */
    WITHDRAWAL,
    /** A consent to calls, five years from the grant and from each use (law 35, § 7a(2) UWG). */
    CALLS
  }

  /** Tells whether it must not be erased before its time. */
  public boolean compulsory() {
    return reason == Reason.CALLS;
  }
}
