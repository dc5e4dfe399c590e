package org.jawort.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A statement whose places have names, such as {@code :tenant}, in the words of the driver: a
 * question mark for each place. A name may stand several times; {@code ::casts}, {@code :=},
 * literals, quoted identifiers, comments and dollar quotes are left as they are.
 */
final class NamedSql {
  /** Statements are written by us and few; the text handed to the driver is the same each time. */
  private static final Map<String, NamedSql> KNOWN = new ConcurrentHashMap<>();

  private final String text;
  private final Map<String, Integer> indexes = new LinkedHashMap<>();
  private final int[] places;

  private NamedSql(String text, List<String> places) {
    this.text = text;
    places.forEach(name -> indexes.putIfAbsent(name, indexes.size()));
    this.places = places.stream().mapToInt(indexes::get).toArray();
  }

  /** Translates a statement, once for each text. */
  static NamedSql of(String sql) {
    NamedSql known = KNOWN.get(sql);
    return known != null ? known : KNOWN.computeIfAbsent(sql, text -> new Translation(text).done());
  }

  /** As the driver wants it. */
  String text() {
    return text;
  }

  /** The different names, in the order in which they come first. */
  List<String> names() {
    return List.copyOf(indexes.keySet());
  }

  /** How many different names there are. */
  int size() {
    return indexes.size();
  }

  /** Which of the different names it is; null where the statement has none such. */
  @Nullable Integer index(String name) {
    return indexes.get(name);
  }

  /** How many question marks there are. */
  int places() {
    return places.length;
  }

  /** Which of the different names a question mark stands for; the first is number 0. */
  int at(int place) {
    return places[place];
  }

  /** Goes through a text once, from left to right. */
  private static final class Translation {
    private final String sql;
    private final StringBuilder text = new StringBuilder();
    private final List<String> places = new ArrayList<>();
    private int at;

    Translation(String sql) {
      this.sql = sql;
    }

    NamedSql done() {
      while (at < sql.length()) {
        step();
      }
      return new NamedSql(text.toString(), places);
    }

    private void step() {
      switch (sql.charAt(at)) {
        case '\'' -> copyTo(endOfLiteral());
        case '"' -> copyTo(after("\"", at + 1));
        case '-' -> copyTo(sql.startsWith("--", at) ? after("\n", at) : at + 1);
        case '/' -> copyTo(sql.startsWith("/*", at) ? endOfComment() : at + 1);
        case '$' -> copyTo(endOfDollarQuote());
        case ':' -> colon();
        case '?' -> questionMark();
        default -> copyTo(at + 1);
      }
    }

    private void copyTo(int end) {
      text.append(sql, at, end);
      at = end;
    }

    private int after(String what, int from) {
      int found = sql.indexOf(what, from);
      return found < 0 ? sql.length() : found + what.length();
    }

    /** A doubled quote ends one literal and begins the next, which comes to the same. */
    private int endOfLiteral() {
      if (!escapes()) {
        return after("'", at + 1);
      }
      int end = at + 1;
      while (end < sql.length() && sql.charAt(end) != '\'') {
        end += sql.charAt(end) == '\\' ? 2 : 1;
      }
      return Math.min(end + 1, sql.length());
    }

    /** In E'…' alone a backslash guards the quote behind it. */
    private boolean escapes() {
      return at > 0
          && Character.toLowerCase(sql.charAt(at - 1)) == 'e'
          && (at == 1 || !isPartOfName(sql.charAt(at - 2)));
    }

    /** Comments stand in one another. */
    private int endOfComment() {
      int end = at + 2;
      for (int depth = 1; depth > 0 && end < sql.length(); ) {
        if (sql.startsWith("/*", end)) {
          depth++;
          end += 2;
        } else if (sql.startsWith("*/", end)) {
          depth--;
          end += 2;
        } else {
          end++;
        }
      }
      return end;
    }

    private int endOfDollarQuote() {
      int end = at + 1;
      while (end < sql.length() && isPartOfName(sql.charAt(end))) {
        end++;
      }
      boolean quote =
          end < sql.length()
              && sql.charAt(end) == '$'
              && !Character.isDigit(sql.charAt(at + 1))
              && (at == 0 || !isPartOfName(sql.charAt(at - 1)));
      return quote ? after(sql.substring(at, end + 1), end + 1) : at + 1;
    }

    private void colon() {
      int end = at + 1;
      if (end < sql.length() && (sql.charAt(end) == ':' || sql.charAt(end) == '=')) {
        copyTo(end + 1);
        return;
      }
      if (end == sql.length() || !Character.isLetter(sql.charAt(end))) {
        copyTo(end);
        return;
      }
      while (end < sql.length() && isPartOfName(sql.charAt(end))) {
        end++;
      }
      places.add(sql.substring(at + 1, end));
      text.append('?');
      at = end;
    }

    /** Two are how the driver is told of an operator; one would be a place without a name. */
    private void questionMark() {
      if (!sql.startsWith("??", at)) {
        throw new IllegalArgumentException("a place without a name in: " + sql);
      }
      copyTo(at + 2);
    }

    private static boolean isPartOfName(char c) {
      return c == '_' || Character.isLetterOrDigit(c);
    }
  }
}
