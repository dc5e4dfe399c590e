package org.jawort.transfer.exports;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A workbook by Office Open XML (ECMA-376), as little of it as spreadsheets open: texts in their
 * cells and nothing else, so that no cell is a formula. A sheet has 1,048,576 rows; what is more
 * goes on in the next.
 */
final class XlsxRows implements ExportWriter {
  private static final int ROWS_OF_A_SHEET = 1_048_576;
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006";

  private final List<String> headings;
  private final ZipOutputStream zip;
  private final Writer out;
  private int sheets;
  private int rows;

  XlsxRows(List<String> headings, OutputStream out) {
    this.headings = headings;
    this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    this.out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
  }

  @Override
  public void begin() throws IOException {
    sheets++;
    rows = 0;
    zip.putNextEntry(new ZipEntry("xl/worksheets/sheet" + sheets + ".xml"));
    out.write(HEAD + "<worksheet xmlns=\"" + MAIN + "\"><sheetData>");
    write(headings);
  }

  @Override
  public void row(List<String> cells) throws IOException {
    if (rows == ROWS_OF_A_SHEET) {
      endSheet();
      begin();
    }
    write(cells);
  }

  private void write(List<String> cells) throws IOException {
    rows++;
    out.write("<row>");
    for (String cell : cells) {
      out.write("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">");
      escape(cell);
      out.write("</t></is></c>");
    }
    out.write("</row>");
  }

  /** Also of what XML has no place for. */
  private void escape(String text) throws IOException {
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      switch (one) {
        case '<' -> out.write("&lt;");
        case '>' -> out.write("&gt;");
        case '&' -> out.write("&amp;");
        case '\t', '\n', '\r' -> out.write("&#" + (int) one + ";");
        default -> out.write(one < ' ' || one > '\uFFFD' ? ' ' : one);
      }
    }
  }

  private void endSheet() throws IOException {
    out.write("</sheetData></worksheet>");
    out.flush();
    zip.closeEntry();
  }

  private void entry(String name, String content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    out.write(HEAD + content);
    out.flush();
    zip.closeEntry();
  }

  @Override
  public void end() throws IOException {
    endSheet();
    var names = new StringBuilder();
    var types = new StringBuilder();
    var parts = new StringBuilder();
    for (int sheet = 1; sheet <= sheets; sheet++) {
      names.append("<sheet name=\"%1$d\" sheetId=\"%1$d\" r:id=\"r%1$d\"/>".formatted(sheet));
      parts.append(
          "<Relationship Id=\"r%1$d\" Type=\"%2$s/worksheet\" Target=\"worksheets/sheet%1$d.xml\"/>"
              .formatted(sheet, OFFICE));
      types.append(
          ("<Override PartName=\"/xl/worksheets/sheet%d.xml\" ContentType=\"application/"
                  + "vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>")
              .formatted(sheet));
    }
    entry(
        "xl/workbook.xml",
        "<workbook xmlns=\"%s\" xmlns:r=\"%s\"><sheets>%s</sheets></workbook>"
            .formatted(MAIN, OFFICE, names));
    entry(
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"%s/relationships\">%s</Relationships>".formatted(PACKAGE, parts));
    entry(
        "_rels/.rels",
        ("<Relationships xmlns=\"%s/relationships\"><Relationship Id=\"r1\""
                + " Type=\"%s/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")
            .formatted(PACKAGE, OFFICE));
    entry(
        "[Content_Types].xml",
        ("<Types xmlns=\"%s/content-types\"><Default Extension=\"rels\" ContentType=\"application/"
                + "vnd.openxmlformats-package.relationships+xml\"/><Override"
                + " PartName=\"/xl/workbook.xml\" ContentType=\"application/"
                + "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>%s</Types>")
            .formatted(PACKAGE, types));
    zip.finish();
    zip.flush();
  }
}
