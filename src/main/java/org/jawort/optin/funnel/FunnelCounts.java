package org.jawort.optin.funnel;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How many sign-ups came how far.
 *
 * @param stages how many reached each stage
 * @param fates what became of them; together they are all sign-ups
 * @param stops where they stand that did not confirm, and {@code CONFIRMED}; together they are all
 *     sign-ups
 * @param times how long it took to confirm
 */
public record FunnelCounts(
    Map<Stage, Long> stages, Map<SignUpResult, Long> fates, Map<Stop, Long> stops, Times times) {

  /** How far a sign-up came; each has exactly one. */
  public enum Stop {
    /** Nothing was sent: the consent had been given already. */
    GIVEN,
    /** Nothing was sent: the mailbox is blocked. */
    BLOCKED,
    /** Nothing was sent: withheld at the last moment. */
    WITHHELD,
    /** In the outbox, nothing tried yet. */
    QUEUED,
    /** The mail server gave no final answer yet. */
    DEFERRED,
    /** The mail server refused. */
    BOUNCED,
    /** Given up after two days. */
    EXPIRED,
    /** Accepted, and no link opened. */
    NOT_FETCHED,
    /** A link opened, and not confirmed. */
    NOT_CONFIRMED,
    /** Confirmed. */
    CONFIRMED
  }

  /** Copies the maps; every key has a number. */
  public FunnelCounts {
    stages = Map.copyOf(stages);
    fates = Map.copyOf(fates);
    stops = Map.copyOf(stops);
  }

  static FunnelCounts of(Collection<FunnelCell> cells) {
    var stages = new EnumMap<Stage, Long>(Stage.class);
    for (Stage stage : Stage.values()) {
      stages.put(stage, count(cells, cell -> reaches(cell, stage)));
    }
    var fates = new EnumMap<SignUpResult, Long>(SignUpResult.class);
    for (SignUpResult signUpResult : SignUpResult.values()) {
      fates.put(signUpResult, count(cells, cell -> cell.fate() == signUpResult));
    }
    var stops = new EnumMap<Stop, Long>(Stop.class);
    for (Stop stop : Stop.values()) {
      stops.put(stop, count(cells, cell -> stop(cell) == stop));
    }
    var times = new TreeMap<Integer, Long>();
    cells.stream()
        .filter(cell -> cell.seconds() >= 0)
        .forEach(cell -> times.merge(cell.seconds(), cell.count(), Long::sum));
    return new FunnelCounts(stages, fates, stops, Times.of(times));
  }

  private static long count(Collection<FunnelCell> cells, Predicate<FunnelCell> which) {
    return cells.stream().filter(which).mapToLong(FunnelCell::count).sum();
  }

  private static boolean reaches(FunnelCell cell, Stage stage) {
    return switch (stage) {
      case SUBMITTED -> true;
      case SENT -> cell.mail().sent();
      case ACCEPTED -> cell.mail() == MailState.ACCEPTED;
      case FETCHED -> cell.mail() == MailState.ACCEPTED && cell.fetched();
      case CONFIRMED -> cell.fate() == SignUpResult.CONFIRMED;
      case LAPSED -> cell.fate() == SignUpResult.LAPSED;
    };
  }

  private static Stop stop(FunnelCell cell) {
    if (cell.fate() == SignUpResult.CONFIRMED) {
      return Stop.CONFIRMED;
    }
    return switch (cell.mail()) {
      case NONE -> cell.fate() == SignUpResult.GIVEN ? Stop.GIVEN : Stop.BLOCKED;
      case WITHHELD -> Stop.WITHHELD;
      case UNTRIED -> Stop.QUEUED;
      case TRIED -> Stop.DEFERRED;
      case REFUSED -> Stop.BOUNCED;
      case EXPIRED -> Stop.EXPIRED;
      case ACCEPTED -> cell.fetched() ? Stop.NOT_CONFIRMED : Stop.NOT_FETCHED;
    };
  }

  /** How many reached the stage. */
  public long at(Stage stage) {
    return stages.getOrDefault(stage, 0L);
  }

  /** Of how many this became. */
  public long of(SignUpResult signUpResult) {
    return fates.getOrDefault(signUpResult, 0L);
  }

  /** How many stand there. */
  public long of(Stop stop) {
    return stops.getOrDefault(stop, 0L);
  }
}
