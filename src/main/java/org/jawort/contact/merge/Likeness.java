package org.jawort.contact.merge;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactCard;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.address.Channel;
import org.jspecify.annotations.Nullable;

/** By what contacts are compared that are spelled differently, and how alike two of them are. */
final class Likeness {
  /** From which likeness on two are worth a look. */
  static final int LIKELY = 60;

  /** A shorter beginning of an address is that of many. */
  private static final int LONG_ENOUGH = 5;

  private Likeness() {}

  /** Those who share one of these are compared. */
  static Set<String> keys(ContactCard card) {
    var keys = new HashSet<String>();
    Contact contact = card.contact();
    String first = text(contact.firstName());
    String last = text(contact.lastName());
    if (!first.isEmpty() && !last.isEmpty()) {
      // Also where the two were taken for each other.
      keys.add("n" + Sound.of(last) + " " + initial(first));
      keys.add("n" + Sound.of(first) + " " + initial(last));
    }
    if (!text(contact.company()).isEmpty()) {
      keys.add("f" + Sound.of(firm(text(contact.company()))));
    }
    beginnings(card)
        .map(Likeness::letters)
        .filter(letters -> letters.length() >= LONG_ENOUGH)
        .forEach(letters -> keys.add("a" + letters));
    return keys;
  }

  /**
   * Of a hundred. Names weigh most; where one of the two has none, addresses alone tell.
   *
   * @return 0 where the two are called the same: those are found by their names
   */
  static int of(ContactCard one, ContactCard other) {
    int addresses =
        beginnings(one)
            .flatMap(a -> beginnings(other).map(b -> likeness(letters(a), letters(b))))
            .max(Integer::compare)
            .orElse(0);
    String name = name(one.contact());
    String otherName = name(other.contact());
    if (name.isEmpty() || otherName.isEmpty()) {
      return addresses >= 90 ? addresses : 0;
    }
    if (name.equals(otherName)) {
      return 0;
    }
    int names = Math.max(Trigrams.likeness(name, otherName), sounds(one, other));
    return (names * 7 + addresses * 3) / 10;
  }

  private static int likeness(String one, String other) {
    return one.equals(other) && one.length() >= LONG_ENOUGH ? 100 : Trigrams.likeness(one, other);
  }

  /** Two that sound the same are nearly the same, whatever their letters. */
  private static int sounds(ContactCard one, ContactCard other) {
    Contact a = one.contact();
    Contact b = other.contact();
    boolean same =
        !text(a.lastName()).isEmpty()
            && Sound.of(text(a.lastName())).equals(Sound.of(text(b.lastName())))
            && Sound.of(text(a.firstName())).equals(Sound.of(text(b.firstName())));
    return same ? 90 : 0;
  }

  private static String name(Contact contact) {
    String person = (text(contact.firstName()) + " " + text(contact.lastName())).strip();
    return person.isEmpty() ? text(contact.company()) : person;
  }

  private static Stream<String> beginnings(ContactCard card) {
    return card.points().stream()
        .filter(point -> point.channel() == Channel.EMAIL)
        .map(ContactPoint::addressKey)
        .map(address -> address.substring(0, Math.max(0, address.lastIndexOf('@'))))
        .map(local -> local.replaceAll("\\+.*", ""));
  }

  /** Without dots and the like, and without the year that somebody put behind it. */
  private static String letters(String local) {
    return local
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]", "")
        .replaceAll("\\p{N}+$", "");
  }

  private static final List<String> LEGAL_FORMS =
      List.of(
          "gmbh", "ag", "kg", "ohg", "ug", "se", "mbh", "co", "und", "the", "ltd", "inc", "e", "k");

  private static String firm(String company) {
    return Stream.of(company.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !LEGAL_FORMS.contains(word))
        .limit(2)
        .collect(Collectors.joining());
  }

  private static String initial(String name) {
    return Sound.of(name.substring(0, 1)) + "";
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
  }
}
