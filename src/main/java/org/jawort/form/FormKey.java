package org.jawort.form;

import java.security.SecureRandom;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The last part of a form's address: the tenant's number in base 36, a hyphen, ten random
 * characters that nobody mistakes for others (no i, l, o, 0, 1).
 */
final class FormKey {
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final int LENGTH = 10;
  private static final Pattern FORM =
      Pattern.compile("([1-9a-z][0-9a-z]{0,5})-[" + ALPHABET + "]{" + LENGTH + "}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private FormKey() {}

  /** Makes a new one for the tenant of this number. */
  static String make(int tenantNumber) {
    var key = new StringBuilder(Integer.toString(tenantNumber, Character.MAX_RADIX)).append('-');
    RANDOM.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> key.append(ALPHABET.charAt(index)));
    return key.toString();
  }

  /** The tenant's number in a key that came from outside, or empty where it is none. */
  static OptionalInt tenantNumber(String key) {
    var parts = FORM.matcher(key);
    if (!parts.matches()) {
      return OptionalInt.empty();
    }
    long number = Long.parseLong(parts.group(1), Character.MAX_RADIX);
    return number <= Integer.MAX_VALUE ? OptionalInt.of((int) number) : OptionalInt.empty();
  }
}
