package org.jawort.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What begins with a text, as conditions of SQL whose parameters are collected on the way.
 *
 * <p>Under row-level security only leakproof operators may use an index, so a prefix is {@code key
 * >= p AND key < p || U+10FFFF} over columns ordered by bytes, and not LIKE.
 */
final class Beginnings {
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);
  private static final Pattern FIRST_LETTER = Pattern.compile("^\\p{L}");
  // Not behind the @: domains are kept in lower case.
  private static final Pattern EACH_WORD =
      Pattern.compile("(?:^|(?<=[._-]))(?<!@[^@]{0,254})\\p{L}");

  private final String text;
  private final Optional<String> number;
  private final Map<String, Object> parameters;

  Beginnings(String text, Optional<String> number, Map<String, Object> parameters) {
    this.text = text;
    this.number = number;
    this.parameters = parameters;
  }

  /**
   * The case of a local part is kept, so the index is asked for it as typed, in lower case, with
   * the capital that telephones begin with, and as people write Ada.Lovelace. Both channels are
   * named, as the index begins with the channel.
   */
  List<String> addresses() {
    String lower = text.toLowerCase(Locale.ROOT);
    return Stream.concat(
            number.stream(),
            Stream.of(text, lower, capitals(FIRST_LETTER, lower), capitals(EACH_WORD, lower)))
        .distinct()
        .filter(typed -> !typed.contains(" "))
        .map(typed -> range("p.address_key", parameter(typed), parameter(typed + LAST_CHARACTER)))
        .map(range -> "p.channel = ANY ('{EMAIL,SMS}') AND " + range)
        .toList();
  }

  private static String capitals(Pattern letters, String lower) {
    return letters.matcher(lower).replaceAll(found -> found.group().toUpperCase(Locale.ROOT));
  }

  List<String> singleNames() {
    return Stream.of("last_name_key", "first_name_key", "company_key")
        .map(column -> nameRange(column, text))
        .toList();
  }

  /** By last name, first name, firm, or both names in either order. */
  List<String> names() {
    var conditions = new ArrayList<String>(singleNames());
    int space = text.indexOf(' ');
    if (space > 0) {
      String one = text.substring(0, space).replaceAll(",$", "");
      String other = text.substring(space + 1);
      conditions.add(bothNames(one, other));
      conditions.add(bothNames(other, one));
    }
    return conditions;
  }

  private String bothNames(String first, String last) {
    return nameRange("last_name_key", last) + " AND " + nameRange("first_name_key", first);
  }

  /** Lower case as the database makes it; the function sees no column, so it may leak nothing. */
  private String nameRange(String column, String beginning) {
    String from = "lower(" + parameter(beginning) + ")";
    return range("c." + column, from, from + " || " + parameter(LAST_CHARACTER));
  }

  private static String range(String column, String from, String to) {
    return column + " >= " + from + " AND " + column + " < " + to;
  }

  private String parameter(String value) {
    String name = "t" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }
}
