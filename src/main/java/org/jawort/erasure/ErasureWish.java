package org.jawort.erasure;

import java.util.Optional;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;

/**
 * Whom to erase, and how.
 *
 * @param point the one contact point that goes; empty: the contact with all of them. The last one
 *     takes its contact along.
 * @param suppress whether the addresses go on the suppression list
 * @param asOf what {@link ErasurePreview#asOf} said when the choice was made; empty: whatever
 *     stands now
 */
public record ErasureWish(
    ContactId contact,
    Optional<ContactPointId> point,
    Proof proof,
    boolean suppress,
    Optional<String> asOf) {

  /** What happens to proof that is still to be kept. */
  public enum Proof {
    /** Where there is any, nothing is erased. */
    ASK,
    /** It is kept, restricted, until its day comes. */
    KEEP,
    /** It is destroyed too, unless the law forbids that (law 35). */
    DESTROY
  }
}
