package org.jawort.desk;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.ConsentStatus;

/**
 * The SQL that finds what a filter shows. Whatever was typed is a parameter; statuses and reasons,
 * which are enums, stand as literals, so that the database plans rare and frequent ones apart.
 */
final class ContactQuery {

  private final ContactFilter filter;
  private final Map<String, Object> parameters = new TreeMap<>();
  private final Beginnings beginnings;

  ContactQuery(ContactFilter filter) {
    this.filter = filter;
    this.beginnings = new Beginnings(filter.text(), filter.number(), parameters);
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
        beginnings.addresses().stream()
            .map(
                range ->
                    "contact_point p WHERE p.tenant_id = :tenant AND p.channel = 'EMAIL' AND "
                        + range);
    Stream<String> names =
        beginnings.singleNames().stream()
            .map(range -> "contact c WHERE c.tenant_id = :tenant AND " + range);
    return Stream.concat(addresses, names)
        .map(from -> "(SELECT count(*) FROM (SELECT FROM " + from + " LIMIT " + most + ") m)")
        .collect(Collectors.joining(", ", "SELECT greatest(", ")"));
  }

  /** Ids of all matches, at most so many; where a text is asked for, each branch by its index. */
  String gathered(int most) {
    if (filter.text().isEmpty()) {
      String matches =
          byStatus() && filter.block().isEmpty() && filter.kind().isEmpty()
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
                beginnings.addresses().stream(),
                beginnings.names().stream().map(condition -> "(" + condition + ")"))
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
    return filter.block().isEmpty() && filter.kind().isEmpty()
        ? statuses
        : statuses
            + """

            AND EXISTS (
              SELECT FROM contact_point p WHERE p.tenant_id = :tenant AND p.id = s.contact_point_id
                %s%s OFFSET 0)
            """
                .formatted(
                    filter.block().isEmpty() ? "" : "AND p.mail_block IS NULL", kindCondition());
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
        + filter.block().map(ContactQuery::blockCondition).orElse("")
        + kindCondition();
  }

  private String kindCondition() {
    return filter
        .kind()
        .map(
            kind ->
                """

                  AND EXISTS (
                    SELECT FROM contact k WHERE k.tenant_id = :tenant AND k.id = p.contact_id
                      AND k.kind = '%s')
                """
                    .formatted(kind.name()))
        .orElse("");
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
    return beginnings.addresses().stream()
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

  private Stream<String> nameBranches() {
    return beginnings.names().stream()
        .map(
            condition ->
                from()
                    + " JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id"
                    + " WHERE p.tenant_id = :tenant AND c.tenant_id = :tenant AND "
                    + condition);
  }
}
