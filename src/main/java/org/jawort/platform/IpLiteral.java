package org.jawort.platform;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses of the Internet in figures, as headers and settings write them. No name is looked up.
 */
public final class IpLiteral {
  /** Of an IPv6 address that ends with an IPv4 address. */
  private static final int LONGEST = 45;

  // Java also takes "1.2" for an address; whoever writes it means something else.
  private static final Pattern FOUR = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");
  private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]+");
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");

  private IpLiteral() {}

  /** An address alone: {@code 192.0.2.1}, {@code 2001:db8::1}. */
  public static Optional<InetAddress> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    boolean six = text.indexOf(':') >= 0;
    if (!(six ? SIX : FOUR).matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * An address that may have a port, and then brackets where it is of IPv6 (RFC 7239, section 6):
   * {@code 192.0.2.1:443}, {@code [2001:db8::1]}, {@code [2001:db8::1]:443}.
   */
  public static Optional<InetAddress> parseNode(String text) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      return end > 0 && isPort(text.substring(end + 1)) && text.lastIndexOf(':', end) > 0
          ? parse(text.substring(1, end))
          : Optional.empty();
    }
    int colon = text.indexOf(':');
    return colon >= 0 && colon == text.lastIndexOf(':') && isPort(text.substring(colon))
        ? parse(text.substring(0, colon))
        : parse(text);
  }

  /** Nothing, or a colon and a port. */
  private static boolean isPort(String rest) {
    return rest.isEmpty() || (rest.charAt(0) == ':' && PORT.matcher(rest.substring(1)).matches());
  }
}
