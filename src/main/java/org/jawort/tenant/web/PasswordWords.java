package org.jawort.tenant.web;

import java.util.Locale;
import org.jawort.tenant.PasswordRules;

/** Says what is wrong with a password. */
final class PasswordWords {
  private PasswordWords() {}

  /** The message that says it; its placeholder is the fewest characters. */
  static String key(PasswordRules.Problem problem) {
    return "tenant.password." + problem.name().toLowerCase(Locale.ROOT);
  }
}
