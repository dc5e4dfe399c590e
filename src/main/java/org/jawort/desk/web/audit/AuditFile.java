package org.jawort.desk.web.audit;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.platform.Csv;
import org.jawort.platform.TenantId;
import org.jawort.tenant.audit.AuditEntry;
import org.jawort.tenant.audit.AuditLog;
import org.jawort.tenant.audit.AuditQuestion;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The entries as a file, written entry by entry: it may be a year of them. */
record AuditFile(AuditLog log, TenantId tenant, AuditQuestion question) {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final List<String> HEADING =
      List.of(
          "id", "at", "actor", "actorId", "network", "kind", "deed", "ids", "outcome", "reason",
          "seal");

  private static Writer writer(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** RFC 4180, as spreadsheets take it. */
  void csv(OutputStream out) throws IOException {
    Writer writer = writer(out);
    writer.write(BYTE_ORDER_MARK + Csv.line(HEADING));
    log.each(tenant, question, entry -> write(writer, Csv.line(cells(entry))));
    writer.flush();
  }

  private static List<@Nullable Object> cells(AuditEntry entry) {
    return Arrays.asList(
        entry.id(),
        entry.at(),
        entry.actor().kind(),
        entry.actor().id(),
        entry.network(),
        entry.kind(),
        entry.deed(),
        entry.ids().stream().map(UUID::toString).collect(Collectors.joining(" ")),
        entry.outcome(),
        entry.reason(),
        entry.seal());
  }

  /** An array of objects. */
  void json(OutputStream out) throws IOException {
    Writer writer = writer(out);
    writer.write("[");
    var first = new boolean[] {true};
    log.each(
        tenant,
        question,
        entry -> {
          write(writer, (first[0] ? "\n" : ",\n") + object(entry));
          first[0] = false;
        });
    writer.write("\n]\n");
    writer.flush();
  }

  private static ObjectNode object(AuditEntry entry) {
    ObjectNode node = JSON.createObjectNode();
    List<@Nullable Object> cells = cells(entry);
    for (int i = 0; i < HEADING.size(); i++) {
      Object cell = cells.get(i);
      node.put(HEADING.get(i), cell == null ? null : cell.toString());
    }
    var ids = node.putArray("ids");
    entry.ids().forEach(id -> ids.add(id.toString()));
    node.put("seal", entry.seal());
    return node;
  }

  private static void write(Writer writer, String text) {
    try {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
