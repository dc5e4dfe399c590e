package org.jawort.consent.filter;

import java.util.List;
import java.util.UUID;
import org.jawort.consent.filter.Condition.Test;

/** What is chosen among names of ours, or by its id. */
final class ChoiceSql {
  private final Vocabulary words;
  private final StatementParts parts;

  ChoiceSql(Vocabulary words, StatementParts parts) {
    this.words = words;
    this.parts = parts;
  }

  /** One of the names. */
  String oneOf(String column, Test test) {
    return column + " IN (" + StatementParts.literals(known(test)) + ")";
  }

  /** Those of the values that are names of ours. */
  List<String> known(Test test) {
    List<String> ours = words.choices(test);
    return test.values().stream().filter(ours::contains).toList();
  }

  /** The mail block, which may be missing. */
  String block(Test test) {
    return switch (test.is()) {
      case FILLED -> "p.mail_block IS NOT NULL";
      case EMPTY -> "p.mail_block IS NULL";
      default -> oneOf("p.mail_block", test);
    };
  }

  /** One of the ids. */
  String ids(String column, Test test) {
    UUID[] ids = test.values().stream().map(UUID::fromString).toArray(UUID[]::new);
    return column + " = ANY (" + parts.parameter(ids) + ")";
  }
}
