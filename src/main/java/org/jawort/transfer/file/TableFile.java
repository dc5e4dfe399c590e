package org.jawort.transfer.file;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A file with one table or several, opened to be read row by row. What must be read from its end
 * first, a workbook and a ZIP, is laid down on this machine until it is closed.
 */
public final class TableFile implements Closeable {
  private static final int HEAD = 1 << 18;
  private static final int MOST_PARTS = 50;

  private final FileContent content;
  private final FileShape.Format format;
  private final @Nullable Path local;
  private final @Nullable ZipFile zip;

  private TableFile(
      FileContent content, FileShape.Format format, @Nullable Path local, @Nullable ZipFile zip) {
    this.content = content;
    this.format = format;
    this.local = local;
    this.zip = zip;
  }

  /** Opens a file of whatever kind it is. */
  public static TableFile open(FileContent content) throws IOException {
    byte[] head;
    try (InputStream in = content.open()) {
      head = in.readNBytes(16);
    }
    if (head.length == 0) {
      throw new FileException(FileException.Reason.EMPTY);
    }
    if (head.length > 3 && head[0] == 'P' && head[1] == 'K') {
      return unpack(content);
    }
    if (head.length > 7 && (head[0] & 0xFF) == 0xD0 && (head[1] & 0xFF) == 0xCF) {
      // Workbooks with a password are wrapped in the same old container.
      throw new FileException(FileException.Reason.OLD_EXCEL);
    }
    if (Signatures.isNoText(head)) {
      throw new FileException(FileException.Reason.BINARY);
    }
    return new TableFile(content, FileShape.Format.CSV, null, null);
  }

  private static TableFile unpack(FileContent content) throws IOException {
    Path local = Files.createTempFile("jawort-import", null);
    try {
      try (InputStream in = content.open()) {
        Files.copy(in, local, StandardCopyOption.REPLACE_EXISTING);
      }
      var zip = new ZipFile(local.toFile());
      if (zip.getEntry("[Content_Types].xml") != null) {
        zip.close();
        return new TableFile(content, FileShape.Format.XLSX, local, null);
      }
      return new TableFile(content, FileShape.Format.ZIP, local, zip);
    } catch (ZipException e) {
      Files.deleteIfExists(local);
      throw new FileException(FileException.Reason.DAMAGED);
    } catch (IOException e) {
      Files.deleteIfExists(local);
      throw e;
    }
  }

  /** What the file is: all of it is looked at once. */
  public FileShape look() throws IOException {
    var tables = new ArrayList<Table>();
    var looks = new ArrayList<ColumnLook>();
    var known = new HashMap<String, Integer>();
    int rows = 0;
    for (String name : names()) {
      Table bare = begin(name);
      try (TableReader reader = reader(bare)) {
        @Nullable TableRow first = firstRow(reader);
        if (first == null) {
          continue;
        }
        boolean header = Headers.isHeader(first);
        List<Integer> columns = Headers.columns(first, header, looks, known);
        var table =
            new Table(
                bare.name(), bare.encoding(), bare.delimiter(), bare.named(), header, columns);
        tables.add(table);
        rows += look(reader, table, first, looks);
      }
    }
    if (tables.isEmpty()) {
      throw new FileException(
          format == FileShape.Format.ZIP
              ? FileException.Reason.NO_TABLE
              : FileException.Reason.EMPTY);
    }
    return new FileShape(format, tables, looks.stream().map(ColumnLook::column).toList(), rows);
  }

  private static @Nullable TableRow firstRow(TableReader reader) throws IOException {
    @Nullable TableRow row = reader.next();
    while (row != null && row.isBlank()) {
      row = reader.next();
    }
    return row;
  }

  private static int look(TableReader reader, Table table, TableRow first, List<ColumnLook> looks)
      throws IOException {
    int rows = 0;
    @Nullable TableRow row = table.header() ? reader.next() : first;
    while (row != null) {
      if (!row.isBlank() || !row.faults().isEmpty()) {
        rows++;
        for (int i = 0; i < table.columns().size(); i++) {
          looks.get(table.columns().get(i)).take(row.cell(i));
        }
      }
      row = reader.next();
    }
    return rows;
  }

  private List<String> names() throws FileException {
    if (zip == null) {
      return List.of("");
    }
    List<String> names =
        zip.stream()
            .filter(entry -> !entry.isDirectory() && isTable(entry.getName()))
            .map(ZipEntry::getName)
            .sorted()
            .toList();
    if (names.size() > MOST_PARTS) {
      throw new FileException(FileException.Reason.BOMB);
    }
    return names;
  }

  private static boolean isTable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return (lower.endsWith(".csv") || lower.endsWith(".txt") || lower.endsWith(".tsv"))
        && !lower.startsWith("__macosx/");
  }

  /** What its beginning, and its bytes, tell of a table. */
  private Table begin(String name) throws IOException {
    if (format == FileShape.Format.XLSX) {
      return new Table(name, "", "", false, true, List.of());
    }
    var scan = new EncodingScan();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = bytes(name)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        scan.take(buffer, 0, count);
        if (scan.isBinary()) {
          throw new FileException(FileException.Reason.BINARY);
        }
      }
    }
    CsvShape shape;
    try (var reader = new TextDecoder(bytes(name), scan.charset())) {
      char[] head = new char[HEAD];
      int length = 0;
      for (int count = 0; count >= 0 && length < HEAD; ) {
        count = reader.read(head, length, HEAD - length);
        length += Math.max(count, 0);
      }
      shape = CsvShape.of(new String(head, 0, length));
    }
    return new Table(
        name,
        scan.charset().name(),
        String.valueOf(shape.delimiter()),
        shape.named(),
        true,
        List.of());
  }

  private InputStream bytes(String name) throws IOException {
    if (zip == null) {
      return content.open();
    }
    ZipEntry entry = zip.getEntry(name);
    return new BufferedInputStream(
        new BoundedInput(zip.getInputStream(entry), entry.getCompressedSize()));
  }

  private TableReader reader(Table table) throws IOException {
    if (format == FileShape.Format.XLSX && local != null) {
      return new XlsxReader(local);
    }
    Reader text = new TextDecoder(bytes(table.name()), Charset.forName(table.encoding()));
    var reader = new CsvReader(text, table.delimiter().charAt(0));
    if (table.named()) {
      reader.next();
    }
    return reader;
  }

  /** All rows of all its tables, in their order; headers and empty rows are left out. */
  public FileRows rows(FileShape shape) {
    return new FileRows(this::reader, shape);
  }

  @Override
  public void close() throws IOException {
    if (zip != null) {
      zip.close();
    }
    if (local != null) {
      Files.deleteIfExists(local);
    }
  }

  /** What the parts of a ZIP are called without their path, for those who read it. */
  public static String shortName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
