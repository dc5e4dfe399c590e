package org.jawort.consent.declaration;

import org.jawort.consent.EventId;
import org.jawort.contact.ContactPointId;
import org.jspecify.annotations.Nullable;

/**
 * A contact point about whose consent something is to be recorded.
 *
 * @param seen what whoever wishes it had before their eyes, or null where they looked at nothing
 */
public record StatementTarget(ContactPointId contactPoint, @Nullable Seen seen) {
  /**
   * A status as somebody saw it.
   *
   * @param event that led to it, or null where nothing had happened yet
   * @param pending whether an answer was awaited: that the mail has left since is no change
   */
  public record Seen(@Nullable EventId event, boolean pending) {}

  /** A wish of somebody who looked at nothing. */
  public static StatementTarget blind(ContactPointId contactPoint) {
    return new StatementTarget(contactPoint, null);
  }
}
