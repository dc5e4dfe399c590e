package org.jawort.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.ConsentStatus;

/**
 * The SQL that finds what a filter shows. Whatever was typed is a parameter; statuses and reasons,
 * which are enums, stand as literals, so that the database plans rare and frequent ones apart.
 *
 * <p>Under row-level security only leakproof operators may use an index, so a prefix is {@code key
 * >= p AND key < p || U+10FFFF} over columns ordered by bytes, and not LIKE.
 */
final class ContactQuery {
  private static final String LAST_CHARACTER = Character.toString(Character.MAX_CODE_POINT);

  private final ContactFilter filter;
  private final Map<String, Object> parameters = new TreeMap<>();

  ContactQuery(ContactFilter filter) {
    this.filter = filter;
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /**
   * Counts what begins with the text in the one index that has the most of it, at most so many;
   * each is read alone and without the rows, which is soon done also where that is half of all.
   */
  String probed(int most) {
    Stream<String> addresses =
        addressRanges().stream()
            .map(
                range ->
                    "contact_point p WHERE p.tenant_id = :tenant AND p.channel = 'EMAIL' AND "
                        + range);
    Stream<String> names =
        oneNameConditions().stream()
            .map(range -> "contact c WHERE c.tenant_id = :tenant AND " + range);
    return Stream.concat(addresses, names)
        .map(from -> "(SELECT count(*) FROM (SELECT FROM " + from + " LIMIT " + most + ") m)")
        .collect(Collectors.joining(", ", "SELECT greatest(", ")"));
  }

  /** Ids of all matches, at most so many; where a text is asked for, each branch by its index. */
  String gathered(int most) {
    if (filter.text().isEmpty()) {
      String matches =
          byStatus() && filter.block().isEmpty()
              ? walkedByStatus()
              : from() + " WHERE p.tenant_id = :tenant" + conditions();
      return matches + " LIMIT " + most;
    }
    return Stream.concat(addressBranches(), nameBranches())
        .map(branch -> "(" + branch + conditions() + " LIMIT " + most + ")")
        .collect(Collectors.joining(" UNION "));
  }

  /** Ids of the matches along the order of the list, for filters that many entries pass. */
  String walked() {
    if (filter.text().isEmpty()) {
      boolean byReason =
          filter.block().filter(ContactFilter.Blocking.By.class::isInstance).isPresent();
      return byStatus() && !byReason
          ? walkedByStatus()
          : from() + " WHERE p.tenant_id = :tenant" + conditions();
    }
    String anyOf =
        Stream.concat(
                addressRanges().stream(),
                nameConditions().stream().map(condition -> "(" + condition + ")"))
            .collect(Collectors.joining(" OR "));
    return from()
        + " JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id"
        + " WHERE p.tenant_id = :tenant AND ("
        + anyOf
        + ")"
        + conditions();
  }

  /**
   * By the index of the statuses alone; joined with the contact points, the database would rather
   * walk through all of them. Most that have a status have no block, so that is asked one by one,
   * and OFFSET keeps it so.
   */
  private String walkedByStatus() {
    String statuses =
        "SELECT s.contact_point_id AS id FROM consent s"
            + " WHERE s.tenant_id = :tenant AND s.purpose_id = :purpose"
            + filter.status().map(ContactQuery::statusCondition).orElse("");
    return filter.block().isEmpty()
        ? statuses
        : statuses
            + """

            AND EXISTS (
              SELECT FROM contact_point p WHERE p.tenant_id = :tenant AND p.id = s.contact_point_id
                AND p.mail_block IS NULL OFFSET 0)
            """;
  }

  /** The column that orders the list: the one of the index that the status is looked up in. */
  String key() {
    return byStatus() ? "s.contact_point_id" : "p.id";
  }

  private boolean byStatus() {
    return filter.status().filter(status -> status != ConsentStatus.UNKNOWN).isPresent();
  }

  private String from() {
    String points = "SELECT " + key() + " AS id FROM contact_point p ";
    return byStatus()
        ? points
            + """
            JOIN consent s ON s.tenant_id = p.tenant_id AND s.contact_point_id = p.id
              AND s.tenant_id = :tenant AND s.purpose_id = :purpose
            """
        : points;
  }

  private String conditions() {
    return filter.status().map(ContactQuery::statusCondition).orElse("")
        + filter.block().map(ContactQuery::blockCondition).orElse("");
  }

  private static String statusCondition(ConsentStatus status) {
    return status == ConsentStatus.UNKNOWN
        ? """

          AND NOT EXISTS (
            SELECT FROM consent s WHERE s.tenant_id = :tenant AND s.contact_point_id = p.id
              AND s.purpose_id = :purpose AND s.status <> 'UNKNOWN')
          """
        : " AND s.status = '" + status.name() + "'";
  }

  private static String blockCondition(ContactFilter.Blocking block) {
    return switch (block) {
      case ContactFilter.Blocking.Without() -> " AND p.mail_block IS NULL";
      case ContactFilter.Blocking.By(var reason) -> " AND p.mail_block = '" + reason.name() + "'";
    };
  }

  private Stream<String> addressBranches() {
    return addressRanges().stream()
        .flatMap(
            range ->
                Stream.of("EMAIL", "SMS")
                    .map(
                        channel ->
                            from()
                                + " WHERE p.tenant_id = :tenant AND p.channel = '"
                                + channel
                                + "' AND "
                                + range));
  }

  /**
   * The case of a local part is kept, so the index is asked for it as typed, in lower case, and
   * with the capital that telephones begin with.
   */
  private List<String> addressRanges() {
    String lower = filter.text().toLowerCase(Locale.ROOT);
    int first = lower.offsetByCodePoints(0, 1);
    String capital = lower.substring(0, first).toUpperCase(Locale.ROOT) + lower.substring(first);
    return Stream.of(filter.text(), lower, capital)
        .distinct()
        .filter(text -> !text.contains(" "))
        .map(text -> range("p.address_key", parameter(text), parameter(text + LAST_CHARACTER)))
        .toList();
  }

  private Stream<String> nameBranches() {
    return nameConditions().stream()
        .map(
            condition ->
                from()
                    + " JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id"
                    + " WHERE p.tenant_id = :tenant AND c.tenant_id = :tenant AND "
                    + condition);
  }

  private List<String> oneNameConditions() {
    return Stream.of("last_name_key", "first_name_key", "company_key")
        .map(column -> nameRange(column, filter.text()))
        .toList();
  }

  /** By last name, first name, firm, or both names in either order. */
  private List<String> nameConditions() {
    var conditions = new ArrayList<String>(oneNameConditions());
    String text = filter.text();
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
