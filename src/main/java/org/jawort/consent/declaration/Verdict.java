package org.jawort.consent.declaration;

import java.time.Instant;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventType;
import org.jawort.consent.declaration.ConsentSnapshots.Standing;
import org.jspecify.annotations.Nullable;

/** How a contact point is judged about which something was said: what to record, or why not. */
sealed interface Verdict {
  /** An event of this type; the table of domain.md has the last word. */
  record Record(EventType type) implements Verdict {}

  /** Nothing. */
  record No(StatementOutcome.Reason reason) implements Verdict {}

  /**
   * A consent given elsewhere.
   *
   * @param oneByOne whether somebody looked at each
   * @param again whether the tenant takes new declarations after a withdrawal
   */
  static Verdict ofConsent(
      Standing standing, Declaration declaration, boolean oneByOne, boolean again) {
    if (!standing.covered()) {
      return new No(StatementOutcome.Reason.CHANNEL);
    }
    ConsentStatus status = standing.status();
    boolean no = status == ConsentStatus.REFUSED || status == ConsentStatus.REVOKED;
    if (no && !oneByOne) {
      return new No(StatementOutcome.Reason.ONE_BY_ONE);
    }
    if (status == ConsentStatus.REVOKED && !again) {
      return new No(StatementOutcome.Reason.WITHDRAWN);
    }
    boolean open = no || status == ConsentStatus.UNKNOWN || status == ConsentStatus.LAPSED;
    if (open && !standing.isAfterLastNo(declaration.at())) {
      return new No(StatementOutcome.Reason.OLDER_THAN_NO);
    }
    return new Record(
        status == ConsentStatus.REVOKED ? EventType.DECLARED_ANEW : EventType.DECLARED);
  }

  /** A "no" said from wherever one stands; a second one is no news. */
  static Verdict ofNo(Standing standing) {
    return switch (standing.status()) {
      case REFUSED, REVOKED -> new No(StatementOutcome.Reason.ALREADY);
      case CONFIRMED, EXTERNALLY_DOCUMENTED -> new Record(EventType.REVOKED);
      case UNKNOWN, TRIGGERED, SENT, LAPSED -> new Record(EventType.REFUSED);
    };
  }

  /** A consent that was recorded by mistake; what the recipient renewed was none. */
  static Verdict ofMistake(Standing standing) {
    return standing.renewed()
        ? new No(StatementOutcome.Reason.RENEWED)
        : new Record(EventType.DECLARATION_WITHDRAWN);
  }

  /**
   * A use of a consent.
   *
   * @param recorded whether a use of the same moment is
   */
  static Verdict ofUse(Standing standing, Declaration declaration, boolean recorded) {
    if (!standing.status().mayAdvertise()) {
      return new Record(EventType.USED);
    }
    if (isBefore(declaration.at(), standing.givenAt())) {
      return new No(StatementOutcome.Reason.BEFORE_CONSENT);
    }
    return recorded ? new No(StatementOutcome.Reason.ALREADY) : new Record(EventType.USED);
  }

  private static boolean isBefore(@Nullable Instant at, @Nullable Instant other) {
    return at != null && other != null && at.isBefore(other);
  }
}
