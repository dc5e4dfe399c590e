package org.jawort.consent.declaration;

import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.Transition;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.tenant.Actor;

/**
 * Massenänderung: one statement about many contact points. It is done by a job of this kind, which
 * counts how many came to what: {@value #CHANGED}, a status or a reason why not.
 */
public record MassChange(Kind kind, PurposeId purpose) {
  /** The name of its kind of job. */
  public static final String JOB = "MASS_CHANGE";

  /** The name under which those are counted that changed. */
  public static final String CHANGED = "CHANGED";

  /** The name under which those are counted that were erased in between. */
  public static final String GONE = "GONE";

  /** What it does. */
  public enum Kind {
    /** Unknown becomes externally documented. */
    DECLARE,
    /** Externally documented becomes again what it was before. */
    TAKE_BACK;

    /** Tells whether a contact point in this status would change. */
    public boolean changes(ConsentStatus status) {
      // After a "no" only one by one.
      return status != ConsentStatus.REFUSED
          && Transition.of(status, event(), Actor.Kind.STAFF).changes();
    }

    private EventType event() {
      return this == DECLARE ? EventType.DECLARED : EventType.DECLARATION_WITHDRAWN;
    }
  }
}
