package org.jawort.optin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jawort.tenant.IpMode;
import org.jspecify.annotations.Nullable;

/**
 * Who opened or pressed, as far as the request tells.
 *
 * @param ip already cut as the tenant wishes (law 16), or null
 * @param userAgent at most 400 characters of what the browser calls itself, or null
 */
public record Visit(@Nullable String ip, @Nullable String userAgent) {
  private static final int LONGEST_USER_AGENT = 400;

  /** Keeps of an address and a browser's name what the tenant wishes and the ledger takes. */
  public static Visit of(InetAddress address, IpMode mode, @Nullable String userAgent) {
    return new Visit(cut(address, mode), userAgent == null ? null : shorten(userAgent));
  }

  private static @Nullable String cut(InetAddress address, IpMode mode) {
    return switch (mode) {
      case OFF -> null;
      case FULL -> address.getHostAddress();
      case TRUNCATED -> network(address);
    };
  }

  /** 24 bits of IPv4, 48 of IPv6: no longer one household. */
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

  private static String shorten(String userAgent) {
    String visible = userAgent.replaceAll("\\p{Cntrl}", " ").strip();
    return visible.substring(0, Math.min(visible.length(), LONGEST_USER_AGENT));
  }
}
