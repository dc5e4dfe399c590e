package org.jawort.consent.purpose;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Zweck: what a consent is for.
 *
 * @param key its name in the API, such as "newsletter"; never changes
 * @param archivedAt since when nobody is asked for it any more, or null; consents given stay
 */
public record Purpose(
    PurposeId id, String key, PurposeProfile profile, @Nullable Instant archivedAt) {
  /** Tells whether people may still be asked for it. */
  public boolean open() {
    return archivedAt == null;
  }
}
