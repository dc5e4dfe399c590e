package org.jawort.consent.filter;

/** How a condition compares what it is about with its values. */
public enum Operator {
  /** The same as one of the values; upper and lower case do not matter. */
  IS,
  /** Begins with one of the values. */
  STARTS_WITH,
  /** Has one of the values anywhere, also within a word. */
  CONTAINS,
  /** Ends with one of the values. */
  ENDS_WITH,
  /** One of those that can be chosen. */
  ONE_OF,
  /** A number that is not smaller. */
  AT_LEAST,
  /** A number that is not greater. */
  AT_MOST,
  /** On that day or later, in the tenant's time zone. */
  SINCE,
  /** Earlier than that day. */
  BEFORE,
  /** Not longer ago than so many days; today counts as none. */
  WITHIN_DAYS,
  /** Longer ago than so many days. */
  OLDER_THAN_DAYS,
  /** There is something. */
  FILLED,
  /** There is nothing. */
  EMPTY;

  /** How the JSON form writes it, such as {@code startsWith}. */
  public String code() {
    return Codes.of(this);
  }

  /** Whether it compares with nothing. */
  public boolean takesNothing() {
    return this == FILLED || this == EMPTY;
  }

  /** Whether it compares with one value alone. */
  boolean takesOne() {
    return switch (this) {
      case AT_LEAST, AT_MOST, SINCE, BEFORE, WITHIN_DAYS, OLDER_THAN_DAYS -> true;
      default -> false;
    };
  }

  /** Whether its value is a number of days. */
  public boolean takesDays() {
    return this == WITHIN_DAYS || this == OLDER_THAN_DAYS;
  }
}
