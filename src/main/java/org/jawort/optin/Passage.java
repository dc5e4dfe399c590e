package org.jawort.optin;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a sign-up came in, in the words of the room that has forms and counts it by them: ids that
 * say nothing of a person.
 *
 * @param network a keyed hash of the visitor's network for this tenant, or null where none is known
 * @param networkOfAll the same for the whole installation
 * @param step the extra step that was taken, or null where none was asked for
 */
public record Passage(@Nullable UUID network, @Nullable UUID networkOfAll, @Nullable UUID step) {
  /** Nothing is known. */
  public static final Passage UNKNOWN = new Passage(null, null, null);

  /** The same after an extra step. */
  public Passage after(UUID taken) {
    return new Passage(network, networkOfAll, taken);
  }
}
