package org.jawort.consent.permission;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
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

  /** For an address that stands in a list a second time. */
  public static final Permission DUPLICATE = new Permission(false, "DUPLICATE", null);

  /** For what is no address. */
  public static final Permission INVALID = new Permission(false, "INVALID_ADDRESS", null);

  /** The same question, answered with no. */
  Permission refused(String why) {
    return new Permission(false, why, event);
  }

  /** Reads the columns {@code allowed}, {@code reason} and {@code event_id}. */
  static Permission of(ResultSet row) throws SQLException {
    UUID event = row.getObject("event_id", UUID.class);
    return new Permission(
        row.getBoolean("allowed"),
        row.getString("reason"),
        event == null ? null : new EventId(event));
  }
}
