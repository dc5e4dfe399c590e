package org.jawort.consent;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
   * @param purpose key of a purpose for calls
   * @return empty where no consent was ever given
   */
  public static Optional<Instant> keepUntil(
      List<HistoryEntry> history, String purpose, ZoneId zone) {
    return history.stream()
        .filter(entry -> purpose.equals(entry.purpose()))
        .flatMap(CallProof::moments)
        .max(Comparator.naturalOrder())
        .map(latest -> latest.atZone(zone).plusYears(YEARS).toInstant());
  }

  private static Stream<Instant> moments(HistoryEntry entry) {
    return switch (entry.type()) {
      case CONFIRMED, DECLARED, DECLARED_ANEW, GRANTED, USED -> Stream.of(saidAt(entry));
      case SIGNED_UP,
          REQUESTED,
          SENT,
          REFUSED,
          LAPSED,
          DECLARATION_WITHDRAWN,
          REVOKED,
          ASK_LATER,
          BLOCKED,
          UNBLOCKED ->
          Stream.of();
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
