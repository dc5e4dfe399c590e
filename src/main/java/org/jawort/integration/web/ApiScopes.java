package org.jawort.integration.web;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jawort.integration.ApiScope;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * Which scope each address of the API wants; there is no other place that says so. What is not
 * named here is for administrators alone, so that an address that was forgotten opens to nobody
 * else.
 */
final class ApiScopes {
  private static final String BASE = "/api/v1";

  private record Rule(HttpMethod method, PathPattern pattern, ApiScope scope) {
    boolean covers(HttpMethod asked, PathContainer path) {
      HttpMethod shown = asked.equals(HttpMethod.HEAD) ? HttpMethod.GET : asked;
      return method.equals(shown) && pattern.matches(path);
    }
  }

  private static final List<Rule> RULES =
      Stream.of(
              rule(HttpMethod.GET, "/contact-points/{id}/dossier", ApiScope.READ),
              rule(HttpMethod.GET, "/contact-points/{id}/history", ApiScope.READ),
              rule(HttpMethod.GET, "/changes", ApiScope.READ),
              rule(HttpMethod.GET, "/contact-fields", ApiScope.READ),
              rule(HttpMethod.GET, "/contacts", ApiScope.READ),
              rule(HttpMethod.GET, "/contacts/{id}", ApiScope.READ),
              rule(HttpMethod.GET, "/contacts/{id}/copy", ApiScope.READ),
              rule(HttpMethod.GET, "/events/{id}/proof", ApiScope.READ),
              rule(HttpMethod.GET, "/exports/{id}", ApiScope.READ),
              rule(HttpMethod.GET, "/exports/{id}/file", ApiScope.READ),
              rule(HttpMethod.POST, "/exports", ApiScope.READ),
              rule(HttpMethod.GET, "/forms", ApiScope.READ),
              rule(HttpMethod.GET, "/forms/{id}", ApiScope.READ),
              rule(HttpMethod.GET, "/forms/{id}/submissions", ApiScope.READ),
              rule(HttpMethod.GET, "/funnel", ApiScope.READ),
              rule(HttpMethod.GET, "/imports/{id}", ApiScope.READ),
              rule(HttpMethod.GET, "/imports/{id}/refusals", ApiScope.READ),
              rule(HttpMethod.GET, "/groups", ApiScope.READ),
              rule(HttpMethod.GET, "/groups/{id}/members", ApiScope.READ),
              rule(HttpMethod.GET, "/openapi.json.yaml", ApiScope.READ),
              rule(HttpMethod.GET, "/permission", ApiScope.READ),
              rule(HttpMethod.GET, "/purposes", ApiScope.READ),
              rule(HttpMethod.POST, "/contacts", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/contacts:batch", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/imports", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/imports/{id}/mapping", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/imports/{id}/run", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/imports/{id}/stop", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/imports/{id}/resume", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/imports/{id}/undo", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/groups", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/groups/{id}/members", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/groups/{id}/opt-in", ApiScope.CONSENTS),
              rule(HttpMethod.PATCH, "/contacts/{id}", ApiScope.CONTACTS),
              rule(HttpMethod.POST, "/contact-points/{id}/opt-in", ApiScope.CONSENTS),
              rule(HttpMethod.POST, "/contact-points/{id}/declarations", ApiScope.CONSENTS),
              rule(HttpMethod.POST, "/contact-points/{id}/refusals", ApiScope.CONSENTS),
              rule(HttpMethod.POST, "/contact-points/{id}/withdrawals", ApiScope.CONSENTS),
              rule(HttpMethod.POST, "/contact-points/{id}/objections", ApiScope.CONSENTS),
              rule(HttpMethod.POST, "/contact-points/{id}/complaints", ApiScope.CONSENTS),
              rule(HttpMethod.POST, "/contact-points/{id}/uses", ApiScope.CONSENTS),
              rule(HttpMethod.DELETE, "/contacts/{id}", ApiScope.ADMIN),
              rule(HttpMethod.POST, "/forms", ApiScope.ADMIN),
              rule(HttpMethod.PUT, "/forms/{id}", ApiScope.ADMIN),
              rule(HttpMethod.POST, "/purposes", ApiScope.ADMIN))
          .sorted(Comparator.comparing(Rule::pattern, PathPattern.SPECIFICITY_COMPARATOR))
          .toList();

  private ApiScopes() {}

  private static Rule rule(HttpMethod method, String path, ApiScope scope) {
    return new Rule(method, PathPatternParser.defaultInstance.parse(BASE + path), scope);
  }

  /** The scope that a method at a path wants. */
  static ApiScope of(HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return RULES.stream()
        .filter(rule -> rule.covers(method, parsed))
        .map(Rule::scope)
        .findFirst()
        .orElse(ApiScope.ADMIN);
  }

  /** Tells whether the address is named. */
  static boolean names(HttpMethod method, String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return RULES.stream().anyMatch(rule -> rule.covers(method, parsed));
  }
}
