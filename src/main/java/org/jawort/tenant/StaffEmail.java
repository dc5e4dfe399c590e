package org.jawort.tenant;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.platform.Spelling;

/**
 * The address with which a member of staff signs in.
 *
 * @param address as typed, mended (see {@link Spelling})
 */
public record StaffEmail(String address) {
  private static final int MOST = 254;
  // Enough to catch slips; whether it exists shows when somebody writes to it.
  private static final Pattern FORM =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@<>\",;:\\\\()\\[\\]]{1,64}@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*");

  /** Reads what somebody typed; empty where it cannot be an address. */
  public static Optional<StaffEmail> parse(String text) {
    String address = Spelling.mended(text);
    return address.length() <= MOST && !Spelling.hides(address) && FORM.matcher(address).matches()
        ? Optional.of(new StaffEmail(address))
        : Optional.empty();
  }

  /**
   * For comparison: letter case means nothing at the sign-in, and a domain is the same as A-label.
   */
  public String key() {
    String domain = address.substring(address.lastIndexOf('@') + 1);
    return Spelling.folded(localPart())
        + '@'
        + (Spelling.isAscii(domain) ? Spelling.folded(domain) : HostName.ascii(domain));
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
