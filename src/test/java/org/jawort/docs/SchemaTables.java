package org.jawort.docs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of the database, and what its functions read, as the migrations make them. */
final class SchemaTables {
  private static final Pattern TABLE =
      Pattern.compile("(?im)^\\s*CREATE TABLE (?:IF NOT EXISTS )?(?:jawort\\.)?(\\w+)");
  // A body in quotes or in the standard's form; a function that only returns an expression has
  // none.
  private static final Pattern FUNCTION =
      Pattern.compile(
          "CREATE (?:OR REPLACE )?FUNCTION (\\w+)\\((?:(?!CREATE ).)*?"
              + "(?:BEGIN ATOMIC(.*?)\\bEND;|\\$\\$(.*?)\\$\\$)",
          Pattern.DOTALL);

  private final Set<String> tables = new TreeSet<>();
  private final Map<String, Set<String>> readByFunction = new HashMap<>();

  SchemaTables() {
    List<String> migrations =
        SourceFile.below(Path.of("src/main/resources/db/migration"), ".sql").stream()
            .map(SourceFile::text)
            .toList();
    migrations.forEach(
        sql -> TABLE.matcher(sql).results().forEach(found -> tables.add(found.group(1))));
    migrations.forEach(
        sql ->
            FUNCTION
                .matcher(sql)
                .results()
                .forEach(f -> readByFunction.put(f.group(1), read(f.group()))));
  }

  private Set<String> read(String body) {
    return SqlNames.of(body).reads().stream().filter(this::has).collect(Collectors.toSet());
  }

  Set<String> tables() {
    return tables;
  }

  boolean has(String name) {
    return tables.contains(name);
  }

  /** What the functions read that a statement calls. */
  Set<String> readThroughFunctions(String sql) {
    return readByFunction.entrySet().stream()
        .filter(function -> sql.contains(function.getKey() + "("))
        .flatMap(function -> function.getValue().stream())
        .collect(Collectors.toSet());
  }
}
