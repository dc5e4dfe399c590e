package org.jawort.desk.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jawort.consent.DossierSeal;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.springframework.context.MessageSource;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Makes the files of a dossier. */
class DossierFiles {
  private static final String TEMPLATE = "desk/dossier/document";

  private final MessageSource texts;
  private final PdfWriter pdf;

  DossierFiles(MessageSource texts, ITemplateEngine templates) {
    this.texts = texts;
    this.pdf = new PdfWriter(templates);
  }

  /** Made before the answer begins, so that a fault is answered as one. */
  Proofs.Answer made(Dossier dossier, Proofs.Format format) {
    byte[] content =
        switch (format) {
          case JSON -> json(dossier);
          case PDF -> pdf(dossier);
        };
    String ending = format.name().toLowerCase(Locale.ROOT);
    return new Proofs.Answer.Made(name(dossier, ending), out -> out.write(content));
  }

  byte[] json(Dossier dossier) {
    Words words = words(dossier.frame());
    return dossier.stamp().json(dossier.id().toString(), new Sections(dossier, words).json());
  }

  /** With the same dossier as JSON in it. */
  byte[] pdf(Dossier dossier) {
    Words words = words(dossier.frame());
    Context context = context(dossier.frame());
    context.setVariable("dossier", dossier);
    context.setVariable("shown", new Presentation(dossier, words));
    byte[] plain = pdf.write(TEMPLATE, context, dossier.madeAt(), attached(dossier, json(dossier)));
    return dossier.stamp().pdf(dossier.id().toString(), plain);
  }

  Context context(Frame frame) {
    Words words = words(frame);
    var context = new Context(frame.language().locale());
    context.setVariable("words", words);
    context.setVariable("frame", new FrameFacts(frame, words));
    return context;
  }

  private static List<PdfWriter.Attached> attached(Dossier dossier, byte[] json) {
    var files = new ArrayList<PdfWriter.Attached>();
    files.add(
        new PdfWriter.Attached(
            DossierSeal.ATTACHED, "application/json", "ISO/IEC TS 27560", "Data", json));
    for (Dossier.KeptFile file : dossier.files()) {
      if (file.content() != null) {
        String name = shortId(file.id().toString()) + "-" + file.name();
        files.add(
            new PdfWriter.Attached(name, file.type(), file.sha256(), "Supplement", file.content()));
      }
    }
    return files;
  }

  Words words(Frame frame) {
    return new Words(texts, frame);
  }

  /** Without an address: the name of a file stands in lists, logs and histories. */
  static String name(Dossier dossier, String ending) {
    return name(dossier.frame(), dossier.way().id().toString(), "nachweis", "proof") + "." + ending;
  }

  static String name(Frame frame, String id, String german, String english) {
    LocalDate day = LocalDate.ofInstant(frame.madeAt(), frame.tenant().timeZone());
    String word = frame.language() == Language.DE ? german : english;
    return "%s-%s-%s".formatted(word, shortId(id), day);
  }

  /** The end of an id, which tells ids apart that were made in the same moment. */
  private static String shortId(String id) {
    return id.substring(id.length() - 8);
  }
}
