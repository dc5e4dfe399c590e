package org.jawort.tenant.web;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.web.AccessRule;
import org.jawort.platform.web.AccessRules;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** The rules of all rooms, the most specific pattern first. */
@Component
class AddressRules {
  private record Compiled(PathPattern pattern, AccessRule rule) {}

  private final List<Compiled> rules;

  AddressRules(List<AccessRules> rooms) {
    this.rules =
        rooms.stream()
            .flatMap(room -> room.rules().stream())
            .map(
                rule -> new Compiled(PathPatternParser.defaultInstance.parse(rule.pattern()), rule))
            .sorted(Comparator.comparing(Compiled::pattern, PathPattern.SPECIFICITY_COMPARATOR))
            .toList();
  }

  /** The rule about a method at a path; empty where it is denied to everybody. */
  Optional<AccessRule> find(HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return rules.stream()
        .filter(compiled -> compiled.pattern().matches(parsed))
        .map(Compiled::rule)
        .filter(rule -> rule.covers(method))
        .findFirst();
  }

  /** All of them. */
  List<AccessRule> all() {
    return rules.stream().map(Compiled::rule).toList();
  }

  /** Tells whether any method has a rule at the path. */
  boolean know(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return rules.stream().anyMatch(compiled -> compiled.pattern().matches(parsed));
  }
}
