package org.jawort.form.web;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The address of the page on which somebody signed up, as far as the browser tells, without query
 * and fragment, which may hold personal data (law 15).
 */
final class PageAddress {
  private static final int LONGEST = 500;

  private PageAddress() {}

  /**
   * Takes the page that the form itself names, else the one that the browser names, else the site,
   * else the hosted form where it was the one that was filled in.
   *
   * @param named by a form in a frame or by a script, whose requests come from us, or without a
   *     path; a browser's word about the origin counts more
   * @param own origin of our pages
   * @param hosted address of our own form where the submission carries its stamp, else null
   */
  static @Nullable String of(
      String named,
      @Nullable String referer,
      @Nullable String origin,
      String own,
      @Nullable String hosted) {
    boolean credible = origin == null || origin.equals(own) || named.startsWith(origin + "/");
    return clean(credible ? named : null)
        .or(() -> clean(referer))
        .or(() -> clean(origin))
        .orElse(hosted);
  }

  /** Without query and fragment; empty where it is no address of a page. */
  static Optional<String> clean(@Nullable String address) {
    if (address == null) {
      return Optional.empty();
    }
    try {
      var uri = new URI(address);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      String page = uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
      return web && uri.getHost() != null && uri.getRawUserInfo() == null
          ? Optional.of(page).filter(text -> text.length() <= LONGEST)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
