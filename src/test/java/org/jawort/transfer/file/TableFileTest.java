package org.jawort.transfer.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableFileTest {
  private record Read(FileShape shape, List<TableRow> rows) {
    List<List<String>> cells() {
      return rows.stream().map(TableRow::cells).toList();
    }

    List<String> headers() {
      return shape.columns().stream().map(FileShape.Column::header).toList();
    }
  }

  private static Read read(byte[] bytes) throws IOException {
    try (TableFile file = TableFile.open(() -> new ByteArrayInputStream(bytes))) {
      FileShape shape = file.look();
      var rows = new ArrayList<TableRow>();
      try (FileRows all = file.rows(shape)) {
        for (var row = all.next(); row != null; row = all.next()) {
          rows.add(row.row());
        }
      }
      assertThat(shape.rows()).as("counted as read").isEqualTo(rows.size());
      return new Read(shape, rows);
    }
  }

  private static Read read(String text) throws IOException {
    return read(text.getBytes(UTF_8));
  }

  /** The cases of csv-spectrum (max ogden), written anew. */
  static Stream<Arguments> spectrum() {
    return Stream.of(
        Arguments.of(
            "first,last\nJohn,\"120 any st., Anytown, WW\"\n",
            List.of(List.of("John", "120 any st., Anytown, WW"))),
        Arguments.of(
            "a,b,c\n1,\"\",\"\"\n2,3,4\n", List.of(List.of("1", "", ""), List.of("2", "3", "4"))),
        Arguments.of(
            "a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n",
            List.of(List.of("1", "", ""), List.of("2", "3", "4"))),
        Arguments.of(
            "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n",
            List.of(List.of("1", "ha \"ha\" ha"), List.of("3", "4"))),
        Arguments.of(
            "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"at\"\": [102.0, 0.5]}\"\n",
            List.of(List.of("1", "{\"type\": \"Point\", \"at\": [102.0, 0.5]}"))),
        Arguments.of(
            "lat,name\n40.73,\"40°43'56\"\"N\"\n", List.of(List.of("40.73", "40°43'56\"N"))),
        Arguments.of(
            "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
            List.of(
                List.of("1", "2", "3"),
                List.of("Once upon \na time", "5", "6"),
                List.of("7", "8", "9"))),
        Arguments.of(
            "a,b,c\r\n1,2,3\r\n\"Once upon \r\na time\",5,6\r\n",
            List.of(List.of("1", "2", "3"), List.of("Once upon \r\na time", "5", "6"))),
        Arguments.of(
            "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
            List.of(List.of("1", "ha \n\"ha\" \nha"), List.of("3", "4"))),
        Arguments.of(
            "a,b,c\n1,2,3\n4,5,ʤ\n", List.of(List.of("1", "2", "3"), List.of("4", "5", "ʤ"))));
  }

  @ParameterizedTest
  @MethodSource("spectrum")
  @DisplayName("S1-16 the cases of csv-spectrum are read as they are meant")
  void spectrumPasses(String text, List<List<String>> expected) throws IOException {
    assertThat(read(text).cells()).isEqualTo(expected);
  }

  static Stream<Charset> encodings() {
    return Stream.of(
        UTF_8,
        Charset.forName("windows-1252"),
        StandardCharsets.UTF_16LE,
        StandardCharsets.UTF_16BE);
  }

  @ParameterizedTest
  @MethodSource("encodings")
  @DisplayName("S1-16 encoding and delimiter are found, with sep= and a byte order mark or without")
  void encodingIsFound(Charset charset) throws IOException {
    boolean wide = charset.name().startsWith("UTF-16");
    for (String delimiter : List.of(";", ",", "\t", "|")) {
      for (String sep : List.of("", "sep=" + delimiter + "\r\n")) {
        String text =
            (wide ? "\uFEFF" : "")
                + sep
                + "E-Mail;Straße;Preis\r\na@example.org;Große Gasse;5 €\r\n"
                    .replace(";", delimiter);
        Read read = read(text.getBytes(charset));
        assertThat(read.headers()).containsExactly("E-Mail", "Straße", "Preis");
        assertThat(read.cells()).containsExactly(List.of("a@example.org", "Große Gasse", "5 €"));
      }
    }
    if (charset.equals(UTF_8)) {
      assertThat(read("\uFEFFMail\na@example.org\n").headers()).containsExactly("Mail");
    }
  }

  @Test
  @DisplayName("S1-16 bytes of another encoding are named by row and column, and read all the same")
  void mixedEncodings() throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.write("Name,Ort\nJörg,Köln\nÄnne,Übach\nMaß,".getBytes(UTF_8));
    bytes.write("Grünau\n".getBytes(Charset.forName("windows-1252")));
    Read read = read(bytes.toByteArray());
    assertThat(read.cells().getLast()).containsExactly("Maß", "Grünau");
    assertThat(read.rows().getLast().faults())
        .containsExactly(new CellFault(1, CellFault.Kind.MIXED_ENCODING));
    assertThat(read.rows().getLast().line()).isEqualTo(4);
  }

  @Test
  @DisplayName("S1-16 a file without a header, and one with two, lose no row and gain none")
  void headers() throws IOException {
    Read bare = read("ada@example.org;Ada\nberta@example.org;Berta\n");
    assertThat(bare.shape().tables().getFirst().header()).isFalse();
    assertThat(bare.rows()).hasSize(2);
    Read twice =
        read("Mail,Mail,Name\na@example.org,b@example.org,A\nMAIL,Mail,Name\nc@example.org,,C\n");
    assertThat(twice.headers()).containsExactly("Mail", "Mail", "Name");
    assertThat(twice.rows().get(1).faults())
        .containsExactly(new CellFault(-1, CellFault.Kind.HEADER_AGAIN));
    assertThat(twice.cells().getLast()).containsExactly("c@example.org", "", "C");
  }

  @Test
  @DisplayName(
      "S1-16 a cell of 10 MB and an open quote are named by row and column, the rest unharmed")
  void wildCells() throws IOException {
    Read read = read("a,b\n1," + "x".repeat(10 << 20) + "\n2,3\n4,\"never closed\n5,6\n");
    assertThat(read.rows().getFirst().faults())
        .containsExactly(new CellFault(1, CellFault.Kind.CELL_TOO_LONG));
    assertThat(read.cells().get(1)).containsExactly("2", "3");
    assertThat(read.rows().getLast().faults())
        .containsExactly(new CellFault(1, CellFault.Kind.OPEN_QUOTE));
  }

  static Stream<Arguments> refused() throws IOException {
    byte[] zeros = new byte[1 << 20];
    byte[] sheet =
        ("<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>" + "a".repeat(100 << 20))
            .getBytes(UTF_8);
    return Stream.of(
        Arguments.of(FileException.Reason.EMPTY, new byte[0]),
        Arguments.of(FileException.Reason.EMPTY, "\n\n \n".getBytes(UTF_8)),
        Arguments.of(FileException.Reason.BINARY, "%PDF-1.7 whatever".getBytes(UTF_8)),
        Arguments.of(FileException.Reason.BINARY, Arrays.copyOf("MZ program".getBytes(UTF_8), 500)),
        Arguments.of(
            FileException.Reason.OLD_EXCEL,
            new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4}),
        Arguments.of(
            FileException.Reason.COLUMNS,
            String.join(",", java.util.Collections.nCopies(5_000, "x")).getBytes(UTF_8)),
        Arguments.of(
            FileException.Reason.DAMAGED, "PK\u0003\u0004 and then nothing".getBytes(UTF_8)),
        Arguments.of(FileException.Reason.NO_TABLE, zip(Map.of("picture.png", zeros))),
        Arguments.of(
            FileException.Reason.BOMB,
            zip(Map.of("a.csv", ("a,b\n" + "1,2\n".repeat(30 << 20)).getBytes(UTF_8)))),
        Arguments.of(FileException.Reason.BOMB, zip(Sheets.workbook(new String(sheet, UTF_8)))));
  }

  @ParameterizedTest
  @MethodSource("refused")
  @DisplayName("S1-16 what is no table is refused with its reason")
  void refusals(FileException.Reason reason, byte[] bytes) {
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOfSatisfying(FileException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  @Test
  @DisplayName(
      "S1-16 of a workbook: formulas by what they came to, dates by their format, no link, no entity")
  void workbook() throws IOException {
    String outside =
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
            + Sheets.SHEET.replace(">Mobil<", ">&e;<");
    try {
      assertThat(read(zip(Sheets.workbook(outside))).headers().toString()).doesNotContain("root:");
    } catch (FileException e) {
      assertThat(e.reason()).isEqualTo(FileException.Reason.DAMAGED);
    }
    Read read = read(zip(Sheets.workbook(Sheets.SHEET)));
    assertThat(read.headers()).containsExactly("E-Mail", "Mobil", "Geboren", "Summe", "Ja");
    assertThat(read.cells())
        .containsExactly(
            List.of("ada@example.org", "4915112345678", "2024-12-31", "42", "TRUE"),
            List.of("berta@example.org", "", "2024-12-31T06:00:00", "", "FALSE"));
    assertThat(read.rows().getLast().faults())
        .containsExactly(new CellFault(3, CellFault.Kind.FORMULA_ERROR));
  }

  @Test
  @DisplayName("S1-16 a ZIP is its tables, whose columns are put together by name")
  void parts() throws IOException {
    Read read =
        read(
            zip(
                Map.of(
                    "audience/subscribed_1.csv",
                        "Email,Name,OPTIN_TIME\na@example.org,A,2020-01-01\n".getBytes(UTF_8),
                    "audience/unsubscribed_1.csv",
                        "Email,UNSUB_TIME,Name\nb@example.org,2021-01-01,B\n".getBytes(UTF_8))));
    assertThat(read.headers()).containsExactly("Email", "Name", "OPTIN_TIME", "UNSUB_TIME");
    assertThat(read.cells())
        .containsExactly(
            List.of("a@example.org", "A", "2020-01-01", ""),
            List.of("b@example.org", "B", "", "2021-01-01"));
  }

  @Test
  @DisplayName("S1-16 day and month are told apart by the whole column")
  void days() throws IOException {
    Read read = read("d;m;e\n3/4/2024;3/4/2024;3/4/2024\n25/4/2024;4/25/2024;5/5/2024\n");
    assertThat(read.shape().columns().stream().map(FileShape.Column::days))
        .containsExactly(
            new FileShape.Days(1, 0, 1), new FileShape.Days(0, 1, 1), new FileShape.Days(0, 0, 1));
  }

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }
}
