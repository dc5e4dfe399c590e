package org.jawort.campaign.template;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes what visitors typed or sent harmless before it stands in a mail or on a page for somebody
 * else: sign-up forms are misused to send advertising and links in the name field (B-07).
 */
public final class Untrusted {
  private static final int LONGEST_NAME = 30;
  private static final int LONGEST_PAGE = 120;

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
   * Host and path of a page, for reading: without scheme and query, and with an invisible joiner at
   * each dot, so that no mail program turns it into a link.
   */
  public static String page(@Nullable String address) {
    try {
      URI uri = new URI(address == null ? "" : address.strip());
      boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
      if (!web || uri.getHost() == null || uri.getRawUserInfo() != null) {
        return "";
      }
      String path =
          uri.getRawPath() == null || uri.getRawPath().equals("/") ? "" : uri.getRawPath();
      String place = uri.getHost() + path;
      return place.length() > LONGEST_PAGE ? joined(uri.getHost()) : joined(place);
    } catch (URISyntaxException e) {
      return "";
    }
  }

  private static String joined(String place) {
    return place.replace(".", "\u2060.\u2060");
  }

  /** One line: control characters and line breaks become spaces. */
  public static String line(@Nullable String text) {
    return text == null ? "" : text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
  }

  /** Several lines, each without control characters. */
  public static String lines(String text) {
    return text.lines().map(Untrusted::line).reduce((a, b) -> a + "\n" + b).orElse("").strip();
  }
}
