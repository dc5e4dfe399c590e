package org.jawort.tenant;

import com.ibm.icu.text.IDNA;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a website's host, in lower case and in ASCII: a name with letters beyond a to z
 * stands as {@code xn--…}, so that one that only looks like another cannot be taken for it.
 *
 * @param value such as {@code www.salon.example}
 */
public record HostName(String value) {
  private static final int LONGEST = 253;
  private static final IDNA NAMES =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.USE_STD3_RULES);

  /** At least two labels, and the last one is no number: so it is no IP address in any notation. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,59})");

  /** Endings that lead to nowhere, or to the visitor's own machine or house. */
  private static final Pattern INSIDE =
      Pattern.compile(".*\\.(?:localhost|local|internal|home|lan|invalid|onion|arpa)");

  /**
   * Reads a name as somebody typed it.
   *
   * @return empty where it is no name of a public website: an IP address, a name without a dot, or
   *     one that is no domain name at all
   */
  public static Optional<HostName> parse(String typed) {
    var info = new IDNA.Info();
    String name =
        NAMES
            .nameToASCII(typed.strip(), new StringBuilder(), info)
            .toString()
            .toLowerCase(Locale.ROOT);
    boolean good =
        !info.hasErrors()
            && name.length() <= LONGEST
            && NAME.matcher(name).matches()
            && !INSIDE.matcher(name).matches();
    return good ? Optional.of(new HostName(name)) : Optional.empty();
  }

  /** A domain in lower case and in ASCII, as far as it is one. */
  static String ascii(String domain) {
    return NAMES
        .nameToASCII(domain, new StringBuilder(), new IDNA.Info())
        .toString()
        .toLowerCase(Locale.ROOT);
  }

  /** Tells whether its letters go beyond a to z, so that it deserves a second look. */
  public boolean isInternational() {
    return value.startsWith("xn--") || value.contains(".xn--");
  }

  @Override
  public String toString() {
    return value;
  }
}
