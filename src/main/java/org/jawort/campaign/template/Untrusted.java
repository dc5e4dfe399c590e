package org.jawort.campaign.template;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes what visitors typed or sent harmless before it stands in a mail or on a page for somebody
 * else: sign-up forms are misused to send advertising and links in the name field (B-07).
 */
public final class Untrusted {
  private static final int LONGEST_NAME = 30;

  /** Up to three words of letters; a dot only where no letter follows it. */
  private static final Pattern NAME =
      Pattern.compile("\\p{L}[\\p{L}\\p{M}'’‘-]*\\.?(?: \\p{L}[\\p{L}\\p{M}'’‘-]*\\.?){0,2}");

  private Untrusted() {}

  /** The name, or an empty text where it is anything but a name. */
  public static String name(@Nullable String typed) {
    String name = typed == null ? "" : typed.strip();
    return name.length() <= LONGEST_NAME && NAME.matcher(name).matches() ? name : "";
  }

  /**
   * The host of a page, for reading, where it is one that the owner listed: whoever sends a form
   * writes the address of its page as well, and could have a mail say anything by it. Its path is
   * left out, and an invisible joiner at each dot keeps mail programs from making a link of it.
   *
   * @param listed names of hosts in lower case and in ASCII
   */
  public static String page(@Nullable String address, Set<String> listed) {
    try {
      URI uri = new URI(address == null ? "" : address.strip());
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return "";
      }
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      return listed.contains(host) ? host.replace(".", "\u2060.\u2060") : "";
    } catch (URISyntaxException e) {
      return "";
    }
  }

  /**
   * One line: control characters, line breaks and what turns the writing direction become spaces.
   */
  public static String line(@Nullable String text) {
    return text == null
        ? ""
        : text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+", " ").strip();
  }

  /** Several lines, each without control characters. */
  public static String lines(String text) {
    return text.lines().map(Untrusted::line).reduce((a, b) -> a + "\n" + b).orElse("").strip();
  }
}
