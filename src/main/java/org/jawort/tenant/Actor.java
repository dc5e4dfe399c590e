package org.jawort.tenant;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did something: to a consent, to a contact, to the business's settings.
 *
 * @param id the member of staff, the API key or the import, null for all others
 */
public record Actor(Kind kind, @Nullable UUID id) {
  /** The person whose address it is. */
  public static final Actor RECIPIENT = new Actor(Kind.RECIPIENT, null);

  /** Jawort itself, at a time that a process or a law had set before. */
  public static final Actor PROCESS = new Actor(Kind.PROCESS, null);

  /** Jawort itself, on an answer from a mail server. */
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, null);

  /** The kinds of actors. */
  public enum Kind {
    /** The person whose address it is. */
    RECIPIENT,
    /** A member of staff. */
    STAFF,
    /** A process, or a day that had come. */
    PROCESS,
    /** Jawort itself. */
    SYSTEM,
    /** A file that was imported. */
    IMPORT,
    /** Another system, by its API key. */
    API
  }

  /** A member of staff. */
  public static Actor staff(UUID user) {
    return new Actor(Kind.STAFF, user);
  }

  /** Another system. */
  public static Actor api(UUID key) {
    return new Actor(Kind.API, key);
  }
}
