package org.jawort.transfer.web;

import static org.jawort.transfer.web.TransferAddresses.ONE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.TenantId;
import org.jawort.platform.web.Answer;
import org.jawort.tenant.Acting;
import org.jawort.transfer.file.CsvLine;
import org.jawort.transfer.file.FileShape;
import org.jawort.transfer.file.TableFile;
import org.jawort.transfer.imports.Import;
import org.jawort.transfer.imports.ImportLists;
import org.jawort.transfer.imports.NoteReason;
import org.springframework.context.MessageSource;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The rows behind each count, with what they change and what is said of them. */
@Controller
class ImportRowPages {
  /** Rows on a page. */
  private static final int SIZE = 50;

  private static final int AT_ONCE = 1_000;

  private final ImportLists lists;
  private final CustomFields fields;
  private final ContactGroups groups;
  private final MessageSource messages;

  ImportRowPages(
      ImportLists lists, CustomFields fields, ContactGroups groups, MessageSource messages) {
    this.lists = lists;
    this.fields = fields;
    this.groups = groups;
    this.messages = messages;
  }

  @GetMapping(ONE + "/rows")
  Answer rows(
      Import of,
      @RequestParam(defaultValue = "CHANGED") String what,
      @RequestParam(defaultValue = "0") String behind,
      Acting acting) {
    String known = what.matches("[A-Z_]{1,40}") && of.count(what) > 0 ? what : "CHANGED";
    int place = behind.matches("[0-9]{1,9}") ? Integer.parseInt(behind) : 0;
    List<ImportLists.Row> found = lists.rows(acting.tenant(), of.id(), known, place, SIZE + 1);
    List<ImportLists.Row> shown = found.subList(0, Math.min(SIZE, found.size()));
    String path = TransferAddresses.IMPORTS + "/" + of.id() + "/rows?what=" + known;
    boolean reason =
        List.of(NoteReason.values()).stream().anyMatch(one -> one.name().equals(known));
    return Answer.page("transfer/rows")
        .with("one", of)
        .with("heading", reason ? "import.note." + known : "import.outcome." + known)
        .with("rows", shown)
        .with("names", names(acting.tenant()))
        .with("columns", of.shape() == null ? List.of() : of.shape().columns())
        .with("tables", tables(of))
        .with("first", place == 0 ? null : path)
        .with("more", found.size() > SIZE ? path + "&behind=" + shown.getLast().number() : null);
  }

  /** What own fields and groups are called. */
  private Map<String, String> names(TenantId tenant) {
    Map<String, String> names =
        fields.all(tenant).stream()
            .collect(Collectors.toMap(field -> field.id().toString(), CustomField::name));
    groups.all(tenant).forEach(group -> names.put(group.id().toString(), group.name()));
    return names;
  }

  private static List<String> tables(Import of) {
    FileShape shape = of.shape();
    return shape == null || shape.tables().size() < 2
        ? List.of()
        : shape.tables().stream().map(table -> TableFile.shortName(table.name())).toList();
  }

  @GetMapping(ONE + "/refused.csv")
  Answer refused(Import of, Acting acting) {
    return Answer.file(
        "refused.csv",
        new MediaType("text", "csv", StandardCharsets.UTF_8),
        out -> write(of, acting, out));
  }

  private void write(Import of, Acting acting, OutputStream out) throws IOException {
    Locale locale = acting.language().locale();
    line(
        out,
        CsvLine.MARK,
        List.of(
            message("import.list.line", locale),
            message("import.map.column", locale),
            message("import.list.note", locale),
            message("import.map.samples", locale)));
    int behind = 0;
    List<ImportLists.Note> notes;
    do {
      notes = lists.notes(acting.tenant(), of.id(), Optional.empty(), behind, AT_ONCE);
      for (ImportLists.Note note : notes) {
        line(out, "", cells(of, note, locale));
        behind = note.number();
      }
    } while (!notes.isEmpty());
  }

  private List<String> cells(Import of, ImportLists.Note note, Locale locale) {
    FileShape shape = of.shape();
    List<String> tables = tables(of);
    String table = tables.isEmpty() ? "" : tables.get(note.sheet()) + " ";
    return List.of(
        table + note.line(),
        shape == null || note.place() < 0 ? "" : shape.columns().get(note.place()).header(),
        message("import.note." + note.reason(), locale),
        Objects.requireNonNullElse(note.said(), ""));
  }

  private String message(String key, Locale locale) {
    return messages.getMessage(key, null, locale);
  }

  private static void line(OutputStream out, String before, List<String> cells) throws IOException {
    out.write((before + CsvLine.of(cells)).getBytes(StandardCharsets.UTF_8));
  }
}
