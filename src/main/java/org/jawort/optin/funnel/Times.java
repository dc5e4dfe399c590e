package org.jawort.optin.funnel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * How long it took from the sign-up to the confirmation, as exact as {@link FunnelCell#seconds}.
 *
 * @param confirmed how many times there are
 * @param median half took no longer; empty where there are none
 * @param ninety nine of ten took no longer; empty where there are none
 * @param spans how many took how long, quickest first
 */
public record Times(
    long confirmed, Optional<Duration> median, Optional<Duration> ninety, List<Span> spans) {
  private static final List<Duration> ENDS =
      List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(24), Duration.ofDays(3));

  /**
   * A span of time.
   *
   * @param under what all of them took less than; empty for the rest
   */
  public record Span(Optional<Duration> under, long count) {}

  /** Copies the list. */
  public Times {
    spans = List.copyOf(spans);
  }

  /** Counts by seconds. */
  static Times of(SortedMap<Integer, Long> counts) {
    long all = sum(counts);
    var spans = new ArrayList<Span>();
    int from = 0;
    for (Duration end : ENDS) {
      int to = Math.toIntExact(end.toSeconds());
      spans.add(new Span(Optional.of(end), sum(counts.subMap(from, to))));
      from = to;
    }
    spans.add(new Span(Optional.empty(), sum(counts.tailMap(from))));
    return new Times(all, rank(counts, all, 50), rank(counts, all, 90), spans);
  }

  private static long sum(Map<Integer, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The smallest time that so many of a hundred do not exceed (nearest rank). */
  private static Optional<Duration> rank(SortedMap<Integer, Long> counts, long all, int percent) {
    long wanted = (all * percent + 99) / 100;
    long passed = 0;
    for (var entry : counts.entrySet()) {
      passed += entry.getValue();
      if (passed >= wanted) {
        return Optional.of(Duration.ofSeconds(entry.getKey()));
      }
    }
    return Optional.empty();
  }
}
