package org.jawort.consent.purpose;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Zweck: what a consent is for.
 *
 * @param key its name in the API, such as "newsletter"; never changes
 * @param version of what it says now; people may have consented to an earlier one
 * @param archivedAt since when nobody is asked for it any more, or null; consents given stay
 */
public record Purpose(
    PurposeId id, String key, PurposeProfile profile, int version, @Nullable Instant archivedAt) {
  /** The same as it was when somebody consented to it; how long that holds is said today. */
  public Purpose as(@Nullable PurposeVersion said) {
    if (said == null) {
      return this;
    }
    var then =
        new PurposeProfile(
            said.name(),
            said.description(),
            said.channels(),
            said.calls(),
            profile.validityMonths(),
            profile.expiry(),
            said.legalBasis(),
            said.jurisdiction(),
            said.goods());
    return new Purpose(id, key, then, said.number(), archivedAt);
  }

  /** Tells whether people may still be asked for it. */
  public boolean open() {
    return archivedAt == null;
  }
}
