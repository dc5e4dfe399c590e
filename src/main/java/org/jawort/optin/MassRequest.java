package org.jawort.optin;

import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;

/**
 * A group that is asked for its consent. It is done by a job of this kind, which counts contact
 * points, one for a member who has none, by what came of them: {@link #REQUESTED}, or why not, as
 * the API names it: the status, SUPPRESSED, BLOCKED_…, CHANNEL, NO_WORDING, {@link #NO_ADDRESS}.
 */
public record MassRequest(UUID group, PurposeId purpose) {
  /** The name of its kind of job. */
  public static final String JOB = "MASS_REQUEST";

  /** Those who were asked. */
  public static final String REQUESTED = "REQUESTED";

  /** Members who have neither an e-mail address nor a number. */
  public static final String NO_ADDRESS = "NO_ADDRESS";

  /** One group is asked for one purpose once at a time. */
  String once() {
    return group + " " + purpose;
  }
}
