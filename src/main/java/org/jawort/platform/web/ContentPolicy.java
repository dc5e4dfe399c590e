package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The Content-Security-Policy of a page. Every answer carries {@link #STRICT}; an address that
 * needs more says so for itself: {@code ContentPolicy.STRICT.with("frame-src",
 * "'self'").set(response)}.
 */
public record ContentPolicy(Map<String, String> directives) {
  /** Nothing inline, nothing from elsewhere, in nobody's frame. */
  public static final ContentPolicy STRICT =
      new ContentPolicy(Map.of())
          .with("default-src", "'none'")
          .with("script-src", "'self'")
          .with("style-src", "'self'")
          .with("img-src", "'self' data:")
          .with("font-src", "'self'")
          .with("connect-src", "'self'")
          .with("form-action", "'self'")
          .with("base-uri", "'none'")
          .with("frame-ancestors", "'none'");

  /**
   * For a document that others wrote, such as a mail, in a frame of ours: no script, nothing from
   * elsewhere, an origin of its own.
   *
   * @param allowed what its sandbox lets it do, such as {@code allow-popups}, or nothing
   */
  public static ContentPolicy framed(String allowed) {
    return new ContentPolicy(Map.of())
        .with("sandbox", allowed)
        .with("default-src", "'none'")
        .with("style-src", "'unsafe-inline'")
        .with("img-src", "data:")
        .with("frame-ancestors", "'self'");
  }

  /** The same policy with one directive set. */
  public ContentPolicy with(String directive, String sources) {
    var changed = new LinkedHashMap<>(directives);
    changed.put(directive, sources);
    return new ContentPolicy(changed);
  }

  /** Replaces the policy of this answer. */
  public void set(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", header());
  }

  /** The header's value. */
  public String header() {
    return directives.entrySet().stream()
        .map(directive -> directive.getKey() + " " + directive.getValue())
        .collect(Collectors.joining("; "));
  }
}
