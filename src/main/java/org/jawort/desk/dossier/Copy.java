package org.jawort.desk.dossier;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jawort.desk.ContactRecord;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The copy of all data of a contact as a ZIP, written while it is made (law 37). */
class Copy {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String FORMAT = "jawort.org/copy@v1";
  private static final String TEMPLATE = "desk/dossier/copy";

  private final DossierFiles files;
  private final PdfWriter pdf;

  Copy(DossierFiles files, ITemplateEngine templates) {
    this.files = files;
    this.pdf = new PdfWriter(templates);
  }

  /**
   * Writes the ZIP.
   *
   * @param dossiers one per contact point
   */
  void write(OutputStream out, ContactRecord record, Frame frame, List<Dossier> dossiers)
      throws IOException {
    var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    LocalDateTime time = LocalDateTime.ofInstant(frame.madeAt(), frame.tenant().timeZone());
    Words words = files.words(frame);
    add(zip, time, words.of("copy.file") + ".pdf", document(frame, dossiers));
    add(zip, time, words.of("copy.data") + ".json", json(frame, dossiers));
    for (Map.Entry<String, byte[]> table : new CopyTables(record, dossiers).files().entrySet()) {
      add(zip, time, "csv/" + table.getKey(), table.getValue());
    }
    for (Dossier dossier : dossiers) {
      String folder = words.of("copy.proofs") + "/";
      add(zip, time, folder + DossierFiles.name(dossier, "pdf"), files.pdf(dossier));
      add(zip, time, folder + DossierFiles.name(dossier, "json"), files.json(dossier));
    }
    zip.finish();
  }

  private static void add(ZipOutputStream zip, LocalDateTime time, String name, byte[] content)
      throws IOException {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(time);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private byte[] document(Frame frame, List<Dossier> dossiers) {
    Context context = files.context(frame);
    context.setVariable("ways", ways(frame, dossiers));
    return pdf.write(TEMPLATE, context, frame.madeAt(), List.of());
  }

  /** A contact point, as the template needs it. */
  public record Way(Dossier dossier, Presentation shown) {}

  private List<Way> ways(Frame frame, List<Dossier> dossiers) {
    var ways = new ArrayList<Way>();
    for (Dossier dossier : dossiers) {
      ways.add(new Way(dossier, new Presentation(dossier, files.words(frame))));
    }
    return ways;
  }

  private byte[] json(Frame frame, List<Dossier> dossiers) {
    ObjectNode copy = JSON.createObjectNode();
    copy.put("format", FORMAT);
    copy.put("madeAt", Sections.time(frame.madeAt()));
    copy.set("controller", PersonSections.controller(frame));
    copy.set("contact", PersonSections.contact(frame));
    ArrayNode points = copy.putArray("contactPoints");
    for (Dossier dossier : dossiers) {
      ObjectNode sections = new Sections(dossier, files.words(frame)).json();
      sections.remove(List.of("controller", "contact"));
      points.add(sections);
    }
    return JSON.writeValueAsBytes(copy);
  }
}
