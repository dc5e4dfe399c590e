package org.jawort.transfer.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The door to what was found out about the rows of an import. */
@Component
public class ImportLists {
  private final Database database;

  ImportLists(Database database) {
    this.database = database;
  }

  /**
   * What is said of a row or one of its cells.
   *
   * @param number of the row among all of the file
   * @param sheet the table of the file, from 0
   * @param line as a spreadsheet counts it
   * @param place of the column, from 0, or -1
   * @param said what stands there, or null
   */
  public record Note(
      int number, int sheet, int line, int place, NoteReason reason, @Nullable String said) {}

  /**
   * What a row changes.
   *
   * @param what FIRST_NAME and the like, or the id of a field of the tenant's own
   * @param before or null where nothing stood there
   */
  public record Change(String what, @Nullable String before, String after) {}

  /** A row with all that is known of it. */
  public record Row(
      int number,
      int sheet,
      int line,
      String outcome,
      String address,
      String name,
      List<Change> changes,
      List<Note> notes) {
    /** Copies the lists. */
    public Row {
      changes = List.copyOf(changes);
      notes = List.copyOf(notes);
    }
  }

  /**
   * Notes in the order of the rows.
   *
   * @param only of this reason; empty: of all that refuse a row
   * @param behind the number of the last row of the page before
   * @param most rows, each with all that is said of it
   */
  public List<Note> notes(
      TenantId tenant, ImportId id, Optional<NoteReason> only, int behind, int most) {
    String sql =
        """
        SELECT n.number, r.sheet, r.line, n.place, n.reason, n.said
        FROM (SELECT DISTINCT number FROM import_note
              WHERE tenant_id = :tenant AND import_id = :id AND reason = ANY (:reasons)
                AND number > :behind
              ORDER BY number LIMIT :most) few
        JOIN import_note n ON n.number = few.number
        JOIN import_row r ON r.tenant_id = n.tenant_id AND r.import_id = n.import_id
          AND r.number = n.number
        WHERE n.tenant_id = :tenant AND n.import_id = :id AND n.reason = ANY (:reasons)
        ORDER BY n.number, n.place
        """;
    List<NoteReason> reasons =
        only.map(List::of)
            .orElseGet(
                () -> List.of(NoteReason.values()).stream().filter(NoteReason::refuses).toList());
    return database.read(
        tenant,
        connection ->
            Rows.batch(connection, sql, reasons)
                .texts("reasons", NoteReason::name)
                .uuid("tenant", tenant.value())
                .uuid("id", id.value())
                .integer("behind", behind)
                .integer("most", most)
                .list(ImportLists::note));
  }

  private static Note note(ResultSet row) throws SQLException {
    return new Note(
        row.getInt("number"),
        row.getInt("sheet"),
        row.getInt("line"),
        row.getInt("place"),
        NoteReason.valueOf(row.getString("reason")),
        row.getString("said"));
  }

  /**
   * Rows in their order.
   *
   * @param what an outcome, the name of a reason, or CLAIM_ and what a row says of a consent
   * @param behind the number of the last row of the page before
   */
  public List<Row> rows(TenantId tenant, ImportId id, String what, int behind, int most) {
    String sql =
        """
        SELECT r.* FROM import_row r
        WHERE r.tenant_id = :tenant AND r.import_id = :id AND r.number > :behind
          AND (r.outcome = :what OR 'CLAIM_' || r.claim = :what)
        ORDER BY r.number LIMIT :most
        """;
    String noted =
        """
        SELECT r.* FROM import_row r
        JOIN (SELECT DISTINCT n.number FROM import_note n
              WHERE n.tenant_id = :tenant AND n.import_id = :id AND n.reason = :what
                AND n.number > :behind ORDER BY n.number LIMIT :most) n ON n.number = r.number
        WHERE r.tenant_id = :tenant AND r.import_id = :id
        ORDER BY r.number
        """;
    boolean byNote =
        List.of(NoteReason.values()).stream().anyMatch(reason -> reason.name().equals(what));
    return database.read(
        tenant,
        connection -> {
          List<Row> bare =
              Rows.sql(connection, byNote ? noted : sql)
                  .uuid("tenant", tenant.value())
                  .uuid("id", id.value())
                  .integer("behind", behind)
                  .text("what", what)
                  .integer("most", most)
                  .list(ImportLists::row);
          return filled(tenant, id, bare);
        });
  }

  private static Row row(ResultSet row) throws SQLException {
    String name = (text(row, "first_name") + " " + text(row, "last_name")).strip();
    return new Row(
        row.getInt("number"),
        row.getInt("sheet"),
        row.getInt("line"),
        row.getString("outcome"),
        text(row, "address"),
        name.isEmpty() ? text(row, "company") : name,
        List.of(),
        List.of());
  }

  private static String text(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? "" : text;
  }

  private List<Row> filled(TenantId tenant, ImportId id, List<Row> bare) {
    Map<Integer, List<Change>> changes = changes(tenant, id, bare);
    Map<Integer, List<Note>> notes = notes(tenant, id, bare);
    var filled = new LinkedHashMap<Integer, Row>();
    for (Row row : bare) {
      filled.put(
          row.number(),
          new Row(
              row.number(),
              row.sheet(),
              row.line(),
              row.outcome(),
              row.address(),
              row.name(),
              changes.getOrDefault(row.number(), List.of()),
              notes.getOrDefault(row.number(), List.of())));
    }
    return List.copyOf(filled.values());
  }

  private Map<Integer, List<Change>> changes(TenantId tenant, ImportId id, List<Row> of) {
    String sql =
        """
        SELECT number, what, before, after FROM import_change
        WHERE tenant_id = :tenant AND import_id = :id AND number = ANY (:numbers)
        ORDER BY number, what
        """;
    var changes = new HashMap<Integer, List<Change>>();
    return database.read(
        tenant,
        connection -> {
          Rows.batch(connection, sql, of)
              .uuid("tenant", tenant.value())
              .uuid("id", id.value())
              .integers("numbers", Row::number)
              .each(
                  row ->
                      changes
                          .computeIfAbsent(row.getInt(1), number -> new ArrayList<>())
                          .add(new Change(row.getString(2), row.getString(3), row.getString(4))));
          return changes;
        });
  }

  private Map<Integer, List<Note>> notes(TenantId tenant, ImportId id, List<Row> of) {
    String sql =
        """
        SELECT number, 0 AS sheet, 0 AS line, place, reason, said FROM import_note
        WHERE tenant_id = :tenant AND import_id = :id AND number = ANY (:numbers)
        ORDER BY number, place
        """;
    var notes = new HashMap<Integer, List<Note>>();
    return database.read(
        tenant,
        connection -> {
          Rows.batch(connection, sql, of)
              .uuid("tenant", tenant.value())
              .uuid("id", id.value())
              .integers("numbers", Row::number)
              .each(
                  row ->
                      notes
                          .computeIfAbsent(row.getInt("number"), number -> new ArrayList<>())
                          .add(note(row)));
          return notes;
        });
  }
}
