package org.jawort.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jawort.consent.ConsentStatus;
import org.jawort.contact.ContactKind;
import org.jawort.contact.search.Sought;

/**
 * The SQL that finds what a filter shows. Whatever was typed is a parameter; statuses and reasons,
 * which are enums, stand as literals, so that the database plans rare and frequent ones apart.
 */
final class ContactQuery {
  private final ContactFilter filter;
  private final Map<String, Object> parameters = new TreeMap<>();
  private final FoundSql text;

  ContactQuery(ContactFilter filter, Sought sought) {
    this.filter = filter;
    this.text = new FoundSql(sought, parameters);
  }

  Map<String, Object> parameters() {
    return parameters;
  }

  /** What finds the text. */
  FoundSql text() {
    return text;
  }

  boolean byText() {
    return !filter.text().isEmpty();
  }

  /** Whether those are asked for who were never asked, and nothing else. */
  boolean isUnaskedAlone() {
    return isUnasked() && !byText() && filter.block().isEmpty() && filter.kind().isEmpty();
  }

  /** Whether nothing but the text is asked for. */
  boolean byTextAlone() {
    return byText() && conditions("p").isEmpty();
  }

  /** Ids of all matches, at most so many, in no order. */
  String gathered(int most) {
    if (!byText()) {
      String matches =
          byStatus() && filter.block().isEmpty() && filter.kind().isEmpty()
              ? walkedByStatus() + " ORDER BY s.status, s.contact_point_id"
              : (isUnasked() ? fromUnasked() : from())
                  + " WHERE p.tenant_id = :tenant"
                  + joinedConditions();
      return matches + " LIMIT " + most;
    }
    return byTextAlone()
        ? text.found(most) + " LIMIT " + most
        : "SELECT m.id FROM (%s) m WHERE %s LIMIT %d"
            .formatted(text.found(Integer.MAX_VALUE), holds("m.id", false), most);
  }

  /**
   * Ids from which all matches come, each from one index that has few of them: of those in which
   * the text stands, in this status, with this block. They are tried one after the other.
   */
  List<String> sources(int most) {
    var sources = new ArrayList<String>();
    if (byText()) {
      sources.add(text.found(most));
    }
    if (byStatus()) {
      sources.add(walkedByStatus("") + " ORDER BY s.status, s.contact_point_id LIMIT " + most);
    }
    if (isUnasked()) {
      sources.add("SELECT u.id FROM (%s) u LIMIT %d".formatted(UNASKED, most));
    }
    filter
        .block()
        .filter(ContactFilter.Blocking.By.class::isInstance)
        .ifPresent(block -> sources.add(walkedByBlock() + " LIMIT " + most));
    return sources;
  }

  /** Ids of the matches along the order of the list, for filters that many entries pass. */
  String walked() {
    if (byText()) {
      String along = byStatus() ? walkedByStatus("") : byBlock() ? walkedByBlock() : "";
      return along.isEmpty()
          ? "SELECT p.id FROM (%s) p WHERE %s"
              .formatted(text.found(Integer.MAX_VALUE), holds("p.id", false))
          : along + " AND " + holds(key(), true);
    }
    return byStatus() && !byBlock()
        ? walkedByStatus()
        : from() + " WHERE p.tenant_id = :tenant" + joinedConditions();
  }

  /** All that is asked for, of one contact point that is looked up. */
  String holds(String point, boolean withText) {
    String conditions = conditions("q");
    String found =
        """
        (%s = ANY (:fresh) OR EXISTS (
          SELECT FROM contact_search w
          WHERE w.tenant_id = :tenant AND w.contact_point_id = %s AND (%s) OFFSET 0))
        """
            .formatted(point, point, text.stands());
    String rest =
        conditions.isEmpty()
            ? "true"
            : "EXISTS (SELECT FROM contact_point q WHERE q.tenant_id = :tenant AND q.id = %s%s OFFSET 0)"
                .formatted(point, conditions);
    return withText && byText() ? found + " AND " + rest : rest;
  }

  private String walkedByBlock() {
    return "SELECT p.id FROM contact_point p WHERE p.tenant_id = :tenant"
        + filter.block().map(block -> blockCondition("p", block)).orElse("");
  }

  private String walkedByStatus() {
    return filter.block().isEmpty() && filter.kind().isEmpty()
        ? walkedByStatus("")
        : walkedByStatus(
            """

             AND EXISTS (
              SELECT FROM contact_point p WHERE p.tenant_id = :tenant AND p.id = s.contact_point_id
                %s%s OFFSET 0)
            """
                .formatted(
                    filter.block().isEmpty() ? "" : "AND p.mail_block IS NULL",
                    kindCondition("p")));
  }

