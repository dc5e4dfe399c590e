package org.jawort.consent.filter;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jawort.consent.filter.Condition.Test;

/** When something happened, in days of the tenant. */
final class MomentSql {
  private final Vocabulary words;
  private final StatementParts parts;

  MomentSql(Vocabulary words, StatementParts parts) {
    this.words = words;
    this.parts = parts;
  }

  /** A moment that was or was not yet. */
  String moment(String column, Test test) {
    return column + (isLater(test) ? " >= " : " < ") + begin(test);
  }

  private static boolean isLater(Test test) {
    return test.is() == Operator.SINCE || test.is() == Operator.WITHIN_DAYS;
  }

  private String begin(Test test) {
    return parts.parameter(Timestamp.from(instant(test)));
  }

  private Instant instant(Test test) {
    return day(test).atStartOfDay(words.zone()).toInstant();
  }

  /** The day that the comparison names or counts back to. */
  LocalDate day(Test test) {
    String value = test.values().getFirst();
    return test.is().takesDays()
        ? words.today().minusDays(Integer.parseInt(value))
        : LocalDate.parse(value);
  }

  /**
   * Ids of events ascend with the time at which they were noted, and nothing is noted before it
   * happened: by them the database reads what is young enough and no more.
   */
  String activity(Test test, boolean negated) {
    return StatementParts.exists(
        """
        SELECT FROM consent_event e
        WHERE e.tenant_id = :tenant AND e.contact_point_id = p.id AND e.id >= %s AND e.at >= %s
        """
            .formatted(
                parts.parameter(new UUID(instant(test).toEpochMilli() << 16, 0)), begin(test)),
        negated == isLater(test));
  }
}
