package org.jawort.consent.dossier;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/** Moments of a dossier, which may be written with more digits or with fewer. */
final class Moments {
  private Moments() {}

  /**
   * Tells whether the one lies so long before the other that evidence may have ended in between:
   * three years at least (law 34, 64).
   */
  static boolean isLongBefore(JsonNode one, JsonNode other) {
    try {
      return Instant.parse(one.asString(""))
          .atZone(ZoneOffset.UTC)
          .plusYears(3)
          .toInstant()
          .isBefore(Instant.parse(other.asString("")));
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Tells whether both are the same moment, or both none. */
  static boolean same(JsonNode one, JsonNode other) {
    if (!one.isString() || !other.isString()) {
      return one.isNull() && other.isNull();
    }
    try {
      return Instant.parse(one.asString("")).equals(Instant.parse(other.asString("")));
    } catch (DateTimeParseException e) {
      return false;
    }
  }
}
