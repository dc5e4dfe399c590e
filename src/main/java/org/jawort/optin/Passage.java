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
 * @param receipt under which it is taken in once at most, however often it comes, or null
 */
public record Passage(
    @Nullable UUID network,
    @Nullable UUID networkOfAll,
    @Nullable UUID step,
    @Nullable UUID receipt) {
  /** Nothing is known. */
  public static final Passage UNKNOWN = new Passage(null, null, null, null);

  /** From a network, with no extra step. */
  public static Passage from(UUID network, UUID networkOfAll) {
    return new Passage(network, networkOfAll, null, null);
  }

  /** From a device of the tenant's own, which counts what it sends. */
  public static Passage once(UUID receipt) {
    return new Passage(null, null, null, receipt);
  }

  /** The same after an extra step. */
  public Passage after(UUID taken) {
    return new Passage(network, networkOfAll, taken, receipt);
  }
}
