package org.jawort.contact;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mobile number in the international form of ITU-T E.164: a plus sign and 7 to 15 digits, of
 * which the first is no zero.
 *
 * @param typed as given, without outer white space
 * @param key for comparison; the same
 */
public record MobileNumber(String typed, String key) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  /** Reads a number; empty where it is none of that form. */
  public static Optional<MobileNumber> parse(String text) {
    String typed = text.strip();
    return E164.matcher(typed).matches()
        ? Optional.of(new MobileNumber(typed, typed))
        : Optional.empty();
  }
}
