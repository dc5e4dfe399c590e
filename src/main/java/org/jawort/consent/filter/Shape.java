package org.jawort.consent.filter;

import static org.jawort.consent.filter.Operator.AT_LEAST;
import static org.jawort.consent.filter.Operator.AT_MOST;
import static org.jawort.consent.filter.Operator.BEFORE;
import static org.jawort.consent.filter.Operator.CONTAINS;
import static org.jawort.consent.filter.Operator.EMPTY;
import static org.jawort.consent.filter.Operator.ENDS_WITH;
import static org.jawort.consent.filter.Operator.FILLED;
import static org.jawort.consent.filter.Operator.IS;
import static org.jawort.consent.filter.Operator.OLDER_THAN_DAYS;
import static org.jawort.consent.filter.Operator.ONE_OF;
import static org.jawort.consent.filter.Operator.SINCE;
import static org.jawort.consent.filter.Operator.STARTS_WITH;
import static org.jawort.consent.filter.Operator.WITHIN_DAYS;

import java.util.List;
import org.jawort.contact.group.CustomFieldType;

/** What kind of values something has, and by which operators it can be asked. */
public enum Shape {
  /** A line of text that may be missing. */
  TEXT(CONTAINS, STARTS_WITH, ENDS_WITH, IS, FILLED, EMPTY),
  /** Words, each of which stands somewhere. */
  WORDS(CONTAINS),
  /** An address, which is always there. */
  ADDRESS(CONTAINS, STARTS_WITH, ENDS_WITH, IS),
  /** The domain of an e-mail address. */
  DOMAIN(IS, CONTAINS, ENDS_WITH),
  /** A number that may be missing. */
  NUMBER(AT_LEAST, AT_MOST, IS, FILLED, EMPTY),
  /** A day that may be missing. */
  DAY(IS, SINCE, BEFORE, WITHIN_DAYS, OLDER_THAN_DAYS, FILLED, EMPTY),
  /** When something happened, to the day. */
  MOMENT(WITHIN_DAYS, OLDER_THAN_DAYS, SINCE, BEFORE),
  /** One of several. */
  CHOICE(ONE_OF),
  /** An id; one that nobody has is found nowhere. */
  ID(ONE_OF),
  /** One of several, or nothing. */
  OPTIONAL_CHOICE(ONE_OF, FILLED, EMPTY);

  private final List<Operator> operators;

  Shape(Operator... operators) {
    this.operators = List.of(operators);
  }

  /** The operators that fit, the most usual first. */
  public List<Operator> operators() {
    return operators;
  }

  /** What a tenant's own field of a type is. */
  public static Shape of(CustomFieldType type) {
    return switch (type) {
      case TEXT -> TEXT;
      case NUMBER -> NUMBER;
      case DATE -> DAY;
      case CHOICE, CHOICES, YES_NO -> OPTIONAL_CHOICE;
    };
  }
}
