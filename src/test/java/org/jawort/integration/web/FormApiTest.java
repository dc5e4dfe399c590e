package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.campaign.Campaigns;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFieldType;
import org.jawort.contact.group.CustomFieldWish;
import org.jawort.contact.group.CustomFields;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-12 B-10 forms by API")
class FormApiTest {
  private final TestApi api = TestApi.fresh();

  @Test
  @DisplayName("A form is made, read, shown with what it asks, and says what is standard by itself")
  void whole() {
    PartyForm form = PartyForm.of(api);
    form.made()
        .body("version", equalTo(1))
        .body("fields.type", hasItems("EMAIL", "NOTE", "NUMBER", "CHOICES"))
        .body("boxes.key", contains("newsletter", "privacy"))
        .body("boxes[0].wording", notNullValue())
        .body("privacyPolicy", equalTo("https://salon.example/datenschutz"))
        .body("footer", containsString("widerrufen"));
    String id = form.id();
    api.get("/forms/{id}", id).statusCode(200).body("title", equalTo("Zum Fest"));
    api.get("/forms").body("items.name", hasItems("Sommerfest"));
    String page = form.page().statusCode(200).extract().asString();
    assertThat(page)
        .contains(
            "Dabei sein",
            "Wir kochen selbst.",
            "&lt;b&gt;Pilze&lt;/b&gt;",
            "id=\"guests-help\"",
            "aria-describedby=\"guests-help\"",
            "type=\"date\"",
            "type=\"radio\"",
            "<textarea")
        .doesNotContain("<b>Pilze", "checked");
  }

  @Test
  @DisplayName("Law 15 Whoever had the earlier version before them submits that one")
  void changed() {
    PartyForm form = PartyForm.of(api);
    String id = form.id();
    String shown = form.page().extract().asString();
    String stamp = shown.replaceAll("(?s).*name=\"shownAt\" value=\"([^\"]+)\".*", "$1");
    String short_ = "{\"version\": 1, \"name\": \"Kurz\", \"title\": \"Neu\"}";
    api.send("PUT", "/forms/" + id, short_)
        .statusCode(200)
        .body("version", equalTo(2))
        .body("name", equalTo("Kurz"))
        .body("fields.name", contains("email", "firstName", "lastName"));
    api.send("PUT", "/forms/" + id, short_).statusCode(409).body("version", equalTo(2));
    form.page().body(containsString("Neu"));
    api.server().clock().tick(Duration.ofSeconds(30));
    form.submit("cleo@example.org", Map.of("guests", "3", "shownAt", stamp)).statusCode(202);
    api.server().clock().tick(Duration.ofSeconds(6));
    api.get("/forms/" + id + "/submissions")
        .body("items[0].version", equalTo(1))
        .body("items[0].answers.guests", equalTo("3"));
  }

  @Test
  @DisplayName("A form that nobody could fill in is refused, with all that is wrong about it")
  void refused() {
    String body =
        """
        {"name": "", "language": "fr", "purpose": "nothing", "colour": "red",
         "fields": [
           {"name": "1st", "label": "A", "type": "TEXT"},
           {"name": "newsletter", "label": "B", "type": "TEXT", "options": ["x", "y"]},
           {"name": "c", "label": "C", "type": "CHOICE", "options": ["x"]},
           {"name": "d", "label": "", "type": "WORDS"}]}
        """;
    api.send("POST", "/forms", body)
        .statusCode(422)
        .body(
            "errors.pointer",
            hasItems(
                "/name", "/language", "/purpose", "/colour", "/fields/3/label", "/fields/3/type"));
    String meant =
        """
        {"name": "A", "language": "de",
         "fields": [
           {"name": "1st", "label": "A", "type": "TEXT"},
           {"name": "newsletter", "label": "B", "type": "TEXT", "options": ["x", "y"]},
           {"name": "c", "label": "C", "type": "CHOICE", "options": ["x"]},
           {"name": "e", "label": "E", "type": "EMAIL"},
           {"name": "e", "label": "E", "type": "EMAIL", "required": true}]}
        """;
    api.send("POST", "/forms", meant)
        .statusCode(422)
        .body(
            "errors.pointer",
            contains(
                "/fields/0/name",
                "/fields/1/name",
                "/fields/1/options",
                "/fields/2/options",
                "/fields/3/required",
                "/fields/4/name",
                "/fields/4/type"));
    String without =
        "{\"name\":\"A\",\"language\":\"de\",\"fields\":[{\"name\":\"t\",\"label\":\"T\",\"type\":\"TEXT\"}]}";
    api.send("POST", "/forms", without).statusCode(422).body("errors.pointer", contains("/fields"));
  }

