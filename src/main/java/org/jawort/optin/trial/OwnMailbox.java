package org.jawort.optin.trial;

import org.jawort.contact.address.CheckedAddress;

/** The mailbox behind an e-mail address, however many aliases lead there. */
final class OwnMailbox {
  private OwnMailbox() {}

  /** The address without what stands behind a plus sign; most servers deliver both to one. */
  static CheckedAddress of(CheckedAddress address) {
    return new CheckedAddress(address.channel(), folded(address.typed()), folded(address.key()));
  }

  private static String folded(String address) {
    int at = address.lastIndexOf('@');
    int plus = address.indexOf('+');
    return plus > 0 && plus < at ? address.substring(0, plus) + address.substring(at) : address;
  }
}
