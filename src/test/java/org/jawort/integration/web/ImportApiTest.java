package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jawort.contact.ContactCard;
import org.jawort.contact.Contacts;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.transfer.imports.ImportId;
import org.jawort.transfer.imports.ImportLists;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A file of contacts by the API: the same steps, sentences and firewall as by hand. */
class ImportApiTest {
  private final TestApi api = TestApi.fresh();
  private final TestImports imports = new TestImports(api);

  private String permission(String address) {
    return api.call()
        .queryParams(
            Map.of(
                "address",
                address,
                "channel",
                "EMAIL",
                "purpose",
                "newsletter",
                "class",
                "ADVERTISING"))
        .get("/permission")
        .then()
        .statusCode(200)
        .extract()
        .path("reason");
  }

  @Test
  @DisplayName(
      "B-06 law 14 no row gains a consent without evidence; with it, the row is the evidence")
  void evidence() {
    JsonPath checked =
        imports.check(
            TestImports.HEADER
                + "ada@example.org;Ada;Berg;aktiv"
                + TestImports.PROOF
                + ";\n"
                + "berta@example.org;Berta;Tal;aktiv;2024-05-01;;;;\n"
                + "cleo@example.org;Cleo;See;;;;;;\n");
    assertThat(checked.getInt("new")).isEqualTo(3);
    assertThat(checked.getInt("counted.CONSENT_WITHOUT_EVIDENCE")).isEqualTo(1);
    assertThat(permission("ada@example.org"))
        .as("nothing before the run")
        .isEqualTo("EXTERNAL_ADDRESS");
    imports.run(checked);
    assertThat(permission("ada@example.org")).isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(permission("berta@example.org")).isEqualTo("NO_CONSENT");
    assertThat(permission("cleo@example.org")).isEqualTo("NO_CONSENT");
    String point =
        api.call()
            .queryParam("address", "ada@example.org")
            .get("/contacts")
            .path("items[0].contactPoints[0].id");
    api.get("/contact-points/{id}/history", point)
        .body("items[0].type", is("DECLARED"))
        .body("items[0].actor", is("IMPORT"))
        .body("items[0].evidence.ip", is("203.0.113.0/24"))
        .body("items[0].evidence.declaration.basis", is("IMPORTED"))
        .body("items[0].evidence.declaration.at", is("2024-05-01T08:05:00Z"))
        .body("items[0].evidence.declaration.note", notNullValue());
    String note =
        api.get("/contact-points/{id}/history", point)
            .extract()
            .path("items[0].evidence.declaration.note");
    assertThat(note).contains("Vorname: Ada").doesNotContain("203.0.113.77");
  }

  @Test
  @DisplayName(
      "B-06 law 36 a no, a block and a suppression win over a file, and its own noes are taken over")
  void firewall() {
    TestApi.Made no = api.contact("nein@example.org", "de");
    api.send(
            "POST",
            "/contact-points/" + no.point() + "/refusals",
            "{\"purpose\":\"newsletter\",\"at\":\"2020-01-01T00:00:00Z\",\"heardBy\":\"Ada\"}")
        .statusCode(201);
    TestApi.Made gone = api.contact("weg@example.org", "de");
    api.call().delete("/contacts/{id}?suppress=true", gone.contact()).then().statusCode(204);
    imports.run(
        imports.check(
            TestImports.HEADER
                + "alt@example.org;Alt;A;aktiv"
                + TestImports.PROOF
                + ";\nneu@example.org;Neu;N;aktiv"
                + TestImports.PROOF
                + ";\n"));
    JsonPath checked =
        imports.check(
            TestImports.HEADER
                + "NEIN@example.org;;;aktiv"
                + TestImports.PROOF
                + ";\n"
                + "weg@example.org;;;aktiv"
                + TestImports.PROOF
                + ";\n"
                + "alt@example.org;;;abgemeldet;;;;;2025-02-01\n"
                + "neu@example.org;;;abgemeldet;;;;;2023-02-01\n"
                + "raus@example.org;;;abgemeldet;;;;;\n"
                + "tot@example.org;;;bounced;;;;;\n"
                + "beides@example.org;;;aktiv"
                + TestImports.PROOF
                + ";\n"
                + "Beides@example.org;;;abgemeldet;;;;;\n");
    assertThat(checked.getInt("refused")).isEqualTo(1);
    assertThat(checked.getMap("counted").keySet())
        .contains("SUPPRESSED", "NO_STANDS", "OLDER_NO", "DUPLICATE");
    imports.run(checked);
    assertThat(permission("nein@example.org")).isEqualTo("REFUSED");
    assertThat(permission("weg@example.org")).isEqualTo("EXTERNAL_ADDRESS");
    assertThat(imports.status("alt@example.org"))
        .as("a newer no beats a consent here")
        .isEqualTo("REVOKED");
    assertThat(imports.status("neu@example.org"))
        .as("an older one does not")
        .isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(imports.status("raus@example.org")).isEqualTo("REFUSED");
    assertThat(permission("tot@example.org")).isEqualTo("BLOCKED_HARD_BOUNCE");
    assertThat(imports.status("beides@example.org"))
        .as("within one file the no wins")
        .isEqualTo("REFUSED");
  }

