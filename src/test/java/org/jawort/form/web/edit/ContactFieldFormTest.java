package org.jawort.form.web.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.CustomField;
import org.jawort.contact.group.CustomFields;
import org.jawort.form.Forms;
import org.jawort.platform.Database;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("S1-12 Questions whose answers belong to the contact")
class ContactFieldFormTest {
  private static final String FIELDS = "/app/settings/fields";

  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();
  private final OwnTenant tenant = new OwnTenant(server, server.tenant());

  private UUID field(String name, String type, String choices) {
    owner.get(FIELDS + "/new");
    var made = owner.post(FIELDS, Map.of("name", name, "type", type, "choices", choices));
    assertThat(made.status()).as(made.body()).isEqualTo(302);
    return known(name).id();
  }

  private CustomField known(String name) {
    return server.bean(CustomFields.class).all(tenant.id()).stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String begun() {
    owner.get("/app/forms/new");
    var made =
        owner.post(
            "/app/forms", Map.of("name", "Sommer", "purpose", "newsletter", "language", "de"));
    return made.location().replaceFirst("/edit.*", "");
  }

  private TestBrowser.Page press(String path, String button, Map<String, String> typed) {
    var page = new EditedPage(owner.get(path + "/edit?tab=fields").body());
    return owner.post(path + "/edit", page.sent(button, typed));
  }

  private String address(String path) {
    return "/f/"
        + server.bean(Forms.class).all(tenant.id()).stream()
            .filter(one -> path.endsWith(one.id().value().toString()))
            .findFirst()
            .orElseThrow()
            .key();
  }

  private TestBrowser.Page submit(String form, String address, Map<String, Object> more) {
    var all = new HashMap<String, Object>(more);
    all.putAll(Map.of("email", address, "newsletter", "true", "privacy", "true"));
    return server.browser().postBare(form, all);
  }

  private ContactId contact(String address) {
    return new ContactId(
        server
            .bean(Database.class)
            .read(
                tenant.id(),
                connection ->
                    server
                        .bean(JdbcClient.class)
                        .sql(
                            """
                            SELECT contact_id FROM contact_point
                            WHERE tenant_id = :tenant AND address_key = :address
                            """)
                        .param("tenant", tenant.id().value())
                        .param("address", address)
                        .query(UUID.class)
                        .single()));
  }

  private Map<String, String> values(String address) {
    return server.bean(CustomFields.class).of(tenant.id(), contact(address));
  }

  private String record(String address) {
    return owner.get("/app/contacts/" + contact(address).value()).body();
  }

  @Test
  @DisplayName(
      "S1-12 law 15 an answer goes to the contact by the person's click, and fills what is empty")
  void vouched() {
    UUID colour = field("Farbe", "CHOICE", "Rot\nGrün");
    UUID visits = field("Besuche", "NUMBER", "");
    UUID topics = field("Themen", "CHOICES", "Kunst\nMusik\nSport");
    String path = begun();
    assertThat(owner.get(path + "/edit").body()).contains("add-own-" + colour);
    press(path, "add-own-" + colour, Map.of());
    press(path, "add-own-" + visits, Map.of());
    press(path, "add-own-" + topics, Map.of());
    press(path, "add-COMPANY", Map.of("label-4", "Wie oft?"));
    press(path, "add-MOBILE", Map.of("label-6", "Firma"));
    press(path, "publish", Map.of("label-7", "Mobil"));
    String form = address(path);
    assertThat(owner.get(form).body())
        .contains("autocomplete=\"organization\"", "autocomplete=\"tel\"", "inputmode=\"tel\"");

    var wrong = submit(form, "ada@example.org", Map.of("mobile", "030 123", "number", "viele"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("eine Mobilnummer, die es gibt", "href=\"#mobile\"", "href=\"#number\"");

    Map<String, Object> said =
        Map.of(
            "firstName",
            "Ada",
            "choice",
            "Grün",
            "number",
            "3,5",
            "company",
            "Engines",
            "choices",
            List.of("Sport", "Kunst"),
            "mobile",
            "0151 23456789");
    assertThat(submit(form, "ada@example.org", said).status()).isEqualTo(303);
    assertThat(values("ada@example.org")).as("whatever a stranger typed").isEmpty();
    assertThat(record("ada@example.org")).doesNotContain("Engines", "4915123456789");

    var again = submit(form, "ada@example.org", Map.of("firstName", "Eve", "choice", "Rot"));
    assertThat(again.status()).isEqualTo(303);
    tenant.confirm("ada@example.org");
    assertThat(values("ada@example.org"))
        .as("of the sign-up that the pressed mail is about, and of no other")
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("Farbe", "Grün", "Besuche", "3.5", "Themen", "Kunst\nSport"));
    assertThat(record("ada@example.org"))
        .contains("Ada", "Engines", "+49", "Kunst, Sport")
        .doesNotContain("Eve");
  }

  @Test
  @DisplayName("S1-12 what staff know of a contact stays, whatever was typed and confirmed")
  void known() {
    UUID colour = field("Farbe", "TEXT", "");
    String path = begun();
    press(path, "add-own-" + colour, Map.of());
    press(path, "publish", Map.of());
    String form = address(path);
    submit(form, "ada@example.org", Map.of("firstName", "Ada", "text", "grün"));
    UUID ada = contact("ada@example.org").value();
    owner.get("/app/contacts/" + ada + "/fields");
    owner.post(
        "/app/contacts/" + ada + "/fields", Map.of("was-" + colour, "", "field-" + colour, "blau"));
    tenant.confirm("ada@example.org");
    assertThat(values("ada@example.org")).isEqualTo(Map.of("Farbe", "blau"));
  }

  @Test
  @DisplayName(
      "S1-12 a field that a form asks for is not deleted and keeps its type; its choices are followed")
  void relied() {
    UUID colour = field("Farbe", "CHOICE", "Rot\nGrün\nBlau");
    String path = begun();
    press(path, "add-own-" + colour, Map.of());
    assertThat(owner.get(FIELDS + "/" + colour + "/delete").body())
        .contains("noch gebraucht", "Sommer");
    owner.get(FIELDS + "/" + colour + "/rename");
    var typed =
        owner.post(FIELDS + "/" + colour + "/rename", Map.of("name", "Farbe", "type", "DATE"));
    assertThat(typed.status()).isEqualTo(422);
    assertThat(typed.body()).contains("noch verwendet: Sommer", "href=\"#type\"");
    var fewer =
        owner.post(
            FIELDS + "/" + colour + "/rename",
            Map.of("name", "Lieblingsfarbe", "type", "CHOICE", "choices", "Rot\nGrün"));
    assertThat(fewer.status()).isEqualTo(302);
    assertThat(owner.get(fewer.location()).body())
        .contains("Lieblingsfarbe", "Auswahl, eine Antwort")
        .doesNotContain("??");
    var refused = press(path, "publish", Map.of());
    assertThat(owner.get(refused.location()).body())
        .contains("kennt nicht alle diese Antworten", "eigenes Feld „Lieblingsfarbe“");
    press(path, "publish", Map.of("options-3", "Rot\nGrün"));
    assertThat(owner.get(address(path)).body()).contains("<option value=\"Rot\">");
    press(path, "remove-3", Map.of());
    assertThat(owner.get(FIELDS + "/" + colour + "/delete").body())
        .as("visitors still see it")
        .contains("noch gebraucht");
    press(path, "publish", Map.of());
    owner.get(FIELDS + "/" + colour + "/delete");
    assertThat(owner.post(FIELDS + "/" + colour + "/delete", Map.of()).status()).isEqualTo(302);
    owner.post(path + "/versions/2", Map.of("seen", "0"));
    assertThat(owner.get(path + "/edit").body()).contains("gibt es nicht mehr");
  }

  @Test
  @DisplayName("S1-08 each own field takes what it holds and nothing else, with words")
  void typed() {
    owner.get(FIELDS + "/new");
    var lone = owner.post(FIELDS, Map.of("name", "Farbe", "type", "CHOICE", "choices", "Rot"));
    assertThat(lone.status()).isEqualTo(422);
    assertThat(lone.body()).contains("mindestens zwei", "href=\"#choices\"");
    UUID number = field("Besuche", "NUMBER", "");
    UUID day = field("Seit", "DATE", "");
    UUID topics = field("Themen", "CHOICES", "Kunst\nMusik");
    UUID yes = field("Stammgast", "YES_NO", "");
    submit(
        "/f/" + server.bean(Forms.class).all(tenant.id()).getFirst().key(),
        "ada@example.org",
        Map.of());
    String path = "/app/contacts/" + contact("ada@example.org").value() + "/fields";
    assertThat(owner.get(path).body())
        .contains("type=\"date\"", "type=\"checkbox\"", "Keine Angabe")
        .doesNotContain("??");
    var wrong =
        owner.post(
            path,
            Map.of(
                "field-" + number,
                "viele",
                "field-" + day,
                "31.2.2026",
                "field-" + topics,
                List.of("", "Sport"),
                "field-" + yes,
                "vielleicht"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body())
        .contains("eine Zahl hin", "ein Datum hin", "nicht zur Auswahl", "Ja oder Nein");
    owner.post(
        path,
        Map.of(
            "field-" + number,
            "12,5",
            "field-" + day,
            "24.12.2026",
            "field-" + topics,
            List.of("", "Musik", "Kunst"),
            "field-" + yes,
            "false"));
    assertThat(values("ada@example.org"))
        .isEqualTo(
            Map.of(
                "Besuche",
                "12.5",
                "Seit",
                "2026-12-24",
                "Themen",
                "Kunst\nMusik",
                "Stammgast",
                "false"));
    assertThat(record("ada@example.org")).contains("Nein", "24. Dezember 2026", "Kunst, Musik");
    assertThat(owner.get(path).body()).contains("value=\"2026-12-24\"");
    owner.get(FIELDS + "/" + number + "/rename");
    var filled =
        owner.post(FIELDS + "/" + number + "/rename", Map.of("name", "Besuche", "type", "TEXT"));
    assertThat(filled.body()).contains("steht schon etwas in diesem Feld");
  }
}
