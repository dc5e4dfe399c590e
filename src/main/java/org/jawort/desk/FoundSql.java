package org.jawort.desk;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jawort.contact.search.Sought;

/** The SQL that finds in which contact points a text stands; what was typed is a parameter. */
final class FoundSql {
  private final Sought sought;

  /** Adds what it takes to the parameters. */
  FoundSql(Sought sought, Map<String, Object> parameters) {
    this.sought = sought;
    for (int i = 0; i < sought.alternatives().size(); i++) {
      Sought.Alternative one = sought.alternatives().get(i);
      parameters.put("letters" + i, one.keys());
      parameters.put("words" + i, one.words().toArray(String[]::new));
      for (int j = 0; j < one.words().size(); j++) {
        parameters.put(word(i, j), one.words().get(j));
      }
    }
    parameters.put("fresh", sought.fresh().toArray(UUID[]::new));
  }

  /** Those in which the text stands, by the index of letters, and what that does not know yet. */
  String found(int most) {
    Stream<String> indexed =
        range(sought.alternatives().size())
            .mapToObj(
                i ->
                    "SELECT f.contact_point_id AS id FROM contact_points_with("
                        + "CAST(:letters%d AS int[]), CAST(:words%d AS text[]), %d) f"
                            .formatted(i, i, most));
    String fresh =
        "SELECT p.id FROM contact_point p WHERE p.tenant_id = :tenant AND p.id = ANY (:fresh)";
    return Stream.concat(indexed, Stream.of(fresh)).collect(Collectors.joining(" UNION "));
  }

  /** The newest contact points in which the text stands, of the newest so many. */
  String foundAmong(int window, String bound, String direction) {
    return """
        SELECT w.contact_point_id AS id FROM (
          SELECT contact_point_id, text FROM contact_search
          WHERE tenant_id = :tenant%s ORDER BY contact_point_id%s LIMIT %d) w
        WHERE (%s)
        """
        .formatted(bound, direction, window, stands());
  }

  String stands() {
    return sought.alternatives().isEmpty()
        ? "false"
        : range(sought.alternatives().size())
            .mapToObj(
                i ->
                    range(sought.alternatives().get(i).words().size())
                        .mapToObj(j -> "strpos(w.text, :" + word(i, j) + ") > 0")
                        .collect(Collectors.joining(" AND ", "(", ")")))
            .collect(Collectors.joining(" OR "));
  }

  private static String word(int alternative, int place) {
    return "word" + alternative + "n" + place;
  }

  private static IntStream range(int count) {
    return IntStream.range(0, count);
  }
}
