package org.jawort.contact.address;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.platform.Spelling;

/**
 * A number that text messages can reach, in the international form of ITU-T E.164.
 *
 * @param key a plus sign and 7 to 15 digits; for comparison, keeping and sending
 */
public record MobileNumber(String key) {
  /** Says of a text that it is read without a country: only international numbers are. */
  public static final String NO_COUNTRY = "ZZ";

  private static final int LONGEST = 40;
  // Letters would be read as keys of a telephone, and an extension belongs to no mobile.
  private static final Pattern LOOKS_LIKE_ONE =
      Pattern.compile("[+(]*[0-9][0-9\\s\\u00a0()./\\u2010-\\u2013-]*");

  /** What reading a number led to. */
  public sealed interface Parsed {}

  /** It can be written to, as far as its country's numbering plan tells. */
  public record Valid(MobileNumber number) implements Parsed {}

  /** It cannot. */
  public record Invalid(Reason reason) implements Parsed {}

  /** What is wrong with a number. */
  public enum Reason {
    /** There is nothing. */
    MISSING,
    /** It does not look like a telephone number. */
    NO_NUMBER,
    /** A national number, and the country is not known. */
    NO_COUNTRY,
    /** No such number is given out in its country. */
    NOT_ASSIGNED,
    /** A landline, a service number: nothing that receives text messages. */
    NOT_MOBILE
  }

  /**
   * Reads a number as somebody typed it; never throws.
   *
   * @param country of national numbers, two letters of ISO 3166, or {@link #NO_COUNTRY}
   */
  public static Parsed parse(String text, String country) {
    String typed = Spelling.mended(text);
    if (typed.isEmpty()) {
      return new Invalid(Reason.MISSING);
    }
    if (typed.length() > LONGEST || !LOOKS_LIKE_ONE.matcher(typed).matches()) {
      return new Invalid(Reason.NO_NUMBER);
    }
    try {
      return judge(util().parse(typed, country));
    } catch (NumberParseException e) {
      boolean national =
          e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE
              && !typed.startsWith("+");
      return new Invalid(national ? Reason.NO_COUNTRY : Reason.NO_NUMBER);
    }
  }

  private static Parsed judge(PhoneNumber number) {
    if (!util().isValidNumber(number)) {
      return new Invalid(Reason.NOT_ASSIGNED);
    }
    return switch (util().getNumberType(number)) {
      case MOBILE, FIXED_LINE_OR_MOBILE ->
          new Valid(new MobileNumber(util().format(number, PhoneNumberFormat.E164)));
      default -> new Invalid(Reason.NOT_MOBILE);
    };
  }

  /** A number in E.164 as people read it: +49 1511 2345678. */
  public static String shown(String key) {
    try {
      return util().format(util().parse(key, NO_COUNTRY), PhoneNumberFormat.INTERNATIONAL);
    } catch (NumberParseException e) {
      // Kept before numbers were looked at so closely.
      return key;
    }
  }

  /**
   * The beginning of the key of a number whose beginning somebody types, such as {@code 0151 12}.
   */
  public static Optional<String> beginning(String text, String country) {
    String typed = Spelling.mended(text);
    if (!LOOKS_LIKE_ONE.matcher(typed).matches()) {
      return Optional.empty();
    }
    String digits = typed.replace("(0)", "").replaceAll("[^0-9]", "");
    if (typed.startsWith("+")) {
      return Optional.of("+" + digits);
    }
    if (digits.startsWith("00")) {
      return Optional.of("+" + digits.substring(2));
    }
    return digits.startsWith("0") && digits.length() > 2
        ? Optional.of("+" + util().getCountryCodeForRegion(country) + digits.substring(1))
        : Optional.empty();
  }

  /** Loads the numbering plan of a country when it is first asked for. */
  private static PhoneNumberUtil util() {
    return PhoneNumberUtil.getInstance();
  }
}
