package org.jawort.desk.dossier;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.integration.Proofs;
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
  Proofs.ProofOutcome made(Dossier dossier, Proofs.Format format) {
    byte[] content =
        switch (format) {
          case JSON -> json(dossier);
          case PDF -> pdf(dossier);
        };
    String ending = format.name().toLowerCase(Locale.ROOT);
    return new Proofs.ProofOutcome.Made(FileNames.of(dossier, ending), out -> out.write(content));
  }

  byte[] json(Dossier dossier) {
    DocumentWords documentWords = words(dossier.frame());
    return dossier
        .stamp()
        .json(dossier.id().toString(), new Sections(dossier, documentWords).json());
  }

  /** With the same dossier as JSON in it. */
  byte[] pdf(Dossier dossier) {
    DocumentWords documentWords = words(dossier.frame());
    Context context = context(dossier.frame());
    context.setVariable("dossier", dossier);
    context.setVariable("shown", new Presentation(dossier, documentWords));
    byte[] plain = pdf.write(TEMPLATE, context, dossier.madeAt(), attached(dossier, json(dossier)));
    return dossier.stamp().pdf(dossier.id().toString(), plain);
  }

  Context context(DocumentContext documentContext) {
    DocumentWords documentWords = words(documentContext);
    var context = new Context(documentContext.language().locale());
    context.setVariable("words", documentWords);
    context.setVariable("frame", facts(documentContext));
    return context;
  }

  private static List<PdfWriter.Attached> attached(Dossier dossier, byte[] json) {
    var files = new ArrayList<PdfWriter.Attached>();
    files.add(
        new PdfWriter.Attached(
            DossierSeal.ATTACHED, "application/json", "ISO/IEC TS 27560", "Data", json));
    for (Dossier.KeptFile file : dossier.files()) {
      if (file.content() != null) {
        String name = FileNames.shortId(file.id().toString()) + "-" + file.name();
        files.add(
            new PdfWriter.Attached(name, file.type(), file.sha256(), "Supplement", file.content()));
      }
    }
    return files;
  }

  DocumentFacts facts(DocumentContext documentContext) {
    return new DocumentFacts(documentContext, words(documentContext));
  }

  DocumentWords words(DocumentContext documentContext) {
    return new DocumentWords(texts, documentContext);
  }
}
