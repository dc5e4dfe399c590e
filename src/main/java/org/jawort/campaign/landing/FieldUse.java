package org.jawort.campaign.landing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A field in a text.
 *
 * @param key what it is called there, whether there is such a field or not
 * @param fallback what stands there where nothing is known, or empty
 */
record FieldUse(String key, String fallback) {
  /** Any quotation marks, as text programs put them in by themselves. */
  private static final Pattern FIELD =
      Pattern.compile(
          "\\{\\{\\s*(\\w{1,40})\\s*(?:\\|\\s*default\\(\\s*[\"'„“”‚‘’](.{0,80}?)[\"'“”‘’]\\s*\\)\\s*)?}}");

  private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");

  static List<FieldUse> in(String text) {
    return FIELD.matcher(text).results().map(FieldUse::of).toList();
  }

  /** Tells whether something looks like a field and is none. */
  static boolean isBroken(String text) {
    return BRACES.matcher(FIELD.matcher(text).replaceAll("")).find();
  }

  /** The text with something in place of each field. */
  static String replace(String text, Function<FieldUse, String> by) {
    return FIELD
        .matcher(text)
        .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(by.apply(of(found))));
  }

  /** What stands there, given what is known. */
  String value(Map<LandingField, String> known) {
    String value = LandingField.of(key).map(field -> known.getOrDefault(field, "")).orElse("");
    return value.isEmpty() ? fallback : value;
  }

  private static FieldUse of(MatchResult found) {
    return new FieldUse(found.group(1), found.group(2) == null ? "" : found.group(2).strip());
  }
}
