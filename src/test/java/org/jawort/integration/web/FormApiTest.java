package org.jawort.integration.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-12 B-10 forms by API")
class FormApiTest {
  private static final String EVENT =
      """
      {"name": "Sommerfest", "language": "de", "title": "Zum Fest", "submit": "Dabei sein",
       "fields": [
         {"name": "email", "label": "Ihre Adresse", "type": "EMAIL", "required": true},
         {"name": "hint", "label": "Wir kochen selbst.", "type": "NOTE"},
         {"name": "guests", "label": "Wie viele?", "type": "NUMBER", "required": true,
          "help": "Kinder zählen mit."},
         {"name": "day", "label": "Welcher Tag?", "type": "DATE"},
         {"name": "meal", "label": "Essen", "type": "CHOICE", "options": ["Fisch", "<b>Pilze</b>"]},
         {"name": "topics", "label": "Worüber?", "type": "CHOICES", "options": ["Kunst", "Musik", "Sport"]},
         {"name": "known", "label": "Waren Sie schon hier?", "type": "YES_NO"},
         {"name": "wish", "label": "Wünsche", "type": "LINES"}]}
      """;

  private final TestApi api = TestApi.fresh();

  private ValidatableResponse made() {
    return api.send("POST", "/forms", EVENT).statusCode(201);
  }

  private static String path(ValidatableResponse form) {
    String url = form.extract().path("url");
    return url.substring(url.indexOf("/f/"));
  }

  private ValidatableResponse submit(String path, Map<String, Object> answers) {
    return given()
        .baseUri(api.server().url())
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .body(answers)
        .post(path)
        .then();
  }

  private static Map<String, Object> with(String name, Object value) {
    return Map.of(
        "email",
        "ada@example.org",
        "newsletter",
        true,
        "privacy",
        true,
        "guests",
        "2",
        name,
        value);
  }

