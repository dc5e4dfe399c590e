package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.jawort.Await;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Contacts as a file, for another system. */
class ExportApiTest {
  private static final String COLUMNS =
      "\"columns\":[\"address\",\"lastName\",\"consent.newsletter\"]";

  private final TestApi api = TestApi.fresh();

  private byte[] exported(String order) {
    String id = api.send("POST", "/exports", order).statusCode(202).extract().path("id");
    Await.until(
        "the file is there",
        () -> (String) api.get("/exports/{id}", id).extract().path("state"),
        "DONE"::equals);
    return api.get("/exports/{id}/file", id).statusCode(200).extract().asByteArray();
  }

  private void named(String address, String last) {
    api.send(
            "POST",
            "/contacts",
            ("{\"kind\":\"CUSTOMER\",\"lastName\":\"%s\",\"language\":\"de\","
                    + "\"contactPoints\":[{\"channel\":\"EMAIL\",\"address\":\"%s\"}]}")
                .formatted(last, address))
        .statusCode(201);
  }

  @Test
  @DisplayName("B-10 Chosen columns with consents as CSV, JSON Lines and XLSX; formulas are none")
  void formats() throws IOException {
    named("ada@example.org", "Lovelace");
    named("eve@example.org", "=HYPERLINK(1)");
    String csv =
        new String(exported("{\"format\":\"CSV\"," + COLUMNS + "}"), StandardCharsets.UTF_8);
    assertThat(csv.lines())
        .hasSize(3)
        .contains("\"ada@example.org\",\"Lovelace\",\"UNKNOWN\"")
        .contains("\"eve@example.org\",\"'=HYPERLINK(1)\",\"UNKNOWN\"");
    String filter =
        "\"filter\":{\"about\":\"lastName\",\"is\":\"startsWith\",\"values\":[\"Love\"]},";
    String lines =
        new String(
            exported("{\"format\":\"JSONL\"," + filter + COLUMNS + "}"), StandardCharsets.UTF_8);
    assertThat(lines)
        .isEqualTo(
            "{\"address\":\"ada@example.org\",\"lastName\":\"Lovelace\","
                + "\"consent.newsletter\":\"UNKNOWN\"}\n");
    Map<String, String> workbook = unzipped(exported("{\"format\":\"XLSX\"," + COLUMNS + "}"));
    assertThat(workbook)
        .containsKeys("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml")
        .containsKey("xl/_rels/workbook.xml.rels");
    assertThat(workbook.get("xl/worksheets/sheet1.xml"))
        .contains("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK(1)</t>")
        .doesNotContain("<f>");
  }

  private static Map<String, String> unzipped(byte[] file) throws IOException {
    var parts = new HashMap<String, String>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        parts.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return parts;
  }

  @Test
  @DisplayName("B-10 Nobody else's key gets the file, and what cannot be exported is told")
  void refused() {
    String id =
        api.send("POST", "/exports", "{\"format\":\"CSV\"," + COLUMNS + "}")
            .statusCode(202)
            .extract()
            .path("id");
    TestApi other = TestApi.fresh();
    other.get("/exports/{id}", id).statusCode(404);
    other.get("/exports/{id}/file", id).statusCode(404);
    api.send(
            "POST",
            "/exports",
            "{\"format\":\"PDF\",\"columns\":[\"password\"],\"filter\":{\"about\":\"nothing\"}}")
        .statusCode(422)
        .body("errors.pointer", hasItem("/format"))
        .body("errors.pointer", hasItem("/columns"));
  }
}
