package org.jawort.consent.proof;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.consent.Declaration;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.HistoryEntry;
import org.jspecify.annotations.Nullable;

/**
 * How long proof of a consent to calls must be kept: five years from the grant and from each use (§
 * 7a Abs. 2 UWG, law 35).
 */
public final class CallProof {
  private static final int YEARS = 5;

  private CallProof() {}

  /**
   * Until when it must be kept.
   *
   * @param history of a contact point, in any order
   * @param purpose key of a purpose, whatever it covers now
   * @return empty where no consent to calls was ever given
   */
  public static Optional<Instant> keepUntil(
      List<HistoryEntry> history, String purpose, ZoneId zone) {
    return keepUntil(
        history.stream()
            .filter(entry -> purpose.equals(entry.purpose()) && counts(entry.type()))
            .filter(entry -> entry.asked() != null && entry.asked().calls())
            .map(CallProof::saidAt),
        zone);
  }

  /** The same by the moments of grants and uses. */
  static Optional<Instant> keepUntil(Stream<Instant> moments, ZoneId zone) {
    return moments
        .max(Comparator.naturalOrder())
        .map(latest -> latest.atZone(zone).plusYears(YEARS).toInstant());
  }

  /** Tells whether the five years begin with such an event: a grant or a use. */
  static boolean counts(EventType type) {
    return switch (type) {
      case CONFIRMED, RENEWED, DECLARED, DECLARED_ANEW, GRANTED, USED -> true;
      case SIGNED_UP,
          FILLED_IN,
          REQUESTED,
          SENT,
          MAILED,
          REFUSED,
          LAPSED,
          DECLARATION_WITHDRAWN,
          REVOKED,
          ASK_LATER,
          OBJECTED,
          BLOCKED,
          UNBLOCKED ->
          false;
    };
  }

  /** When it was said; when it was recorded, where nobody noted that. */
  private static Instant saidAt(HistoryEntry entry) {
    Evidence evidence = entry.evidence();
    Declaration declaration = evidence == null ? null : evidence.declaration();
    @Nullable Instant at = declaration == null ? null : declaration.at();
    return at == null ? entry.at() : at;
  }
}
