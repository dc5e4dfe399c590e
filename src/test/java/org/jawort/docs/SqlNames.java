package org.jawort.docs;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names that stand in a piece of SQL where a table is named; not all of them are tables.
 *
 * @param inserts into which rows are added
 * @param changes of which rows are changed or removed
 * @param reads from which rows are read
 */
record SqlNames(Set<String> inserts, Set<String> changes, Set<String> reads) {
  /** Stands for a name that is filled in while the program runs. */
  static final String FILLED_IN = "%s";

  private static final Pattern NAMED =
      Pattern.compile(
          "(?<!FOR )\\b(INSERT\\s+INTO|DELETE\\s+FROM|UPDATE|FROM|JOIN|USING)\\s+(?:ONLY\\s+)?(\\w+|%s|$)"
              + "((?:\\s+(?:AS\\s+)?\\w+)?\\s*,\\s*\\w+)*");
  private static final Pattern AFTER_COMMA = Pattern.compile(",\\s*(\\w+)");

  static SqlNames of(String sql) {
    var statement = new SqlNames(new HashSet<>(), new HashSet<>(), new HashSet<>());
    NAMED
        .matcher(sql)
        .results()
        .forEach(
            found -> {
              String name = found.group(2).isEmpty() ? FILLED_IN : found.group(2);
              Set<String> names = statement.namedBy(found.group(1));
              names.add(name);
              if (names == statement.reads) {
                AFTER_COMMA.matcher(found.group()).results().forEach(n -> names.add(n.group(1)));
              }
            });
    return statement;
  }

  private Set<String> namedBy(String verb) {
    return switch (verb.toUpperCase(Locale.ROOT).split("\\s+")[0]) {
      case "INSERT" -> inserts;
      case "DELETE", "UPDATE" -> changes;
      default -> reads;
    };
  }
}
