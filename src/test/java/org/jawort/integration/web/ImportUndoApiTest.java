package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An import is taken back, and what it changed is as it was. */
class ImportUndoApiTest {
  private final TestApi api = TestApi.fresh();
  private final TestImports imports = new TestImports(api);

  @Test
  @DisplayName(
      "B-06 undoing takes back all of an import that nobody touched since, and nothing else")
  void undo() {
    TestApi.Made known = api.contact("alt@example.org", "de");
    UUID group =
        api.server().bean(ContactGroups.class).create(api.tenant(), "Aus der Datei").orElseThrow();
    UUID id =
        imports.upload(
            TestImports.HEADER
                + "alt@example.org;Neu;Name;;;;;;\n"
                + "bleibt@example.org;Bea;B;;;;;;\n"
                + "ada@example.org;Ada;A;aktiv"
                + TestImports.PROOF
                + ";\n"
                + "nein@example.org;Nein;N;abgemeldet;;;;;\n",
            "?mapping=auto&group=" + group);
    JsonPath checked = imports.until(id, "CHECKED");
    assertThat(checked.getInt("changed")).isEqualTo(1);
    imports.run(checked);
    Contacts contacts = api.server().bean(Contacts.class);
    assertThat(api.server().bean(ContactGroups.class).members(api.tenant(), group)).hasSize(4);
    String stays =
        api.call().queryParam("address", "bleibt@example.org").get("/contacts").path("items[0].id");
    api.server().clock().tick(Duration.ofSeconds(1));
    api.send("PATCH", "/contacts/" + stays, "{\"firstName\":\"Beate\"}").statusCode(200);
    api.call().post("/imports/{id}/undo", id).then().statusCode(202);
    imports.until(id, "UNDONE");
    assertThat(
            contacts
                .find(api.tenant(), new ContactId(UUID.fromString(known.contact())))
                .orElseThrow()
                .contact()
                .firstName())
        .isNull();
    assertThat(contacts.find(api.tenant(), TestImports.address("ada@example.org"))).isEmpty();
    assertThat(contacts.find(api.tenant(), TestImports.address("bleibt@example.org"))).isPresent();
    assertThat(imports.status("nein@example.org")).as("a no stays").isEqualTo("REFUSED");
    assertThat(api.server().bean(ContactGroups.class).members(api.tenant(), group)).hasSize(2);
    api.call().post("/imports/{id}/undo", id).then().statusCode(409);
  }

  @Test
  @DisplayName("B-06 two imports of the same people, taken back one after the other, leave nobody")
  void both() {
    var colour = new CustomFieldWish("Farbe", CustomFieldType.TEXT, List.of());
    assertThat(api.server().bean(CustomFields.class).create(api.tenant(), colour)).isPresent();
    String header = "E-Mail;Vorname;Farbe\n";
    JsonPath first = imports.run(imports.check(header + "ada@example.org;Ada;rot\n"));
    api.server().clock().tick(Duration.ofMinutes(1));
    JsonPath second = imports.run(imports.check(header + "ada@example.org;Berta;blau\n"));
    api.server().clock().tick(Duration.ofMinutes(1));
    undo(second);
    api.call()
        .queryParam("address", "ada@example.org")
        .get("/contacts")
        .then()
        .body("items[0].firstName", equalTo("Ada"));
    undo(first);
    assertThat(
            api.server()
                .bean(Contacts.class)
                .find(api.tenant(), TestImports.address("ada@example.org")))
        .isEmpty();
  }

  private void undo(JsonPath done) {
    UUID id = UUID.fromString(done.getString("id"));
    api.call().post("/imports/{id}/undo", id).then().statusCode(202);
    imports.until(id, "UNDONE");
  }
}
