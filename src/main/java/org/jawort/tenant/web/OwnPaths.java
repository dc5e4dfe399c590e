package org.jawort.tenant.web;

import java.util.regex.Pattern;

/** Where a sign-in may lead on: to paths of our own, whatever an address says. */
final class OwnPaths {
  /** Nothing that a browser could read as another host. */
  private static final Pattern OWN =
      Pattern.compile("(?:/app(?:[/?][\\w\\-./?&=%+~,:;@!$]*)?|/invitation/[\\w.-]+)");

  private OwnPaths() {}

  static String own(String path) {
    return OWN.matcher(path).matches() && !path.contains("//") ? path : "/app";
  }
}
