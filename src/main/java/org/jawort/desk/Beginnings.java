package org.jawort.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.platform.Spelling;

/**
 * What begins with a text, as conditions of SQL whose parameters are collected on the way.
 *
 * <p>Under row-level security only leakproof operators may use an index, so a prefix is {@code key
 * >= p AND key < p || U+10FFFF} over columns ordered by bytes, and not LIKE.
 */
final class Beginnings {
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private final String text;
  private final Optional<String> number;
  private final Map<String, Object> parameters;

  Beginnings(String text, Optional<String> number, Map<String, Object> parameters) {
    this.text = text;
    this.number = number;
    this.parameters = parameters;
  }

  /**
   * Of a whole address also the key, whose domain may be written otherwise. Both channels are
   * named, as the index begins with the channel.
   */
  List<String> addresses() {
    String typed = Spelling.mended(text);
    return Stream.of(number, Optional.of(Spelling.folded(typed)), whole(typed))
        .flatMap(Optional::stream)
        .distinct()
        .filter(beginning -> !beginning.contains(" "))
        .map(
            beginning ->
                range("p.address_key", parameter(beginning), parameter(beginning + LAST_CHARACTER)))
        .map(range -> "p.channel = ANY ('{EMAIL,SMS}') AND " + range)
        .toList();
  }

  private static Optional<String> whole(String typed) {
    return CheckedAddress.parse(Channel.EMAIL, typed).map(CheckedAddress::key);
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
