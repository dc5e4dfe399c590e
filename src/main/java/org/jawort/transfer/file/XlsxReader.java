package org.jawort.transfer.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the first sheet of a workbook (ECMA-376) row by row. Of a formula it takes what it came to
 * when it was saved; links to other files, macros and pictures are never opened, and the XML has no
 * document type of its own.
 */
final class XlsxReader implements TableReader {
  private static final XMLInputFactory XML = XMLInputFactory.newDefaultFactory();

  static {
    XML.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XML.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XML.setProperty(XMLInputFactory.IS_COALESCING, true);
  }

  private static final String WORKBOOK = "xl/workbook.xml";

  private final ZipFile zip;
  private final TextStore texts;
  private boolean[] dates = {};
  private boolean since1904;
  private XMLStreamReader sheet;
  private int line;

  XlsxReader(Path file) throws IOException {
    zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8);
    texts = new TextStore();
    try {
      String name = firstSheet();
      readStyles();
      readTexts();
      sheet = open(name).orElseThrow(() -> new FileException(FileException.Reason.NO_TABLE));
    } catch (XMLStreamException | RuntimeException e) {
      close();
      throw damaged(e);
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private static IOException damaged(Exception e) {
    // The parser wraps what the stream below it threw.
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileException known) {
        return known;
      }
    }
    return new FileException(FileException.Reason.DAMAGED);
  }

  private java.util.Optional<XMLStreamReader> open(String name)
      throws IOException, XMLStreamException {
    @Nullable ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      return java.util.Optional.empty();
    }
    InputStream in = new BoundedInput(zip.getInputStream(entry), entry.getCompressedSize());
    return java.util.Optional.of(XML.createXMLStreamReader(in));
  }

  /** The first one that is shown. */
  private String firstSheet() throws IOException, XMLStreamException {
    @Nullable String id = null;
    XMLStreamReader book =
        open(WORKBOOK).orElseThrow(() -> new FileException(FileException.Reason.NO_TABLE));
    while (book.hasNext()) {
      if (book.next() == XMLStreamConstants.START_ELEMENT) {
        if (book.getLocalName().equals("workbookPr")) {
          String mode = book.getAttributeValue(null, "date1904");
          since1904 = "1".equals(mode) || "true".equals(mode);
        } else if (id == null
            && book.getLocalName().equals("sheet")
            && (book.getAttributeValue(null, "state") == null
                || "visible".equals(book.getAttributeValue(null, "state")))) {
          id = relation(book);
        }
      }
    }
    if (id == null) {
      throw new FileException(FileException.Reason.NO_TABLE);
    }
    return targets().getOrDefault(id, "xl/worksheets/sheet1.xml");
  }

  private static @Nullable String relation(XMLStreamReader element) {
    for (int i = 0; i < element.getAttributeCount(); i++) {
      if (element.getAttributeLocalName(i).equals("id")
          && element.getAttributeNamespace(i) != null
          && element.getAttributeNamespace(i).contains("relationships")) {
        return element.getAttributeValue(i);
      }
    }
    return null;
  }

  private Map<String, String> targets() throws IOException, XMLStreamException {
    var targets = new HashMap<String, String>();
    var relations = open("xl/_rels/workbook.xml.rels");
    while (relations.isPresent() && relations.get().hasNext()) {
      XMLStreamReader one = relations.get();
      if (one.next() == XMLStreamConstants.START_ELEMENT
          && one.getLocalName().equals("Relationship")
          && !"External".equals(one.getAttributeValue(null, "TargetMode"))) {
        String target = one.getAttributeValue(null, "Target");
        targets.put(
            one.getAttributeValue(null, "Id"),
            target.startsWith("/") ? target.substring(1) : "xl/" + target);
      }
    }
    return targets;
  }

  private void readStyles() throws IOException, XMLStreamException {
    var styles = open("xl/styles.xml");
    if (styles.isEmpty()) {
      return;
    }
    var codes = new HashMap<Integer, String>();
    var found = new ArrayList<Boolean>();
    boolean inCells = false;
    XMLStreamReader one = styles.get();
    while (one.hasNext()) {
      int event = one.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = one.getLocalName();
        if (name.equals("numFmt")) {
          codes.put(number(one, "numFmtId"), one.getAttributeValue(null, "formatCode"));
        } else if (name.equals("cellXfs")) {
          inCells = true;
        } else if (inCells && name.equals("xf")) {
          int id = number(one, "numFmtId");
          found.add(SheetNumbers.isDate(id, codes.getOrDefault(id, "")));
        }
      } else if (event == XMLStreamConstants.END_ELEMENT && one.getLocalName().equals("cellXfs")) {
        inCells = false;
      }
    }
    dates = new boolean[found.size()];
    for (int i = 0; i < dates.length; i++) {
      dates[i] = found.get(i);
    }
  }

  private static int number(XMLStreamReader element, String attribute) {
    String value = element.getAttributeValue(null, attribute);
    return value == null || !value.matches("[0-9]{1,9}") ? 0 : Integer.parseInt(value);
  }

  private void readTexts() throws IOException, XMLStreamException {
    var shared = open("xl/sharedStrings.xml");
    if (shared.isEmpty()) {
      return;
    }
    XMLStreamReader one = shared.get();
    while (one.hasNext()) {
      if (one.next() == XMLStreamConstants.START_ELEMENT && one.getLocalName().equals("si")) {
        texts.add(text(one, "si"));
      }
    }
  }

  /** All t elements up to the end of the one at hand; how a word is spoken is left out. */
  private static String text(XMLStreamReader one, String until) throws XMLStreamException {
    var text = new StringBuilder();
    boolean in = false;
    boolean spoken = false;
    while (one.hasNext()) {
      int event = one.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        in = one.getLocalName().equals("t");
        spoken |= one.getLocalName().equals("rPh");
      } else if (event == XMLStreamConstants.CHARACTERS && in && !spoken) {
        if (text.length() <= CsvReader.LONGEST_CELL) {
          text.append(one.getText());
        }
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        in = false;
        spoken &= !one.getLocalName().equals("rPh");
        if (one.getLocalName().equals(until)) {
          break;
        }
      }
    }
    return text.toString();
  }

  @Override
  public @Nullable TableRow next() throws IOException {
    try {
      while (sheet.hasNext()) {
        if (sheet.next() == XMLStreamConstants.START_ELEMENT
            && sheet.getLocalName().equals("row")) {
          int given = number(sheet, "r");
          line = given > line ? given : line + 1;
          return row();
        }
      }
      return null;
    } catch (XMLStreamException | RuntimeException e) {
      throw damaged(e);
    }
  }

  private TableRow row() throws IOException, XMLStreamException {
    var cells = new ArrayList<String>();
    var faults = new ArrayList<CellFault>();
    while (sheet.hasNext()) {
      int event = sheet.next();
      if (event == XMLStreamConstants.END_ELEMENT && sheet.getLocalName().equals("row")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT && sheet.getLocalName().equals("c")) {
        int column = column(sheet.getAttributeValue(null, "r"), cells.size());
        if (column > CsvReader.MOST_COLUMNS * 40) {
          throw new FileException(
              FileException.Reason.COLUMNS,
              String.valueOf(column + 1),
              String.valueOf(CsvReader.MOST_COLUMNS));
        }
        while (cells.size() <= column) {
          cells.add("");
        }
        cells.set(column, cell(column, faults));
      }
    }
    return new TableRow(line, cells, faults);
  }

  /** B7 is column 1. */
  private static int column(@Nullable String reference, int otherwise) {
    if (reference == null) {
      return otherwise;
    }
    int column = 0;
    for (int i = 0; i < reference.length() && Character.isUpperCase(reference.charAt(i)); i++) {
      column = column * 26 + reference.charAt(i) - 'A' + 1;
    }
    return column == 0 ? otherwise : column - 1;
  }

  private String cell(int column, List<CellFault> faults) throws IOException, XMLStreamException {
    String type = sheet.getAttributeValue(null, "t");
    int style = number(sheet, "s");
    String value = "";
    while (sheet.hasNext()) {
      int event = sheet.next();
      if (event == XMLStreamConstants.END_ELEMENT && sheet.getLocalName().equals("c")) {
        break;
      }
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (sheet.getLocalName().equals("v")) {
          value = sheet.getElementText();
        } else if (sheet.getLocalName().equals("is")) {
          value = text(sheet, "is");
        }
      }
    }
    String read = meaning(type == null ? "n" : type, style, value);
    if ("e".equals(type)) {
      faults.add(new CellFault(column, CellFault.Kind.FORMULA_ERROR));
    }
    if (read.length() > CsvReader.LONGEST_CELL) {
      faults.add(new CellFault(column, CellFault.Kind.CELL_TOO_LONG));
      return "";
    }
    return read;
  }

  private String meaning(String type, int style, String value) throws IOException {
    return switch (type) {
      case "s" -> value.matches("[0-9]{1,9}") ? texts.get(Integer.parseInt(value)) : "";
      case "b" -> value.equals("1") ? "TRUE" : "FALSE";
      case "e" -> "";
      case "n" ->
          value.isEmpty()
              ? ""
              : style < dates.length && dates[style]
                  ? SheetNumbers.day(value, since1904)
                  : SheetNumbers.plain(value);
      default -> value;
    };
  }

  @Override
  public void close() throws IOException {
    dates = Arrays.copyOf(dates, 0);
    texts.close();
    zip.close();
  }
}
