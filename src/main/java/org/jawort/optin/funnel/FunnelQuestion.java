package org.jawort.optin.funnel;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/**
 * Which sign-ups to count.
 *
 * @param from first moment of the period
 * @param to first moment after the period
 * @param by how the table is broken down
 * @param only keys that a sign-up must have, as the rows of the table have them; an empty key means
 *     none, such as without a form
 */
public record FunnelQuestion(Instant from, Instant to, FunnelBy by, Map<FunnelBy, String> only) {
  /** Copies the filter. */
  public FunnelQuestion {
    var copy = new EnumMap<FunnelBy, String>(FunnelBy.class);
    copy.putAll(only);
    only = Map.copyOf(copy);
  }
}
