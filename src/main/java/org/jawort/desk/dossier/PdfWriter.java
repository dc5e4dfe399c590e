package org.jawort.desk.dossier;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Makes a tagged PDF (PDF/UA, PDF/A-3) of a template, with fonts and files in it. */
final class PdfWriter {
  static {
    // It would name what it reads, and that is personal.
    XRLog.setLoggingEnabled(false);
    FontMappers.set(new OwnFonts());
  }

  private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

  private final ITemplateEngine templates;

  PdfWriter(ITemplateEngine templates) {
    this.templates = templates;
  }

  /**
   * A file that lies within the PDF.
   *
   * @param relation what it is to the document (ISO 32000-2, AFRelationship)
   */
  record Attached(String name, String type, String description, String relation, byte[] content) {}

  /** The bytes of the PDF. */
  byte[] write(String template, Context context, Instant madeAt, List<Attached> files) {
    String html = Printable.of(templates.process(template, context));
    try (PdfBoxRenderer renderer = builder(html).buildPdfRenderer()) {
      renderer.layout();
      renderer.createPDFWithoutClosing();
      PDDocument document = renderer.getPdfDocument();
      LinkWords.add(document);
      attach(document, madeAt, files);
      var out = new ByteArrayOutputStream();
      // Old tools stumble over compressed tables of objects.
      document.save(out, CompressParameters.NO_COMPRESSION);
      document.close();
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static PdfRendererBuilder builder(String html) {
    var builder = new PdfRendererBuilder();
    builder.useFastMode();
    builder.usePdfUaAccessibility(true);
    builder.usePdfAConformance(PdfAConformance.PDFA_3_A);
    builder.useColorProfile(SRGB);
    builder.withProducer("Jawort");
    builder.useFont(() -> Printable.stream(Printable.SANS), "Sans", 400, FontStyle.NORMAL, true);
    builder.useFont(() -> Printable.stream(Printable.BOLD), "Sans", 700, FontStyle.NORMAL, true);
    builder.useFont(() -> Printable.stream(Printable.ITALIC), "Sans", 400, FontStyle.ITALIC, true);
    builder.useFont(() -> Printable.stream(Printable.MONO), "Mono", 400, FontStyle.NORMAL, true);
    // Nothing is fetched, whatever a text says.
    builder.useUriResolver((base, uri) -> null);
    builder.useExternalResourceAccessControl(
        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.useObjectDrawerFactory(SignatureDrawer.factory());
    builder.withHtmlContent(html, null);
    return builder;
  }

  private static void attach(PDDocument document, Instant madeAt, List<Attached> files)
      throws IOException {
    if (files.isEmpty()) {
      return;
    }
    Map<String, PDComplexFileSpecification> named = new TreeMap<>();
    var associated = new COSArray();
    for (Attached file : files) {
      PDComplexFileSpecification specification = specification(document, madeAt, file);
      named.put(file.name(), specification);
      associated.add(specification);
    }
    var tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(named);
    var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    document.getDocumentCatalog().setNames(names);
    document.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
  }

  private static PDComplexFileSpecification specification(
      PDDocument document, Instant madeAt, Attached file) throws IOException {
    var embedded =
        new PDEmbeddedFile(
            document, new ByteArrayInputStream(file.content()), COSName.FLATE_DECODE);
    embedded.setSubtype(file.type());
    embedded.setSize(file.content().length);
    var time = GregorianCalendar.from(ZonedDateTime.ofInstant(madeAt, ZoneOffset.UTC));
    embedded.setCreationDate(time);
    embedded.setModDate(time);
    var specification = new PDComplexFileSpecification();
    specification.setFile(file.name());
    specification.setFileUnicode(file.name());
    specification.setFileDescription(file.description());
    specification.setEmbeddedFile(embedded);
    specification.setEmbeddedFileUnicode(embedded);
    specification.getCOSObject().setName("AFRelationship", file.relation());
    return specification;
  }
}
