package org.jawort.contact.address;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in a text that somebody pasted from a spreadsheet or a mail program. */
public final class PastedAddresses {
  /** Most of them at once. */
  public static final int MOST = 10_000;

  private static final Pattern BETWEEN = Pattern.compile("[\\r\\n,;\\t]+");

  /** As mail programs write it: {@code Ada Lovelace <ada@example.org>}. */
  private static final Pattern NAMED = Pattern.compile(".*<([^<>]*)>\\s*");

  private static final String MAILTO = "mailto:";

  private PastedAddresses() {}

  /** What stands in a text, one a line, or with commas, semicolons or tabs between. */
  public static List<String> in(String text) {
    return Arrays.stream(BETWEEN.split(text))
        .map(PastedAddresses::bare)
        .filter(one -> !one.isEmpty())
        .toList();
  }

  private static String bare(String written) {
    Matcher named = NAMED.matcher(written);
    String address = (named.matches() ? named.group(1) : written).strip();
    return address.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
        ? address.substring(MAILTO.length())
        : address;
  }
}
