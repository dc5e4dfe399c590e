package org.jawort.transfer.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** Workbooks as small as they can be. */
final class Sheets {
  /** Shared and inline texts, a number with an exponent, dates, a formula and one that failed. */
  static final String SHEET =
      """
      <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Mobil</t></is></c>
        <c r="C1" t="s"><v>1</v></c><c r="D1" t="str"><v>Summe</v></c><c r="E1" t="s"><v>2</v></c></row>
      <row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>4.915112345678E12</v></c><c r="C2" s="1"><v>45657</v></c>
        <c r="D2"><f>SUM([1]Sheet1!A1:A9)</f><v>42</v></c><c r="E2" t="b"><v>1</v></c></row>
      <row r="4"><c r="A4" t="inlineStr"><is><r><t>berta@</t></r><r><t>example.org</t></r></is></c>
        <c r="C4" s="2"><v>45657.25</v></c><c r="D4" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E4" t="b"><v>0</v></c></row>
      </sheetData></worksheet>
      """;

  private static final String MAIN =
      "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  private static final String RELATIONS =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private Sheets() {}

  static Map<String, byte[]> workbook(String sheet) {
    var parts = new LinkedHashMap<String, String>();
    parts.put("[Content_Types].xml", "<Types/>");
    parts.put(
        "xl/workbook.xml",
        "<workbook %s xmlns:r=\"%s\"><sheets><sheet name=\"Versteckt\" state=\"hidden\" r:id=\"r1\"/>"
                .formatted(MAIN, RELATIONS)
            + "<sheet name=\"Kontakte\" r:id=\"r2\"/></sheets></workbook>");
    parts.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/>"
            + "<Relationship Id=\"r2\" Target=\"worksheets/sheet2.xml\"/>"
            + "<Relationship Id=\"r3\" Target=\"http://localhost:1/x\" TargetMode=\"External\"/></Relationships>");
    parts.put(
        "xl/styles.xml",
        "<styleSheet %s><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd.mm.yyyy hh:mm\"/></numFmts>"
                .formatted(MAIN)
            + "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>");
    parts.put(
        "xl/sharedStrings.xml",
        "<sst %s><si><t>E-Mail</t></si><si><t>Geboren</t></si><si><t>Ja</t></si><si><t>ada@example.org</t></si></sst>"
            .formatted(MAIN));
    parts.put("xl/worksheets/sheet1.xml", "<worksheet/>");
    parts.put("xl/worksheets/sheet2.xml", sheet);
    var bytes = new LinkedHashMap<String, byte[]>();
    parts.forEach((name, text) -> bytes.put(name, text.getBytes(UTF_8)));
    return bytes;
  }
}
