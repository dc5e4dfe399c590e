package org.jawort.optin.process;

import java.time.Instant;
import org.jawort.platform.Language;

/**
 * Double-Opt-In-Prozess: at most one is active per tenant and language (S1-09).
 *
 * @param version the latest that went online; 0 where none did
 * @param hasDraft whether changes are prepared that are not online
 */
public record OptInProcess(
    ProcessId id,
    String name,
    Language language,
    Status status,
    int version,
    boolean hasDraft,
    Instant createdAt) {
  /** Where it is in its life. */
  public enum Status {
    /** Was never online. */
    DRAFT,
    /** Takes in who signs up in its language. */
    ACTIVE,
    /** Takes in nobody; who was under way finishes on it. */
    ARCHIVED
  }
}
