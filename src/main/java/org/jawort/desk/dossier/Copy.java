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
import org.jawort.contact.FieldValue;
import org.jawort.contact.Membership;
import org.jawort.optin.ListedNotice;
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

  /** Writes the ZIP. */
  void write(OutputStream out, Copied copied) throws IOException {
    Frame frame = copied.frame();
    var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    LocalDateTime time = LocalDateTime.ofInstant(frame.madeAt(), frame.tenant().timeZone());
    Words words = files.words(frame);
    add(zip, time, words.of("copy.file") + ".pdf", document(copied));
    add(zip, time, words.of("copy.data") + ".json", json(copied));
    for (Map.Entry<String, byte[]> table : new CopyTables(copied).files().entrySet()) {
      add(zip, time, "csv/" + table.getKey(), table.getValue());
    }
    for (Dossier dossier : copied.dossiers()) {
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

  private byte[] document(Copied copied) {
    Context context = files.context(copied.frame());
    context.setVariable("ways", ways(copied.frame(), copied.dossiers()));
    context.setVariable("groups", copied.record().groups());
    context.setVariable("fields", copied.fields());
    context.setVariable("notices", copied.notices());
    return pdf.write(TEMPLATE, context, copied.frame().madeAt(), List.of());
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

  private byte[] json(Copied copied) {
    Frame frame = copied.frame();
    ObjectNode copy = JSON.createObjectNode();
    copy.put("format", FORMAT);
    copy.put("madeAt", Sections.time(frame.madeAt()));
    copy.set("controller", PersonSections.controller(frame));
    copy.set("contact", PersonSections.contact(frame));
    own(copy, copied);
    ArrayNode points = copy.putArray("contactPoints");
    for (Dossier dossier : copied.dossiers()) {
      ObjectNode sections = new Sections(dossier, files.words(frame)).json();
      sections.remove(List.of("controller", "contact"));
      points.add(sections);
    }
    return JSON.writeValueAsBytes(copy);
  }

  /** What the tenant keeps beside the master data, and what its processes told staff. */
  private static void own(ObjectNode copy, Copied copied) {
    ArrayNode groups = copy.putArray("groups");
    for (Membership membership : copied.record().groups()) {
      groups
          .addObject()
          .put("name", membership.group().name())
          .put("since", Sections.time(membership.since()));
    }
    ArrayNode fields = copy.putArray("fields");
    for (FieldValue field : copied.fields()) {
      fields
          .addObject()
          .put("name", field.field().name())
          .put("value", field.value())
          .put("changedAt", Sections.time(field.changedAt()));
    }
    ArrayNode notices = copy.putArray("notices");
    for (ListedNotice notice : copied.notices()) {
      notices
          .addObject()
          .put("address", notice.address())
          .put("text", notice.text())
          .put("createdAt", Sections.time(notice.createdAt()))
          .put("readAt", Sections.time(notice.doneAt()));
    }
  }
}
