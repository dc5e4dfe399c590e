package org.jawort.tenant;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How much of a visitor's IP address is kept as evidence (law 16). */
public enum IpMode {
  /** Nothing. */
  OFF,
  /** The network: 24 bits of IPv4, 48 of IPv6. */
  TRUNCATED,
  /** All of it. */
  FULL;

  /** What is kept of the address, or null. */
  public @Nullable String keep(InetAddress address) {
    return switch (this) {
      case OFF -> null;
      case TRUNCATED -> network(address);
      case FULL -> address.getHostAddress();
    };
  }

  private static String network(InetAddress address) {
    byte[] bytes = address.getAddress();
    int kept = bytes.length == 4 ? 3 : 6;
    Arrays.fill(bytes, kept, bytes.length, (byte) 0);
    try {
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * 8;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four or sixteen bytes are an address", e);
    }
  }
}
