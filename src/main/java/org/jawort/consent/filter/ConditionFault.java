package org.jawort.consent.filter;

import java.util.List;

/**
 * What is wrong with a condition, and where.
 *
 * @param where JSON Pointer (RFC 6901) into its JSON form; empty for the whole
 * @param key of a message that says it
 * @param arguments for its placeholders
 */
public record ConditionFault(String where, String key, List<String> arguments) {
  /** Copies the arguments. */
  public ConditionFault {
    arguments = List.copyOf(arguments);
  }

  static ConditionFault of(String where, String what, Object... arguments) {
    return new ConditionFault(
        where,
        "filter.fault." + what,
        java.util.Arrays.stream(arguments).map(Object::toString).toList());
  }
}
