package org.jawort.desk.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.jawort.platform.Csv;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spreadsheet makes of a cell that somebody else has typed. */
class CsvTest {
  private static String file(Object... cells) {
    return new String(new Csv("a", "b").row(cells).bytes(), StandardCharsets.UTF_8);
  }

  private static String cell(Object value) {
    String text = file(value);
    return text.substring(text.indexOf("\r\n") + 2, text.length() - 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+491701234567",
        "-1",
        "@SUM(A1)",
        "=",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20SUM(A1)",
        " =1",
        "\u00a0=1",
        "\"=1\"",
        "\tx",
        "=HYPERLINK(\"https://evil.example\")"
      })
  @DisplayName("B-04 What a spreadsheet would reckon with stands there as a text")
  void formulas(String typed) {
    assertThat(cell(typed)).isEqualTo("\"'" + typed.replace("\"", "\"\"") + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\t=1+1|'\t'=1+1",
        "\r=1|'\r'=1",
        "\n=1|'\n'=1",
        ";;=1|;;'=1",
        "a;=1+1|a;'=1+1",
        "a; \uff1d1|a;' \uff1d1",
        "a\t@x|a\t'@x",
        "a\n-1\n+2|a\n'-1\n'+2",
        "a;\"=1|a;'\"\"=1",
        "Haus; Garten|Haus; Garten",
        "a, -b|a, -b"
      })
  @DisplayName("B-04 Nor does one that parts cells otherwise, and so sees a cell within the cell")
  void within(String typedAndShown) {
    String[] both = typedAndShown.split("\\|", 2);
    assertThat(cell(both[0])).isEqualTo('"' + both[1] + '"');
  }

  @Test
  @DisplayName("B-11 A number is a number")
  void number() {
    assertThat(cell(-1.5)).isEqualTo("\"-1.5\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada", "a=1", "1-1", "ada@example.org", "Straße", "a\nb"})
  @DisplayName("B-04 Everything else stands there as it was typed")
  void texts(String typed) {
    assertThat(cell(typed)).isEqualTo("\"" + typed + "\"");
  }

  @Test
  @DisplayName("B-04 RFC 4180: commas, CRLF, quotation marks twice; nothing where nothing is known")
  void form() {
    assertThat(file("say \"yes\", please", null))
        .isEqualTo("\uFEFF\"a\",\"b\"\r\n\"say \"\"yes\"\", please\",\"\"\r\n");
  }
}
