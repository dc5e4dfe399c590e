package org.jawort.integration.web;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.Map;

/** A form with a field of every kind, made by API, and visitors of it. */
record PartyForm(TestApi api, ValidatableResponse made) {
  private static final String PARTY =
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

  static PartyForm of(TestApi api) {
    return new PartyForm(api, api.send("POST", "/forms", PARTY).statusCode(201));
  }

  String id() {
    return made.extract().path("id");
  }

  /** Of the hosted page. */
  String path() {
    String url = made.extract().path("url");
    return url.substring(url.indexOf("/f/"));
  }

  /** The hosted page. */
  ValidatableResponse page() {
    return given().baseUri(api.server().url()).get(path()).then();
  }

  /** Submits what must be there and what is given, as an own front end does. */
  ValidatableResponse submit(String address, Map<String, Object> more) {
    var answers =
        new HashMap<String, Object>(
            Map.of("email", address, "newsletter", true, "privacy", true, "guests", "2"));
    answers.putAll(more);
    return given()
        .baseUri(api.server().url())
        .contentType(ContentType.JSON)
        .accept(ContentType.JSON)
        .body(answers)
        .post(path())
        .then();
  }
}
