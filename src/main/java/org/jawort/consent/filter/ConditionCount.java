package org.jawort.consent.filter;

/**
 * How many contact points a condition holds for.
 *
 * @param least at least so many
 * @param exact whether there are no more; where counting all would have taken too long, there may
 *     be
 */
public record ConditionCount(int least, boolean exact) {
  /** As far as is counted where counting all would take too long. */
  public static final int ENOUGH = 10_000;
}
