package org.jawort.form.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The websites on which a tenant's forms may stand. Where a tenant has named none, every website is
 * one: a form takes what any page sends, its answer is the same for everybody, and no cookie is
 * involved, so a list protects the tenant's name and no secret.
 *
 * @param scheme of our own address: a form that is served by https stands on no page of http
 * @param hosts as the tenant named them
 */
record Embedders(String scheme, Set<String> hosts) {
  /** Copies the names. */
  Embedders {
    hosts = Set.copyOf(hosts);
  }

  /**
   * What {@code Access-Control-Allow-Origin} says to a page of this origin (Fetch, section 3.3);
   * empty where its scripts may not read our answers.
   */
  Optional<String> allowing(String origin) {
    if (hosts.isEmpty()) {
      return Optional.of("*");
    }
    return Optional.of(origin).filter(this::names);
  }

  private boolean names(String origin) {
    @Nullable URI page = uri(origin);
    return page != null
        && page.getHost() != null
        && hosts.contains(page.getHost())
        && ("https".equals(page.getScheme())
            || "http".equals(page.getScheme()) && "http".equals(scheme));
  }

  private static @Nullable URI uri(String origin) {
    try {
      return new URI(origin);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** The sources that may frame a form (CSP 3, frame-ancestors): these, on whatever port. */
  String ancestors() {
    return hosts.isEmpty()
        ? "*"
        : hosts.stream()
            .sorted()
            .map(host -> scheme + "://" + host + ":*")
            .collect(Collectors.joining(" ", "'self' ", ""));
  }
}
