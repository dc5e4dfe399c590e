package org.jawort.consent.filter;

import java.util.List;
import java.util.Objects;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.filter.Condition.Test;

/** The status of the consent for a purpose, and since when it stands. */
final class ConsentSql {
  private final Vocabulary words;
  private final StatementParts parts;
  private final ChoiceSql choices;
  private final MomentSql moments;

  ConsentSql(Vocabulary words, StatementParts parts, ChoiceSql choices, MomentSql moments) {
    this.words = words;
    this.parts = parts;
    this.choices = choices;
    this.moments = moments;
  }

  /** No row, or one that says so, is UNKNOWN. */
  String status(Test test, boolean negated) {
    boolean unknown = test.values().contains(ConsentStatus.UNKNOWN.name());
    List<String> asked = choices.known(test);
    List<String> statuses =
        unknown
            ? words.choices(test).stream().filter(name -> !asked.contains(name)).toList()
            : asked;
    return parts.exists(
        where(test, "s.status IN (" + StatementParts.literals(statuses) + ")"), negated != unknown);
  }

  /** Who was never asked stands in no status, and since no time. */
  String since(Test test, boolean negated) {
    return parts.exists(where(test, moments.moment("s.since", test)), negated);
  }

  private StatementParts.Looked where(Test test, String condition) {
    return new StatementParts.Looked(
        "consent s",
        "s.contact_point_id = p.id AND s.purpose_id",
        Objects.requireNonNull(words.purposes().get(test.of())),
        condition);
  }
}