  @Test
  @DisplayName(
      "S1-16 values as Excel and people leave them are read; what cannot be is named by row and column")
  void values() {
    var fields = api.server().bean(CustomFields.class);
    UUID day =
        fields
            .create(
                api.tenant(), new CustomFieldWish("Geburtstag", CustomFieldType.DATE, List.of()))
            .orElseThrow();
    UUID club =
        fields
            .create(api.tenant(), new CustomFieldWish("Club", CustomFieldType.YES_NO, List.of()))
            .orElseThrow();
    UUID sum =
        fields
            .create(api.tenant(), new CustomFieldWish("Umsatz", CustomFieldType.NUMBER, List.of()))
            .orElseThrow();
    JsonPath checked =
        imports.check(
            "sep=;\r\nE-Mail;Mobil;Geburtstag;Club;Umsatz\r\n"
                + "Ada Berg <ada@example.org>;15112345678;31.12.84;WAHR;1.234,50\r\n"
                + "mailto:berta@example.org;4915112345679;45657;x;1,5E+10\r\n"
                + "cleo@example.org, dora@example.org;4,91511E+12;32.1.2024;ja;viel\r\n"
                + "kein at;;;;\r\n");
    assertThat(checked.getInt("new")).isEqualTo(3);
    assertThat(checked.getMap("counted").keySet())
        .contains("SEVERAL_ADDRESSES", "MOBILE_ROUNDED", "DATE_UNREADABLE", "VALUE_UNREADABLE");
    api.get("/imports/{id}/refusals", checked.getString("id"))
        .body("items.row", contains(6))
        .body("items.column", contains("E-Mail"))
        .body("items.reason", contains("EMAIL_INVALID"));
    imports.run(checked);
    Contacts contacts = api.server().bean(Contacts.class);
    var ada = contacts.find(api.tenant(), TestImports.address("ada@example.org")).orElseThrow();
    assertThat(ada.points())
        .extracting(point -> point.address())
        .containsExactly("ada@example.org", "+4915112345678");
    assertThat(fields.of(api.tenant(), ada.contact().id()))
        .containsEntry("Geburtstag", "1984-12-31")
        .containsEntry("Club", "true")
        .containsEntry("Umsatz", "1234.50");
    var berta = contacts.find(api.tenant(), TestImports.address("berta@example.org")).orElseThrow();
    assertThat(fields.of(api.tenant(), berta.contact().id()))
        .containsEntry("Geburtstag", "2024-12-31")
        .containsEntry("Umsatz", "15000000000");
    assertThat(Set.of(day, club, sum)).hasSize(3);
  }

  @Test
  @DisplayName(
      "S1-16 what is no table is refused with a sentence, and a date that could be either waits")
  void questions() {
    api.call()
        .contentType("text/csv")
        .body("%PDF-1.7".getBytes(StandardCharsets.UTF_8))
        .post("/imports")
        .then()
        .statusCode(422)
        .body("reason", is("BINARY"));
    UUID id = imports.upload("E-Mail,OPTIN_TIME\na@example.org,3/4/2024\n", "?mapping=auto");
    api.get("/imports/{id}", id)
        .body("state", is("MAPPING"))
        .body("columns.field", hasItems("EMAIL", "OPTED_IN_AT"));
    api.call().post("/imports/{id}/run", id).then().statusCode(409);
  }

