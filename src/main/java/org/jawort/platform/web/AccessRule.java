package org.jawort.platform.web;

import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Says who may use an address.
 *
 * @param methods that the rule is about; empty means every method
 * @param pattern path in Spring's notation, such as {@code /app/contacts/{id}/**}; where several
 *     fit, the most specific one counts
 * @param audience those who may
 * @param again whether they must have shown lately that it is they: a session that somebody finds
 *     open is not enough for keys, secrets, roles, whole copies of a person, and erasing
 */
public record AccessRule(
    Set<HttpMethod> methods, String pattern, Audience audience, boolean again) {
  /** Copies the methods. */
  public AccessRule {
    methods = Set.copyOf(methods);
  }

  /** A rule about every method. */
  public static AccessRule any(String pattern, Audience audience) {
    return new AccessRule(Set.of(), pattern, audience, false);
  }

  /** A rule about showing: GET and HEAD. */
  public static AccessRule get(String pattern, Audience audience) {
    return new AccessRule(Set.of(HttpMethod.GET, HttpMethod.HEAD), pattern, audience, false);
  }

  /** A rule about acting: POST. */
  public static AccessRule post(String pattern, Audience audience) {
    return new AccessRule(Set.of(HttpMethod.POST), pattern, audience, false);
  }

  /** The same for those alone who have shown lately that it is they. */
  public AccessRule provenAgain() {
    return new AccessRule(methods, pattern, audience, true);
  }

  /** Tells whether the rule is about this method. */
  public boolean covers(HttpMethod method) {
    return methods.isEmpty() || methods.contains(method);
  }
}
