package org.jawort.consent.purpose;

import java.util.List;
import org.jawort.platform.TenantId;

/**
 * A new version of a wording took the place of all earlier ones; published in the same transaction,
 * so that whatever shows an earlier one can show the new one.
 *
 * @param earlier every version before it; empty for the first
 */
public record WordingSuperseded(TenantId tenant, Wording wording, List<WordingId> earlier) {
  /** Copies the ids. */
  public WordingSuperseded {
    earlier = List.copyOf(earlier);
  }
}