  private ValidatableResponse map(UUID id, String body) {
    return api.send("POST", "/imports/" + id + "/mapping", body);
  }

  @Test
  @DisplayName("S1-16 what no guess can know is said by API, checked by that, and by another again")
  void mapped() {
    UUID id = imports.upload("Wohin;Wer;seit\nada@example.org;Ada Berg;03/04/2024\n", "");
    api.get("/imports/{id}", id).body("state", is("MAPPING"));
    map(
            id,
            """
            {"columns": [{"header": "Wo", "field": "EMAIL"}, {"header": "Wer", "field": "NAME"},
                         {"header": "seit", "field": "OPTED_IN_AT"}],
             "purpose": "nothing", "group": "%s", "kind": "FRIEND", "language": "xx"}
            """
                .formatted(UUID.randomUUID()))
        .statusCode(422)
        .body(
            "errors.pointer",
            hasItems(
                "/columns/0/header",
                "/columns/1/field",
                "/columns/2/dayFirst",
                "/purpose",
                "/group",
                "/kind",
                "/language",
                "/columns"));
    map(
            id,
            """
            {"columns": [{"header": "Wohin", "field": "EMAIL"}, {"header": "Wer", "field": "EMAIL"}]}
            """)
        .statusCode(422)
        .body("errors.pointer", hasItems("/columns/1/field"));
    map(id, "{\"columns\": [{\"header\": \"Wohin\", \"field\": \"EMAIL\"}]}").statusCode(202);
    imports.until(id, "CHECKED");
    map(
            id,
            """
            {"columns": [{"header": "Wohin", "field": "EMAIL"}, {"header": "Wer", "field": "FULL_NAME"},
                         {"header": "seit", "field": "OPTED_IN_AT", "dayFirst": true}],
             "purpose": "newsletter", "kind": "CUSTOMER"}
            """)
        .statusCode(202);
    JsonPath done = imports.run(imports.until(id, "CHECKED"));
    assertThat(done.getList("columns.field")).containsExactly("EMAIL", "FULL_NAME", "OPTED_IN_AT");
    api.call()
        .queryParam("address", "ada@example.org")
        .get("/contacts")
        .then()
        .body("items[0].lastName", is("Berg"))
        .body("items[0].kind", is("CUSTOMER"));
    map(id, "{\"columns\": [{\"header\": \"Wohin\", \"field\": \"EMAIL\"}]}").statusCode(409);
  }

  @Test
  @DisplayName(
      "S1-16 two imports at once of the same people make each of them once, and nobody twice")
  void twoAtOnce() {
    var file = new StringBuilder("E-Mail;Vorname\n");
    for (int i = 0; i < 300; i++) {
      file.append("wer-").append(i).append("@example.org;Wer\n");
    }
    UUID one = imports.upload(file.toString(), "?mapping=auto");
    UUID other = imports.upload(file.toString(), "?mapping=auto");
    imports.until(one, "CHECKED");
    assertThat(imports.until(other, "CHECKED").getInt("new")).isEqualTo(300);
    api.call().post("/imports/{id}/run", one).then().statusCode(202);
    api.call().post("/imports/{id}/run", other).then().statusCode(202);
    imports.until(one, "DONE");
    imports.until(other, "DONE");
    List<ContactCard> cards =
        api.server().bean(Contacts.class).list(api.tenant(), Optional.empty(), 1_000);
    assertThat(cards).hasSize(300).allMatch(card -> card.points().size() == 1);
  }

  @Test
  @DisplayName("law 64 whoever is erased is erased from the rows of an import, too")
  void erased() {
    JsonPath done =
        imports.run(
            imports.check("E-Mail;Vorname\nada@example.org;Ada\nberta@example.org;Berta\n"));
    var id = new ImportId(UUID.fromString(done.getString("id")));
    ImportLists lists = api.server().bean(ImportLists.class);
    assertThat(lists.rows(api.tenant(), id, "NEW", 0, 10)).hasSize(2);
    String ada =
        api.call().queryParam("address", "ada@example.org").get("/contacts").path("items[0].id");
    api.call().delete("/contacts/{id}", ada).then().statusCode(204);
    assertThat(lists.rows(api.tenant(), id, "NEW", 0, 10))
        .extracting(ImportLists.Row::address)
        .containsExactly("berta@example.org");
  }
}
