package org.jawort.consent.permission;

import org.jawort.consent.EventId;
import org.jspecify.annotations.Nullable;

/**
 * The answer to "may we write?".
 *
 * @param reason the status or message class that allows it, or the first exclusion reason of
 *     domain.md that applies
 * @param event the ledger event that the answer rests on, or null where there is none
 */
public record Permission(boolean allowed, String reason, @Nullable EventId event) {
  /** For an address that the tenant does not know (S2-09). */
  public static final Permission EXTERNAL_ADDRESS = new Permission(false, "EXTERNAL_ADDRESS", null);
}
