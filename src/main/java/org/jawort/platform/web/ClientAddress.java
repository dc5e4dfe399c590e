package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jawort.platform.IpLiteral;
import org.jawort.platform.Networks;

/**
 * Where a request came from, also behind reverse proxies: the last address in the row of callers
 * that is no proxy of the operator's. What a stranger writes into the headers stands before that,
 * and counts for nothing.
 *
 * @param address of the visitor
 */
public record ClientAddress(InetAddress address) {
  private static final String KNOWN = ClientAddress.class.getName();

  /** Several ask for it while a request is answered. */
  private record Known(Networks proxies, ClientAddress address) {}

  /**
   * Reads it from the request.
   *
   * @param proxies whose word is taken for who called them
   */
  public static ClientAddress of(HttpServletRequest request, Networks proxies) {
    if (request.getAttribute(KNOWN) instanceof Known known && known.proxies() == proxies) {
      return known.address();
    }
    ClientAddress address = read(request, proxies);
    request.setAttribute(KNOWN, new Known(proxies, address));
    return address;
  }

  private static ClientAddress read(HttpServletRequest request, Networks proxies) {
    InetAddress peer =
        IpLiteral.parse(unscoped(request.getRemoteAddr()))
            .orElseGet(InetAddress::getLoopbackAddress);
    if (!proxies.contain(peer)) {
      return new ClientAddress(peer);
    }
    return new ClientAddress(
        agreed(
            peer,
            caller(ProxyHeaders.forwardedFor(request), proxies),
            caller(ProxyHeaders.forwarded(request), proxies)));
  }

  /** The interface of this machine that a link-local address came by is none of its parts. */
  private static String unscoped(String address) {
    int scope = address.indexOf('%');
    return scope < 0 ? address : address.substring(0, scope);
  }

  /**
   * A proxy writes one of the two headers and passes the other on as it came, so that where they
   * differ one is a stranger's: then nobody is believed.
   */
  private static InetAddress agreed(
      InetAddress peer, Optional<InetAddress> one, Optional<InetAddress> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other)
        ? peer
        : one.or(() -> other).orElse(peer);
  }

  /** The first that is no proxy, going back; where one names nobody, it is the last known. */
  private static Optional<InetAddress> caller(List<String> lastFirst, Networks proxies) {
    Optional<InetAddress> known = Optional.empty();
    for (String entry : lastFirst) {
      Optional<InetAddress> next = IpLiteral.parseNode(entry);
      if (next.isEmpty()) {
        break;
      }
      known = next;
      if (!proxies.contain(next.get())) {
        break;
      }
    }
    return known;
  }

  /** The network that it belongs to: the first 24 bits of IPv4, the first 64 of IPv6; as bytes. */
  public byte[] network() {
    byte[] bytes = address.getAddress();
    return Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 8);
  }
}
