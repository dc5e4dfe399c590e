package org.jawort.tenant;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The address of a page elsewhere that stands in for one of ours. It is the same for every visitor:
 * nothing in it may say who they are, not even by accident.
 */
public sealed interface RedirectAddress {
  /**
   * A good one.
   *
   * @param address complete, its host in ASCII
   */
  record Good(String address, HostName host) implements RedirectAddress {}

  /** One that cannot be taken, and why. */
  record Bad(RedirectFault fault) implements RedirectAddress {}

  /** Scheme, authority, and the rest. */
  Pattern PARTS = Pattern.compile("(?i)https://([^/?#\\\\]*)([/?#].*)?", Pattern.DOTALL);

  /** A host with the one port that may be named. */
  Pattern AUTHORITY = Pattern.compile("([^:\\[\\]]+)(?::443)?");

  /** How programs mark what they fill in. */
  Pattern PLACEHOLDER = Pattern.compile("[{}\\[\\]<>|]|\\*\\||\\$\\(|%%|__\\w+__");

  /** An id, a hash, a token: long, with digits among the letters, and no words. */
  Pattern SECRET =
      Pattern.compile(
          "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
              + "|(?=[0-9a-fA-F]*[0-9])(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{16,}"
              + "|(?=\\w*[0-9]\\w*[a-zA-Z]\\w*[0-9])\\w{24,}"
              + "|(?=[\\w-]*[0-9])(?=[\\w-]*[a-z])(?=[\\w-]*[A-Z])[\\w-]{40,}"
              + "|[0-9]{9,}");

  /** Names of parameters that carry who somebody is. */
  Set<String> TELLING =
      Set.of(
          "email",
          "e-mail",
          "e_mail",
          "mail",
          "address",
          "adresse",
          "token",
          "key",
          "auth",
          "sig",
          "hash",
          "contact",
          "kontakt",
          "customer",
          "kunde",
          "kundennummer",
          "customerid",
          "user",
          "userid",
          "uid",
          "subscriber",
          "recipient",
          "empfaenger",
          "name",
          "firstname",
          "first_name",
          "vorname",
          "lastname",
          "last_name",
          "nachname",
          "phone",
          "telefon",
          "tel",
          "mobile",
          "mobil",
          "handy");

  /** Reads an address as it was typed; whether its host is allowed is asked elsewhere. */
  static RedirectAddress read(String typed) {
    Matcher parts = PARTS.matcher(typed.strip());
    if (!parts.matches()) {
      return new Bad(RedirectFault.HTTPS);
    }
    String authority = parts.group(1);
    if (authority.contains("@")) {
      return new Bad(RedirectFault.USER);
    }
    Matcher named = AUTHORITY.matcher(authority);
    if (!named.matches()) {
      return new Bad(RedirectFault.PORT);
    }
    Optional<HostName> host = HostName.parse(named.group(1));
    if (host.isEmpty()) {
      return new Bad(RedirectFault.NAME);
    }
    return read(host.get(), parts.group(2) == null ? "/" : parts.group(2));
  }

  private static RedirectAddress read(HostName host, String rest) {
    Optional<RedirectFault> told = whatItTells(rest);
    if (told.isPresent()) {
      return new Bad(told.get());
    }
    try {
      return new Good(new URI("https://" + host.value() + rest).toASCIIString(), host);
    } catch (URISyntaxException e) {
      return new Bad(RedirectFault.FORM);
    }
  }

  /** Looks at path, query and fragment, also where they were encoded, once or twice. */
  private static Optional<RedirectFault> whatItTells(String rest) {
    String once = decoded(rest);
    return Stream.of(rest, once, decoded(once))
        .flatMap(text -> fault(text).stream())
        .findFirst()
        .or(() -> tellingParameter(rest));
  }

  private static Optional<RedirectFault> fault(String text) {
    if (text.contains("@")) {
      return Optional.of(RedirectFault.EMAIL);
    }
    if (PLACEHOLDER.matcher(text).find()) {
      return Optional.of(RedirectFault.FIELD);
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == '\\')) {
      return Optional.of(RedirectFault.FORM);
    }
    return SECRET.matcher(text).find() ? Optional.of(RedirectFault.SECRET) : Optional.empty();
  }

  private static Optional<RedirectFault> tellingParameter(String rest) {
    return Stream.of(rest.split("[?&#;]"))
            .skip(1)
            .map(pair -> decoded(pair.split("=", 2)[0]).toLowerCase(Locale.ROOT))
            .anyMatch(TELLING::contains)
        ? Optional.of(RedirectFault.PARAMETER)
        : Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
