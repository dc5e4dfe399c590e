package org.jawort.tenant;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The address with which a member of staff signs in.
 *
 * @param address as typed
 */
public record StaffEmail(String address) {
  private static final int MOST = 254;
  // Enough to catch slips; whether it exists shows when somebody writes to it.
  private static final Pattern FORM =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@<>\",;:\\\\()\\[\\]]{1,64}@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*");

  /** Reads what somebody typed; empty where it cannot be an address. */
  public static Optional<StaffEmail> parse(String text) {
    String address = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    return address.length() <= MOST && FORM.matcher(address).matches()
        ? Optional.of(new StaffEmail(address))
        : Optional.empty();
  }

  /** For comparison: letter case means nothing at the sign-in. */
  public String key() {
    return address.toLowerCase(Locale.ROOT);
  }

  /** The part before the at sign. */
  String localPart() {
    return address.substring(0, address.lastIndexOf('@'));
  }

  @Override
  public String toString() {
    return "StaffEmail[…]";
  }
}
