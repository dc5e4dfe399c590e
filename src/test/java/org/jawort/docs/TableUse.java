package org.jawort.docs;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which packages use a table, as the SQL in their text says.
 *
 * @param inserting add rows
 * @param changing change or remove rows
 * @param reading read them
 */
record TableUse(Set<String> inserting, Set<String> changing, Set<String> reading) {
  private TableUse() {
    this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
  }

  /** Every table of the schema with its use. */
  static Map<String, TableUse> of(SchemaTables schema) {
    var uses = new TreeMap<String, TableUse>();
    schema.tables().forEach(table -> uses.put(table, new TableUse()));
    for (SourceFile file : SourceFile.below(SourceFile.MAIN, ".java")) {
      note(file, schema, uses);
    }
    return uses;
  }

  private static void note(SourceFile file, SchemaTables schema, Map<String, TableUse> uses) {
    String user = file.packageBelow(SourceFile.MAIN);
    Set<String> strings =
        file.literals().stream().map(SourceFile.Piece::text).collect(Collectors.toSet());
    for (String sql : strings) {
      SqlNames statement = SqlNames.of(sql);
      tables(statement.inserts(), strings, schema).forEach(t -> use(uses, t).inserting.add(user));
      tables(statement.changes(), strings, schema).forEach(t -> use(uses, t).changing.add(user));
      tables(statement.reads(), strings, schema).forEach(t -> use(uses, t).reading.add(user));
      schema.readThroughFunctions(sql).forEach(t -> use(uses, t).reading.add(user));
    }
  }

  private static TableUse use(Map<String, TableUse> uses, String table) {
    return uses.computeIfAbsent(table, name -> new TableUse());
  }

  /**
   * Where a name is filled in, the tables that the same file names in strings of their own. Those
   * that name a parameter, such as "tenant" for :tenant, are none.
   */
  private static Set<String> tables(Set<String> names, Set<String> strings, SchemaTables schema) {
    var tables = new HashSet<String>();
    names.stream().filter(schema::has).forEach(tables::add);
    if (names.contains(SqlNames.FILLED_IN)) {
      strings.stream()
          .filter(schema::has)
          .filter(name -> strings.stream().noneMatch(sql -> sql.contains(":" + name)))
          .forEach(tables::add);
    }
    return tables;
  }

  /** The rooms that add rows; one, which the table belongs to. */
  Set<String> owners() {
    return inserting.stream().map(Rooms::of).collect(Collectors.toCollection(TreeSet::new));
  }

  /** All packages that change anything. */
  Set<String> writing() {
    var writing = new TreeSet<>(inserting);
    writing.addAll(changing);
    return writing;
  }
}
