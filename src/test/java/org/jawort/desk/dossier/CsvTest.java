package org.jawort.desk.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "=",
        "=HYPERLINK(\"https://evil.example\")"
      })
  @DisplayName("B-04 What a spreadsheet would reckon with stands there as a text")
  void formulas(String typed) {
    assertThat(cell(typed)).isEqualTo("\"'" + typed.replace("\"", "\"\"") + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada", "a=1", "1-1", "ada@example.org", "'=1", " =1", "Straße", "a\nb"})
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