  @Test
  @DisplayName("S1-13 What follows on a submission is written, read and checked by API")
  void action() {
    UUID group = api.server().bean(ContactGroups.class).create(api.tenant(), "VIP").orElseThrow();
    String form =
        """
        {"name": "VIP", "language": "de", "action": {"groups": ["%s"], "staff": [],
         "webhook": "https://crm.example/hook", "mail": "%s", "process": true}}
        """;
    UUID mail =
        api.server()
            .bean(Database.class)
            .read(
                api.tenant(),
                connection ->
                    api.server()
                        .bean(Campaigns.class)
                        .confirmation(connection, api.tenant(), Language.DE)
                        .campaign());
    String id =
        api.send("POST", "/forms", form.formatted(group, mail))
            .statusCode(201)
            .body("action.mail", equalTo(mail.toString()))
            .body("action.groups", contains(group.toString()))
            .body("action.process", equalTo(true))
            .body("action.staffWhen", equalTo("CONFIRMED"))
            .extract()
            .path("id");
    api.get("/forms/{id}", id).body("action.webhook", equalTo("https://crm.example/hook"));
    api.send(
            "POST",
            "/forms",
            """
            {"name": "A", "language": "de", "action": {"groups": ["%1$s"], "staff": ["%1$s"],
             "webhook": "http://x.example/", "mail": "%1$s", "process": false}}
            """
                .formatted(UUID.randomUUID()))
        .statusCode(422)
        .body(
            "errors.pointer",
            hasItems(
                "/action/groups", "/action/staff", "/action/webhook", "/action/mail", "/thanks"));
    api.send("POST", "/forms", "{\"name\":\"A\",\"language\":\"de\",\"action\":{\"groups\":[1]}}")
        .statusCode(422)
        .body("errors.pointer", contains("/action/groups"));
  }

  @Test
  @DisplayName("Law 6 56 Information of Art. 13, age and look are written, read and checked by API")
  void information() {
    api.send(
            "POST",
            "/forms",
            """
            {"name": "A", "language": "de", "information": {}, "ageGate": true,
             "look": {"colour": "#ffee00"}}
            """)
        .statusCode(422)
        .body("errors.pointer", contains("/look/colour"));
    String form =
        """
        {"name": "A", "language": "de", "information": {%s}, "ageGate": true,
         "look": {"colour": "#1b5e20"}}
        """;
    api.send("POST", "/forms", form.formatted(""))
        .statusCode(422)
        .body("errors.pointer", contains("/information"));
    Tenants tenants = api.server().bean(Tenants.class);
    var old = tenants.find(api.tenant()).profile();
    tenants.update(
        api.tenant(),
        new TenantProfile(
            old.name(),
            old.imprint(),
            old.privacyPolicyUrl(),
            old.privacyPolicyVersion(),
            old.senderName(),
            old.senderAddress(),
            old.replyTo(),
            old.languages(),
            old.timeZone(),
            old.ipMode(),
            old.colour(),
            "AT",
            Optional.of("Keine.")));
    api.send("POST", "/forms", form.formatted("\"recipients\": \"Muster GmbH\""))
        .statusCode(201)
        .body("minimumAge", equalTo(14))
        .body("boxes.key", contains("newsletter", "privacy", "age"))
        .body("information.topic", hasItems("CONTROLLER", "RIGHTS", "RECIPIENTS"))
        .body("information.text", hasItems("Muster GmbH", "Keine."))
        .body("look.colour", equalTo("#1b5e20"));
  }

  @Test
  @DisplayName("S1-12 The contacts' own fields are listed, and a form asks for what they hold")
  void contactFields() {
    var wish = new CustomFieldWish("Farbe", CustomFieldType.CHOICE, List.of("Rot", "Grün"));
    UUID field = api.server().bean(CustomFields.class).create(api.tenant(), wish).orElseThrow();
    api.get("/contact-fields")
        .body("items.id", contains(field.toString()))
        .body("items[0].type", equalTo("CHOICE"))
        .body("items[0].choices", contains("Rot", "Grün"));
    String form =
        """
        {"name": "A", "language": "de", "fields": [
          {"name": "email", "label": "E-Mail", "type": "EMAIL", "required": true},
          {"name": "colour", "label": "Farbe?", "type": "CHOICE", "options": ["Rot", "%s"],
           "contactField": "%s"}]}
        """;
    api.send("POST", "/forms", form.formatted("Grün", field))
        .statusCode(201)
        .body("fields[1].contactField", equalTo(field.toString()));
    api.send("POST", "/forms", form.formatted("Blau", field))
        .statusCode(422)
        .body("errors.pointer", contains("/fields/1/contactField"));
    api.send("POST", "/forms", form.formatted("Grün", "x"))
        .statusCode(422)
        .body("errors.pointer", contains("/fields/1/contactField"));
  }

  @Test
  @DisplayName("S1-12 The link to the privacy policy follows the profile, the own words stay")
  void policyFollows() {
    PartyForm form = PartyForm.of(api);
    Tenants tenants = api.server().bean(Tenants.class);
    var old = tenants.find(api.tenant()).profile();
    tenants.update(
        api.tenant(),
        new TenantProfile(
            "Salon Neu",
            old.imprint(),
            Optional.of(URI.create("https://neu.example/privacy")),
            old.senderName(),
            old.senderAddress(),
            old.replyTo(),
            old.languages(),
            old.timeZone(),
            old.ipMode(),
            old.colour(),
            old.country()));
    String id = form.id();
    api.get("/forms/{id}", id)
        .body("version", greaterThan(1))
        .body("title", equalTo("Zum Fest"))
        .body("boxes.text", everyItem(containsString("Salon Neu")))
        .body("privacyPolicy", equalTo("https://neu.example/privacy"));
  }

  @Test
  @DisplayName("Another tenant's form is nobody's")
  void stranger() {
    String id = PartyForm.of(api).id();
    TestApi other = TestApi.fresh();
    other.get("/forms/{id}", id).statusCode(404);
    other.get("/forms/{id}/submissions", id).statusCode(404);
    other
        .send("PUT", "/forms/" + id, "{\"version\":1,\"name\":\"x\"}")
        .statusCode(404)
        .body(not(containsString("Sommerfest")));
  }
}
