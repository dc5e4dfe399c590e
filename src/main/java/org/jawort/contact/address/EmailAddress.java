package org.jawort.contact.address;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.platform.Spelling;

/**
 * An e-mail address that mail systems accept: RFC 5321 and 5322 without quoted local parts,
 * comments and address literals, with SMTPUTF8 local parts (RFC 6531) and internationalised domains
 * (IDNA2008). Nothing is looked up.
 *
 * @param typed as given, mended and in NFC (see {@link Spelling}); for display and sending
 * @param key for comparison: the local part in NFC and by simple case folding, the domain as
 *     lower-case A-labels
 */
public record EmailAddress(String typed, String key) {
  /** Most octets of the whole address (RFC 5321 section 4.5.3.1.3, erratum 1690). */
  public static final int MOST_OCTETS = 254;

  private static final int MOST_LOCAL_OCTETS = 64;
  private static final Pattern ASCII_LOCAL =
      Pattern.compile("[\\w!#$%&'*+/=?^`{|}~-]+(?:\\.[\\w!#$%&'*+/=?^`{|}~-]+)*");
  // Hyphens in the third and fourth place are reserved for A-labels, which are looked at closely.
  private static final Pattern ASCII_DOMAIN =
      Pattern.compile(
          "(?:(?![a-z0-9-]{2}--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+"
              + "(?![a-z0-9-]{2}--)(?![0-9]+$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");

  /** What reading an address led to. */
  public sealed interface Parsed {}

  /** It can be written to, as far as its form tells. */
  public record Valid(EmailAddress address) implements Parsed {}

  /** It cannot. */
  public record Invalid(Reason reason) implements Parsed {}

  /** What is wrong with an address. */
  public enum Reason {
    /** There is nothing. */
    MISSING,
    /** More octets than an address, or its part before the @, may have. */
    TOO_LONG,
    /** A control character, or one that is invisible or turns the writing direction. */
    HIDDEN_CHARACTER,
    /** No @, or several. */
    AT_SIGN,
    /** The part before the @ is empty, has a misplaced dot or a character that is not allowed. */
    LOCAL_PART,
    /** What stands behind the @ is no name of a domain. */
    DOMAIN
  }

  /** Reads an address as somebody typed it; never throws. */
  public static Parsed parse(String text) {
    String typed = Spelling.mended(text);
    if (typed.isEmpty()) {
      return new Invalid(Reason.MISSING);
    }
    if (octets(typed) > MOST_OCTETS) {
      return new Invalid(Reason.TOO_LONG);
    }
    if (Spelling.hides(typed)) {
      return new Invalid(Reason.HIDDEN_CHARACTER);
    }
    int at = typed.indexOf('@');
    if (at < 0 || at != typed.lastIndexOf('@')) {
      return new Invalid(Reason.AT_SIGN);
    }
    return parse(typed, typed.substring(0, at), typed.substring(at + 1));
  }

  private static Parsed parse(String typed, String localPart, String domain) {
    if (octets(localPart) > MOST_LOCAL_OCTETS) {
      return new Invalid(Reason.TOO_LONG);
    }
    Optional<String> local = local(localPart);
    if (local.isEmpty()) {
      return new Invalid(Reason.LOCAL_PART);
    }
    Optional<String> host = domain(domain);
    if (host.isEmpty()) {
      return new Invalid(Reason.DOMAIN);
    }
    String key = local.get() + '@' + host.get();
    boolean fits = octets(key) <= MOST_OCTETS && octets(local.get()) <= MOST_LOCAL_OCTETS;
    return fits ? new Valid(new EmailAddress(typed, key)) : new Invalid(Reason.TOO_LONG);
  }

  private static Optional<String> local(String typed) {
    if (!Spelling.isAscii(typed)) {
      return International.local(typed);
    }
    return ASCII_LOCAL.matcher(typed).matches()
        ? Optional.of(Spelling.folded(typed))
        : Optional.empty();
  }

  private static Optional<String> domain(String typed) {
    if (!Spelling.isAscii(typed)) {
      return International.domain(typed).filter(EmailAddress::hasDotAndName);
    }
    String lower = typed.toLowerCase(Locale.ROOT);
    if (ASCII_DOMAIN.matcher(lower).matches()) {
      return Optional.of(lower);
    }
    return lower.contains("xn--")
        ? International.domain(lower).filter(EmailAddress::hasDotAndName)
        : Optional.empty();
  }

  /** A mail domain is never a top-level one, and no top-level domain is a number (RFC 3696). */
  private static boolean hasDotAndName(String domain) {
    int dot = domain.lastIndexOf('.');
    return dot > 0 && domain.substring(dot + 1).chars().anyMatch(c -> c < '0' || c > '9');
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
