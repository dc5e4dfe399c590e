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
import org.jawort.contact.group.CustomFieldValue;
import org.jawort.contact.group.Membership;
import org.jawort.desk.ContactStory;
import org.jawort.form.WrittenAnswer;
import org.jawort.optin.notice.ListedNotice;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The copy of all data of a contact as a ZIP, written while it is made (law 37). */
class DataExport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String FORMAT = "jawort.org/copy@v1";
  private static final String TEMPLATE = "desk/dossier/copy";

  private final DossierFiles files;
  private final PdfWriter pdf;

  DataExport(DossierFiles files, ITemplateEngine templates) {
    this.files = files;
    this.pdf = new PdfWriter(templates);
  }

  /** Writes the ZIP. */
  void write(OutputStream out, ExportedData exportedData) throws IOException {
    DocumentContext documentContext = exportedData.frame();
    var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    LocalDateTime time =
        LocalDateTime.ofInstant(documentContext.madeAt(), documentContext.tenant().timeZone());
    DocumentWords documentWords = files.words(documentContext);
    add(zip, time, documentWords.of("copy.file") + ".pdf", document(exportedData));
    add(zip, time, documentWords.of("copy.data") + ".json", json(exportedData));
    for (Map.Entry<String, byte[]> table : new DataExportTables(exportedData).files().entrySet()) {
      add(zip, time, "csv/" + table.getKey(), table.getValue());
    }
    for (Dossier dossier : exportedData.dossiers()) {
      String folder = documentWords.of("copy.proofs") + "/";
      add(zip, time, folder + FileNames.of(dossier, "pdf"), files.pdf(dossier));
      add(zip, time, folder + FileNames.of(dossier, "json"), files.json(dossier));
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

  private byte[] document(ExportedData exportedData) {
    Context context = files.context(exportedData.frame());
    List<CopiedWay> ways = ways(exportedData.dossiers());
    context.setVariable("ways", ways);
    context.setVariable("processing", files.facts(exportedData.frame()).processing(ways));
    context.setVariable("former", exportedData.formerNames());
    context.setVariable("groups", exportedData.record().groups());
    context.setVariable("fields", exportedData.fields());
    context.setVariable("written", exportedData.written());
    context.setVariable("notices", exportedData.notices());
    return pdf.write(TEMPLATE, context, exportedData.frame().madeAt(), List.of());
  }

  private List<CopiedWay> ways(List<Dossier> dossiers) {
    var ways = new ArrayList<CopiedWay>();
    for (Dossier dossier : dossiers) {
      DocumentWords words = files.words(dossier.frame());
      ways.add(new CopiedWay(dossier, words, new Presentation(dossier, words)));
    }
    return ways;
  }

  private byte[] json(ExportedData exportedData) {
    DocumentContext documentContext = exportedData.frame();
    ObjectNode copy = JSON.createObjectNode();
    copy.put("format", FORMAT);
    copy.put("madeAt", JsonText.time(documentContext.madeAt()));
    copy.set("controller", PersonSections.controller(documentContext));
    copy.set("contact", PersonSections.contact(documentContext));
    own(copy, exportedData);
    ArrayNode points = copy.putArray("contactPoints");
    for (Dossier dossier : exportedData.dossiers()) {
      ObjectNode sections = new Sections(dossier, files.words(dossier.frame())).json();
      sections.remove(List.of("controller", "contact"));
      points.add(sections);
    }
    return JSON.writeValueAsBytes(copy);
  }

  /** What the tenant keeps beside the master data, and what its processes told staff. */
  private static void own(ObjectNode copy, ExportedData exportedData) {
    ArrayNode former = copy.putArray("formerNames");
    for (ContactStory.Merge merge : exportedData.formerNames()) {
      former.addObject().put("name", merge.name()).put("until", JsonText.time(merge.at()));
    }
    ArrayNode groups = copy.putArray("groups");
    for (Membership membership : exportedData.record().groups()) {
      groups
          .addObject()
          .put("name", membership.group().name())
          .put("since", JsonText.time(membership.since()));
    }
    ArrayNode fields = copy.putArray("fields");
    for (CustomFieldValue field : exportedData.fields()) {
      fields
          .addObject()
          .put("name", field.field().name())
          .put("value", field.value())
          .put("changedAt", JsonText.time(field.changedAt()));
    }
    ArrayNode submissions = copy.putArray("submissions");
    for (WrittenAnswer one : exportedData.written()) {
      submissions
          .addObject()
          .put("at", JsonText.time(one.at()))
          .put("form", one.form())
          .put("version", one.version())
          .put("question", one.question())
          .put("answer", one.answer());
    }
    ArrayNode notices = copy.putArray("notices");
    for (ListedNotice notice : exportedData.notices()) {
      notices
          .addObject()
          .put("address", notice.address())
          .put("text", notice.text())
          .put("createdAt", JsonText.time(notice.createdAt()))
          .put("readAt", JsonText.time(notice.doneAt()));
    }
  }
}
