package org.jawort.consent.dossier;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.jawort.consent.log.MalformedException;

/** Checks a dossier that is a PDF: its seal, and the dossier as JSON that is attached to it. */
final class PdfCheck {
  private final Report report;
  private final Trusted trusted;
  private final Locale locale;

  PdfCheck(Report report, Trusted trusted, Locale locale) {
    this.report = report;
    this.trusted = trusted;
    this.locale = locale;
  }

  void run(byte[] file) {
    Optional<Seal> seal = whole(file);
    var inner = new Report(locale);
    var json = new JsonCheck(inner, trusted);
    attached(file).ifPresentOrElse(json::run, () -> inner.fails("pdf.attached.missing"));
    boolean whole = report.allHolds();
    if (whole || !inner.allHolds()) {
      report.add(inner);
    } else {
      report.holds("pdf.attached.holds");
    }
    if (whole && inner.allHolds()) {
      seal.ifPresent(outer -> together(outer, json));
    }
  }

  private Optional<Seal> whole(byte[] file) {
    try {
      DossierPdf.Parts parts = DossierPdf.parts(file);
      Seal seal = Seal.parse(DossierPdf.FORMAT, parts.seal());
      if (KeyCheck.run(report, seal, trusted.keys(), "pdf.seal")) {
        if (seal.value(DossierPdf.SHA256).equals(parts.hash())) {
          report.holds("pdf.same");
        } else {
          report.fails("pdf.changed");
        }
      }
      return Optional.of(seal);
    } catch (MalformedException e) {
      report.fails("malformed", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private void together(Seal outer, JsonCheck json) {
    boolean same =
        json.id().equals(Optional.of(outer.value(DossierJson.ID)))
            && json.key().equals(Optional.of(outer.key()));
    if (same) {
      report.holds("pdf.attached.same");
    } else {
      report.fails("pdf.attached.other");
    }
  }

  /** Empty where the file is so broken that it cannot be opened, or nothing is attached. */
  static Optional<byte[]> attached(byte[] file) {
    try (PDDocument document = Loader.loadPDF(file)) {
      var files = new PDDocumentNameDictionary(document.getDocumentCatalog()).getEmbeddedFiles();
      PDComplexFileSpecification found = files == null ? null : files.getValue(DossierPdf.ATTACHED);
      return found == null ? Optional.empty() : Optional.of(found.getEmbeddedFile().toByteArray());
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
