package org.jawort.consent.filter;

import java.util.function.UnaryOperator;
import org.jawort.consent.filter.Condition.Test;
import org.jawort.platform.Spelling;

/**
 * Texts.
 *
 * <p>Under row-level security only leakproof operators may use an index, so a beginning is asked as
 * a range of a column ordered by bytes and not by LIKE.
 */
final class TextSql {
  private final StatementParts parts;

  TextSql(StatementParts parts) {
    this.parts = parts;
  }

  /** A column in lower case, which may be empty. */
  String text(Test test, String column) {
    return switch (test.is()) {
      case FILLED -> column + " <> ''";
      case EMPTY -> "coalesce(" + column + ", '') = ''";
      default -> words(column, test, this::lowered);
    };
  }

  /** Lower case as the database makes it, which made the column. */
  String lowered(String value) {
    return "lower(" + parts.parameter(value) + ")";
  }

  /** One of the values. */
  String words(String column, Test test, UnaryOperator<String> value) {
    return StatementParts.anyOf(
        test.values().stream().map(text -> word(column, test.is(), value.apply(text))));
  }

  /**
   * A single one.
   *
   * @param value as SQL
   */
  String word(String column, Operator is, String value) {
    return switch (is) {
      case IS -> column + " = " + value;
      case STARTS_WITH -> beginning(column, value);
      case CONTAINS -> "strpos(" + column + ", " + value + ") > 0";
      case ENDS_WITH -> "right(" + column + ", length(" + value + ")) = " + value;
      default -> throw StatementParts.unfit(is);
    };
  }

  private String beginning(String column, String value) {
    return "%s >= %s AND %s < %s || %s"
        .formatted(column, value, column, value, parts.parameter(Spelling.LAST));
  }
}
