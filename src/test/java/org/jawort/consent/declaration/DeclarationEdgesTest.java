package org.jawort.consent.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jawort.consent.Declaration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The first and the last moment at which something can have been said. */
class DeclarationEdgesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  private static List<DeclarationProblem> lacks(Instant at) {
    return DeclarationRules.ofMoment(Declaration.of(at, null), NOW);
  }

  @Test
  @DisplayName("law 18 Said now, or when electronic mail began, is plain; before and after is not")
  void moments() {
    Instant earliest = DeclarationRules.EARLIEST;
    assertThat(lacks(earliest)).as("what a statement of %s lacks", earliest).isEmpty();
    assertThat(lacks(earliest.minusNanos(1)))
        .as("what a statement of just before %s lacks", earliest)
        .containsExactly(DeclarationProblem.TOO_EARLY);
    assertThat(lacks(NOW)).as("what a statement of now lacks").isEmpty();
    assertThat(lacks(NOW.plusNanos(1)))
        .as("what a statement of a moment from now lacks")
        .containsExactly(DeclarationProblem.FUTURE);
  }

  private static List<DeclarationProblem> lacks(LocalDate askAgain, Instant now) {
    var later =
        new Declaration(
            null, null, null, null, null, null, null, null, null, null, askAgain, null, null);
    return DeclarationRules.ofReminder(later, now, ZoneId.of("Europe/Berlin"));
  }

  @Test
  @DisplayName("S4-02 Somebody may be asked again from today on, by the day of the tenant's zone")
  void days() {
    LocalDate newYear = LocalDate.parse("2027-01-01");
    Instant newYearInBerlin = Instant.parse("2026-12-31T23:30:00Z");
    assertThat(lacks(newYear, newYearInBerlin)).as("what asking again today lacks").isEmpty();
    assertThat(lacks(newYear.minusDays(1), newYearInBerlin))
        .as("what asking again yesterday lacks")
        .containsExactly(DeclarationProblem.DAY_PAST);
    assertThat(lacks(newYear.minusDays(1), newYearInBerlin.minusSeconds(3600)))
        .as("what asking again an hour earlier, when that day is today, lacks")
        .isEmpty();
  }
}