  /**
   * By the index of the statuses alone; joined with the contact points, the database would rather
   * walk through all of them. Most that have a status have no block, so that is asked one by one,
   * and OFFSET keeps it so.
   */
  private String walkedByStatus(String rest) {
    return "SELECT s.contact_point_id AS id FROM consent s"
        + " WHERE s.tenant_id = :tenant AND s.purpose_id = :purpose"
        + filter.status().map(status -> " AND s.status = '" + status.name() + "'").orElse("")
        + rest;
  }

  /** The column that orders the list: the one of the index that the status is looked up in. */
  String key() {
    return byStatus() ? "s.contact_point_id" : "p.id";
  }

  private boolean byStatus() {
    return filter.status().filter(status -> status != ConsentStatus.UNKNOWN).isPresent();
  }

  private boolean isUnasked() {
    return filter.status().filter(status -> status == ConsentStatus.UNKNOWN).isPresent();
  }

  /**
   * All who may be UNKNOWN, each once: who was never asked, who came so lately that nobody noted
   * it, and who is UNKNOWN again.
   */
  private static final String UNASKED =
      """
      SELECT a.contact_point_id AS id FROM contact_point_unasked a WHERE a.tenant_id = :tenant
      UNION ALL
      SELECT n.id FROM contact_to_search t
      JOIN contact_point n ON n.tenant_id = :tenant AND n.contact_id = t.contact_id
      WHERE t.tenant_id = :tenant AND NOT EXISTS (
        SELECT FROM contact_point_unasked a
        WHERE a.tenant_id = :tenant AND a.contact_point_id = n.id OFFSET 0)
        AND NOT EXISTS (
        SELECT FROM consent s WHERE s.tenant_id = :tenant AND s.contact_point_id = n.id
          AND s.purpose_id = :purpose OFFSET 0)
      UNION ALL
      SELECT s.contact_point_id FROM consent s
      WHERE s.tenant_id = :tenant AND s.purpose_id = :purpose AND s.status = 'UNKNOWN'
      """;

  private static String fromUnasked() {
    return "SELECT p.id AS id FROM (%s) u JOIN contact_point p ON p.tenant_id = :tenant AND p.id = u.id"
        .formatted(UNASKED);
  }

  private boolean byBlock() {
    return filter.block().filter(ContactFilter.Blocking.By.class::isInstance).isPresent();
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

  private String joinedConditions() {
    return (byStatus()
            ? filter.status().map(status -> " AND s.status = '" + status.name() + "'").orElse("")
            : isUnasked() ? unknown("p") : "")
        + filter.block().map(block -> blockCondition("p", block)).orElse("")
        + kindCondition("p");
  }

  /** All but the text, of a contact point of this name. */
  private String conditions(String point) {
    return filter
            .status()
            .map(
                status ->
                    status == ConsentStatus.UNKNOWN
                        ? unknown(point)
                        : consent(point, "EXISTS", "= '" + status.name() + "'"))
            .orElse("")
        + filter.block().map(block -> blockCondition(point, block)).orElse("")
        + kindCondition(point);
  }

  private String kindCondition(String point) {
    return filter.kind().map(kind -> kindCondition(point, kind)).orElse("");
  }

  private static String kindCondition(String point, ContactKind kind) {
    return """

      AND EXISTS (
        SELECT FROM contact k WHERE k.tenant_id = :tenant AND k.id = %s.contact_id
          AND k.kind = '%s')
    """
        .formatted(point, kind.name());
  }

  private static String unknown(String point) {
    return consent(point, "NOT EXISTS", "<> 'UNKNOWN'");
  }

  private static String consent(String point, String exists, String status) {
    return """

      AND %s (
        SELECT FROM consent s WHERE s.tenant_id = :tenant AND s.contact_point_id = %s.id
          AND s.purpose_id = :purpose AND s.status %s%s)
      """
        .formatted(exists, point, status, exists.equals("NOT EXISTS") ? " OFFSET 0" : "");
  }

  private static String blockCondition(String point, ContactFilter.Blocking block) {
    return switch (block) {
      case ContactFilter.Blocking.Without() -> " AND " + point + ".mail_block IS NULL";
      case ContactFilter.Blocking.By(var reason) ->
          " AND " + point + ".mail_block = '" + reason.name() + "'";
    };
  }
}
