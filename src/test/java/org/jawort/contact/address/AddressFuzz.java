package org.jawort.contact.address;

import java.nio.charset.StandardCharsets;

/** An address as somebody types it. */
public final class AddressFuzz {
  private AddressFuzz() {}

  /** Any text is an address or wrong in a way that has a name. */
  public static void fuzzerTestOneInput(byte[] input) {
    EmailAddress.parse(new String(input, StandardCharsets.UTF_8));
  }
}
