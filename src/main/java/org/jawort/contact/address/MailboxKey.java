package org.jawort.contact.address;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mailbox that addresses most likely lead to, for limits alone (ADR 0011): what stands behind a
 * plus sign, and what a provider is known not to look at, is left out. It never tells who somebody
 * is, since a guess that joins two people does harm there, and here only lets one of them wait.
 */
public final class MailboxKey {
  /**
   * Domains of one provider that lead to the same mailbox; what is sent there is told apart by
   * none.
   */
  private static final Map<String, String> SAME_DOMAIN =
      Map.ofEntries(
          Map.entry("googlemail.com", "gmail.com"),
          Map.entry("me.com", "icloud.com"),
          Map.entry("mac.com", "icloud.com"),
          Map.entry("protonmail.com", "proton.me"),
          Map.entry("protonmail.ch", "proton.me"),
          Map.entry("pm.me", "proton.me"),
          Map.entry("ya.ru", "yandex.ru"),
          Map.entry("yandex.com", "yandex.ru"),
          Map.entry("yandex.by", "yandex.ru"),
          Map.entry("yandex.kz", "yandex.ru"),
          Map.entry("yandex.ua", "yandex.ru"));

  /** What else a provider does to the part before the @. */
  private static final Map<String, UnaryOperator<String>> NOT_LOOKED_AT =
      Map.of(
          "gmail.com", local -> local.replace(".", ""),
          "proton.me", local -> local.replaceAll("[._-]", ""),
          "yandex.ru", local -> local.replace('.', '-'));

  private static final Pattern YAHOO =
      Pattern.compile("yahoo\\.[a-z.]+|ymail\\.com|rocketmail\\.com");

  /** Fastmail delivers anything@ada.fastmail.com to ada@fastmail.com. */
  private static final Pattern FASTMAIL = Pattern.compile("(.+)\\.(fastmail\\.(?:com|fm))");

  private MailboxKey() {}

  /** The mailbox behind an address; the key itself where nothing is known to lead there besides. */
  public static String of(String addressKey) {
    int at = addressKey.lastIndexOf('@');
    String domain = addressKey.substring(at + 1);
    Matcher fastmail = FASTMAIL.matcher(domain);
    if (fastmail.matches()) {
      return before('+', fastmail.group(1)) + '@' + fastmail.group(2);
    }
    String local = before('+', addressKey.substring(0, at));
    if (YAHOO.matcher(domain).matches()) {
      return before('-', local) + '@' + domain;
    }
    String provider = SAME_DOMAIN.getOrDefault(domain, domain);
    String looked = NOT_LOOKED_AT.getOrDefault(provider, UnaryOperator.identity()).apply(local);
    return (looked.isEmpty() ? local : looked) + '@' + provider;
  }

  private static String before(char sign, String text) {
    int place = text.indexOf(sign);
    return place > 0 ? text.substring(0, place) : text;
  }
}