  @Test
  @DisplayName("A form is made, read, shown with what it asks, and says what is standard by itself")
  void whole() {
    ValidatableResponse form =
        made()
            .body("version", equalTo(1))
            .body("fields.type", hasItems("EMAIL", "NOTE", "NUMBER", "CHOICES"))
            .body("boxes.key", contains("newsletter", "privacy"))
            .body("boxes[0].wording", notNullValue())
            .body("privacyPolicy", equalTo("https://salon.example/datenschutz"))
            .body("footer", containsString("widerrufen"));
    String id = form.extract().path("id");
    api.get("/forms/{id}", id).statusCode(200).body("title", equalTo("Zum Fest"));
    api.get("/forms").body("items.name", hasItems("Sommerfest"));
    String page =
        given()
            .baseUri(api.server().url())
            .get(path(form))
            .then()
            .statusCode(200)
            .extract()
            .asString();
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
  @DisplayName("S0-01 What was written comes back by the feed, once, and goes on from the last one")
  void submissions() {
    ValidatableResponse form = made();
    String id = form.extract().path("id");
    String path = path(form);
    submit(
            path,
            Map.of(
                "email",
                "ada@example.org",
                "newsletter",
                true,
                "privacy",
                true,
                "guests",
                " 2,50 ",
                "day",
                "24. 12. 2026",
                "topics",
                new String[] {"Sport", "Kunst"},
                "known",
                false,
                "wish",
                "<script>alert(1)</script>\r\nDanke"))
        .statusCode(202);
    String feed = "/forms/" + id + "/submissions";
    api.get(feed).body("items", hasSize(0)).body("next", nullValue());
    api.server().clock().tick(Duration.ofSeconds(6));
    String next =
        api.get(feed)
            .statusCode(200)
            .body("items", hasSize(1))
            .body("items[0].address", equalTo("ada@example.org"))
            .body("items[0].version", equalTo(1))
            .body("items[0].answers.guests", equalTo("2.50"))
            .body("items[0].answers.day", equalTo("2026-12-24"))
            .body("items[0].answers.topics", equalTo("Kunst\nSport"))
            .body("items[0].answers.known", equalTo("false"))
            .body("items[0].answers.wish", equalTo("<script>alert(1)</script>\nDanke"))
            .body("items[0].answers.email", nullValue())
            .extract()
            .path("next");
    api.get(feed + "?cursor=" + next).body("items", hasSize(0)).body("next", equalTo(next));
    submit(
            path,
            Map.of("email", "bo@example.org", "newsletter", true, "privacy", true, "guests", 1))
        .statusCode(422)
        .body("errors.field", contains("guests"));
    submit(
            path,
            Map.of("email", "bo@example.org", "newsletter", true, "privacy", true, "guests", "1"))
        .statusCode(202);
    api.server().clock().tick(Duration.ofSeconds(6));
    String contact =
        api.get(feed + "?cursor=" + next)
            .body("items.address", contains("bo@example.org"))
            .extract()
            .path("items[0].contact");
    assertThat(api.get("/contacts/{id}/copy", contact).statusCode(200).extract().asByteArray())
        .isNotEmpty();
    api.call().delete("/contacts/" + contact).then().statusCode(204);
    api.get(feed).body("items.address", contains("ada@example.org"));
  }

  @Test
  @DisplayName("What a field cannot take is named, each for itself, and nothing is kept")
  void faulty() {
    ValidatableResponse form = made();
    String path = path(form);
    for (var wrong :
        Map.<String, Object>of(
                "guests", "zwei",
                "day", "31.02.2026",
                "meal", "Fleisch",
                "topics", new String[] {"Kunst", "Krieg"},
                "known", "vielleicht",
                "wish", "x".repeat(2001),
                "hint", "an answer to what asks nothing")
            .entrySet()) {
      Map<String, Object> body =
          wrong.getKey().equals("guests")
              ? Map.of(
                  "email",
                  "ada@example.org",
                  "newsletter",
                  true,
                  "privacy",
                  true,
                  "guests",
                  wrong.getValue())
              : with(wrong.getKey(), wrong.getValue());
      submit(path, body).statusCode(422).body("errors.field", contains(wrong.getKey()));
    }
    api.server().clock().tick(Duration.ofSeconds(6));
    String id = form.extract().path("id");
    api.get("/forms/" + id + "/submissions").body("items", hasSize(0));
  }

  @Test
  @DisplayName("Law 15 Whoever had the earlier version before them submits that one")
  void changed() {
    ValidatableResponse form = made();
    String id = form.extract().path("id");
    String shown = given().baseUri(api.server().url()).get(path(form)).then().extract().asString();
    String stamp = shown.replaceAll("(?s).*name=\"shownAt\" value=\"([^\"]+)\".*", "$1");
    String short_ = "{\"version\": 1, \"name\": \"Kurz\", \"title\": \"Neu\"}";
    api.send("PUT", "/forms/" + id, short_)
        .statusCode(200)
        .body("version", equalTo(2))
        .body("name", equalTo("Kurz"))
        .body("fields.name", contains("email", "firstName", "lastName"));
    api.send("PUT", "/forms/" + id, short_).statusCode(409).body("version", equalTo(2));
    given().baseUri(api.server().url()).get(path(form)).then().body(containsString("Neu"));
    api.server().clock().tick(Duration.ofSeconds(30));
    submit(
            path(form),
            Map.of(
                "email",
                "cleo@example.org",
                "newsletter",
                true,
                "privacy",
                true,
                "guests",
                "3",
                "shownAt",
                stamp))
        .statusCode(202);
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
  @DisplayName("S1-12 The link to the privacy policy follows the profile, the own words stay")
  void policyFollows() {
    ValidatableResponse form = made();
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
    String id = form.extract().path("id");
    api.get("/forms/{id}", id)
        .body("version", greaterThan(1))
        .body("title", equalTo("Zum Fest"))
        .body("boxes.text", everyItem(containsString("Salon Neu")))
        .body("privacyPolicy", equalTo("https://neu.example/privacy"));
  }

  @Test
  @DisplayName("Another tenant's form is nobody's")
  void stranger() {
    String id = made().extract().path("id");
    TestApi other = TestApi.fresh();
    other.get("/forms/{id}", id).statusCode(404);
    other.get("/forms/{id}/submissions", id).statusCode(404);
    other
        .send("PUT", "/forms/" + id, "{\"version\":1,\"name\":\"x\"}")
        .statusCode(404)
        .body(not(containsString("Sommerfest")));
  }
}
