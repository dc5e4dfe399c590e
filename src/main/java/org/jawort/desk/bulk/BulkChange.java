package org.jawort.desk.bulk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to many contacts.
 *
 * @param kind what
 * @param of the group or the own field that it is about, or null
 * @param suppress whether the addresses of those who are erased go on the suppression list
 */
public record BulkChange(Kind kind, @Nullable UUID of, boolean suppress) {
  /** What can be done. */
  public enum Kind {
    /** Into a group. */
    JOIN,
    /** Out of a group. */
    LEAVE,
    /** Something into an own field, or nothing. */
    FIELD,
    /** A mail block of staff; of contact points, where all else is about contacts. */
    BLOCK,
    /** Erased for good; proof that must still be kept is kept, restricted. */
    ERASE
  }

  /** How those are counted to whom it was done. */
  public static final String DONE = "DONE";

  /** How those are counted with whom it was so already. */
  public static final String UNCHANGED = "UNCHANGED";

  /** How those are counted whose proof stays. */
  public static final String PROOF_KEPT = "PROOF_KEPT";

  /** How those are counted in whose field something else stands, which goes. */
  public static final String OVERWRITTEN = "OVERWRITTEN";

  /** How those are counted who were gone when their turn came. */
  public static final String GONE = "GONE";
}
