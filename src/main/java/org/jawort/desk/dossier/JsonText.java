package org.jawort.desk.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How moments and states are written in a dossier; null stays null. */
final class JsonText {
  private JsonText() {}

  static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  static @Nullable String name(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }
}
