package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, also behind a reverse proxy.
 *
 * @param address of the visitor; a proxy's word (X-Forwarded-For, its last entry) is taken only
 *     from this machine or, where the public address is https and so a proxy must exist, from a
 *     private network
 * @param thisMachine whether it came from this machine without any proxy in between, and was meant
 *     for it by name, so that a foreign page cannot reach here by rebinding its own name
 */
public record ClientAddress(InetAddress address, boolean thisMachine) {
  private static final List<String> PROXY_HEADERS =
      List.of("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "X-Real-IP", "Via");
  private static final List<String> OWN_NAMES = List.of("localhost", "127.0.0.1", "[::1]", "::1");
  // Only digits of addresses: a name would be looked up in DNS.
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  /**
   * Reads it from the request.
   *
   * @param secure whether the public address is https
   */
  public static ClientAddress of(HttpServletRequest request, boolean secure) {
    InetAddress peer = literal(request.getRemoteAddr()).orElseGet(InetAddress::getLoopbackAddress);
    boolean proxied = PROXY_HEADERS.stream().anyMatch(name -> request.getHeader(name) != null);
    boolean trusted =
        peer.isLoopbackAddress()
            || (secure && (peer.isSiteLocalAddress() || isUniqueLocal(peer.getAddress())));
    InetAddress visitor =
        trusted ? lastEntry(request.getHeader("X-Forwarded-For")).orElse(peer) : peer;
    return new ClientAddress(
        visitor,
        peer.isLoopbackAddress() && !proxied && OWN_NAMES.contains(request.getServerName()));
  }

  private static boolean isUniqueLocal(byte[] address) {
    return address.length == 16 && (address[0] & 0xfe) == 0xfc;
  }

  private static Optional<InetAddress> lastEntry(@Nullable String forwardedFor) {
    if (forwardedFor == null) {
      return Optional.empty();
    }
    return literal(forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip());
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The network that it belongs to: the first 24 bits of IPv4, the first 64 of IPv6; as bytes. */
  public byte[] network() {
    byte[] bytes = address.getAddress();
    return Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 8);
  }
}
