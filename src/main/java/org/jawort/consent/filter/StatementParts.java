package org.jawort.consent.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A statement over {@code contact_point p} and {@code contact c} that is being put together: its
 * parameters, and what has to be joined for it.
 */
final class StatementParts {
  /** With more of them the statement would take longer to plan than to look up. */
  private static final int MOST_JOINS = 20;

  private final Map<String, Object> parameters;
  private final List<String> joins = new ArrayList<>();
  private final Map<String, String> aliases = new HashMap<>();
  private boolean contacts;
  private boolean alternative;

  StatementParts(Map<String, Object> parameters) {
    this.parameters = parameters;
  }

  /**
   * A look into another table, which has one row at most.
   *
   * @param table with its alias of one letter
   * @param by the key of it, up to what it is compared with
   * @param id with which it is compared
   * @param condition for the row; of no row it is null
   */
  record Looked(String table, String by, UUID id, String condition) {
    private String letter() {
      return table.substring(table.length() - 1);
    }
  }

  /** From now on comparisons stand beside others by OR, or by AND. */
  void alternative(boolean now) {
    alternative = now;
  }

  /** What has to be joined, after contact points and contacts. */
  String joins() {
    return joins.stream().map(join -> join + "\n").collect(Collectors.joining());
  }

  /** Whether anything looked at {@code contact c}. */
  boolean lookAtContacts() {
    return contacts;
  }

  /** A column of the contact. */
  String of(String column) {
    contacts = true;
    return "c." + column;
  }

  /** Takes a value; returns what stands for it. */
  String parameter(Object value) {
    String name = "f" + parameters.size();
    parameters.put(name, value);
    return ":" + name;
  }

  /**
   * Beside others with AND the database makes a join of it by itself. Under OR it would look up
   * each row for itself or keep all in memory, so there it is handed a join by the whole key, which
   * serves all that is asked of the same row.
   */
  String exists(Looked looked, boolean negated) {
    String joined = looked.table() + " " + looked.id();
    if (!alternative || !aliases.containsKey(joined) && aliases.size() == MOST_JOINS) {
      String where = key(looked, looked.letter()) + " AND " + looked.condition();
      return exists("SELECT FROM " + looked.table() + " WHERE " + where, negated);
    }
    String alias = aliases.computeIfAbsent(joined, unknown -> join(looked));
    String letter = "\\b" + looked.letter() + "\\.";
    return nullable(looked.condition().replaceAll(letter, alias + "."), negated);
  }

  private String join(Looked looked) {
    String number = String.valueOf(aliases.size());
    String alias = looked.letter() + number;
    joins.add("LEFT JOIN " + looked.table() + number + " ON " + key(looked, alias));
    return alias;
  }

  private String key(Looked looked, String alias) {
    return alias
        + ".tenant_id = :tenant AND "
        + looked.by().replaceAll("\\b" + looked.letter() + "\\.", alias + ".")
        + " = "
        + parameter(looked.id());
  }

  /** A look into another table, which may have many rows. */
  static String exists(String select, boolean negated) {
    return (negated ? "NOT EXISTS (" : "EXISTS (") + select.strip() + ")";
  }

  /** A comparison with a column that may be null. */
  static String nullable(String sql, boolean negated) {
    return negated ? "(" + sql + ") IS NOT TRUE" : "(" + sql + ")";
  }

  /** At least one of them. */
  static String anyOf(Stream<String> conditions) {
    return conditions.map(sql -> "(" + sql + ")").collect(Collectors.joining(" OR "));
  }

  /** Nothing but names of ours ever stands in the statement itself. */
  static String literals(List<String> names) {
    return names.stream().collect(Collectors.joining("', '", "'", "'"));
  }

  /** What cannot be asked so, although it was checked. */
  static IllegalArgumentException unfit(Operator is) {
    return new IllegalArgumentException("does not fit: " + is);
  }
}
