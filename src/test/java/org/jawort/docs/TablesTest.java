package org.jawort.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/tables.md} is made from the code by this test: with {@code -Dtables.write=true} it
 * writes the file, without it compares.
 */
class TablesTest {
  private static final Path FILE = Path.of("docs/tables.md");
  private static final String RENEW = "./mvnw -q test -Dtest=TablesTest -Dtables.write=true";

  /** The only table that nothing of ours touches: the library db-scheduler keeps its jobs in it. */
  private static final String OF_A_LIBRARY = "scheduled_tasks";

  /**
   * An import takes a million rows over from its own table, set by set and next to what a bare COPY
   * takes (docs/adr/0066): it alone adds contacts beside the room that they belong to.
   */
  private static final String IN_SETS = "transfer";

  /** Their rows are added by triggers, whatever changes what they are about. */
  private static final Set<String> BY_TRIGGERS =
      Set.of("contact_point_unasked", "contact_to_search");

  private static final String HEAD =
      """
      # Who uses which table

      Made from the SQL in the code, and compared with it by `TablesTest`; do not edit it. After a change run

      ```
      %s
      ```

      A table belongs to the room that adds its rows, and there is one such room for each; an import adds contacts
      beside it. What stands in
      **bold** changes the table of another room. A function of the schema counts for whoever calls it; what triggers
      write counts for nobody. Beside
      these there are `flyway_schema_history`, which Flyway keeps, and `%s`, which the library db-scheduler keeps.

      | table | room | written by | read by |
      |---|---|---|---|
      """
          .formatted(RENEW, OF_A_LIBRARY);

  private final Map<String, TableUse> uses = TableUse.of(new SchemaTables());

  TablesTest() {
    uses.remove(OF_A_LIBRARY);
  }

  @Test
  @DisplayName("every table belongs to one room, which alone adds its rows")
  void owners() {
    var wrong = new Sentences();
    uses.forEach(
        (table, use) ->
            wrong.addUnless(
                BY_TRIGGERS.contains(table)
                    || use.owners().stream().filter(room -> !room.equals(IN_SETS)).count() == 1
                    || use.owners().equals(Set.of(IN_SETS)),
                "Rows of %s are added by %s; one room should".formatted(table, use.inserting())));
    wrong.verifyNone();
  }

  @Test
  @DisplayName("the table of tables says what the code does")
  void table() throws IOException {
    String made = HEAD + rows();
    if (Boolean.getBoolean("tables.write")) {
      Files.writeString(FILE, made);
    }
    assertThat(SourceFile.read(FILE).text())
        .as(FILE + " is not what the code does any more; renew it by: " + RENEW)
        .isEqualTo(made);
  }

  private String rows() {
    Comparator<Map.Entry<String, TableUse>> order =
        Comparator.comparing((Map.Entry<String, TableUse> entry) -> room(entry.getValue()))
            .thenComparing(Map.Entry::getKey);
    return uses.entrySet().stream()
        .sorted(order)
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String room(TableUse use) {
    return String.join(", ", use.owners());
  }

  private static String row(String table, TableUse use) {
    List<String> writing =
        use.writing().stream()
            .map(
                user ->
                    use.owners().contains(Rooms.of(user)) ? ticks(user) : "**" + ticks(user) + "**")
            .toList();
    return "| `%s` | %s | %s | %s |\n"
        .formatted(table, room(use), String.join(" ", writing), list(use.reading()));
  }

  private static String list(Collection<String> packages) {
    return packages.stream().map(TablesTest::ticks).collect(Collectors.joining(" "));
  }

  private static String ticks(String name) {
    return "`" + name + "`";
  }
}
