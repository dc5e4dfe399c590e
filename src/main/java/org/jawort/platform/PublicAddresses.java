package org.jawort.platform;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the internet from those of our own network (IANA special-purpose registries).
 */
public final class PublicAddresses {
  private PublicAddresses() {}

  /** Tells whether whoever answers there is not one of us. */
  public static boolean contain(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
  }

  private static boolean isPublic4(byte[] bytes) {
    int first = bytes[0] & 0xff;
    int second = bytes[1] & 0xff;
    boolean thisNetwork = first == 0;
    boolean carrier = first == 100 && (second & 0xc0) == 64;
    boolean protocols = first == 192 && second == 0 && bytes[2] == 0;
    boolean benchmark = first == 198 && (second & 0xfe) == 18;
    boolean reserved = first >= 240;
    return !(thisNetwork || carrier || protocols || benchmark || reserved);
  }

  private static boolean isPublic6(byte[] bytes) {
    boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
    boolean translated = startsWith(bytes, 0x00, 0x64, 0xff, 0x9b);
    boolean sixToFour = startsWith(bytes, 0x20, 0x02);
    boolean compatible = startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0);
    if (uniqueLocal || compatible) {
      return false;
    }
    return !translated && !sixToFour || isPublic(embedded(bytes, sixToFour ? 2 : 12));
  }

  private static boolean isPublic(byte[] embedded) {
    try {
      return contain(InetAddress.getByAddress(embedded));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static byte[] embedded(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, from + 4);
  }

  private static boolean startsWith(byte[] bytes, int... prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if ((bytes[i] & 0xff) != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
