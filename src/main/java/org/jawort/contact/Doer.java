package org.jawort.contact;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something to a contact.
 *
 * @param id the member of staff or the API key, null for all others
 */
public record Doer(Kind kind, @Nullable UUID id) {
  /** The person whose address it is. */
  public static final Doer RECIPIENT = new Doer(Kind.RECIPIENT, null);

  /** Jawort itself, at a time that was set before. */
  public static final Doer PROCESS = new Doer(Kind.PROCESS, null);

  /** The kinds of doers. */
  public enum Kind {
    /** The person whose address it is. */
    RECIPIENT,
    /** A member of staff. */
    STAFF,
    /** Another system, by its API key. */
    API,
    /** Jawort itself. */
    PROCESS
  }

  /** A member of staff. */
  public static Doer staff(UUID user) {
    return new Doer(Kind.STAFF, user);
  }

  /** Another system. */
  public static Doer api(UUID key) {
    return new Doer(Kind.API, key);
  }
}
