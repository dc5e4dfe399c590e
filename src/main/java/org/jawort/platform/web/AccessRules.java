package org.jawort.platform.web;

import java.util.List;

/**
 * The addresses of one room and who may use them: each room has one bean of this type. What no rule
 * names is denied to everybody.
 */
public record AccessRules(List<AccessRule> rules) {
  /** Copies the rules. */
  public AccessRules {
    rules = List.copyOf(rules);
  }

  /** Lists the rules of a room. */
  public static AccessRules of(AccessRule... rules) {
    return new AccessRules(List.of(rules));
  }
}
