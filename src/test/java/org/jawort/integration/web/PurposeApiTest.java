package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.UUID;
import org.jawort.consent.MailBlockChanges;
import org.jawort.contact.ContactPointId;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PurposeApiTest {
  private final TestApi api = TestApi.fresh();

  @Test
  @DisplayName("B-10 purposes are listed with all that is said about them, and can be created")
  void purposes() {
    String body = "{\"key\":\"offers\",\"nameDe\":\"Angebote\",\"nameEn\":\"Offers\"}";
    api.send("POST", "/purposes", body)
        .statusCode(201)
        .body("key", equalTo("offers"))
        .body("name.de", equalTo("Angebote"))
        .body("channels", equalTo(List.of("EMAIL")))
        .body("validityMonths", nullValue())
        .body("legalBasis", equalTo("CONSENT"));
    api.get("/purposes").statusCode(200).body("items.key", contains("newsletter", "offers"));
    api.send("POST", "/purposes", body).statusCode(409).body("type", notNullValue());
    api.send("POST", "/purposes", "{\"key\":\"Offers!\"}")
        .statusCode(422)
        .body("errors.pointer", hasItems("/key", "/nameDe", "/nameEn"));
  }

  @Test
  @DisplayName("A purpose without a wording is asked of nobody")
  void noWording() {
    api.send("POST", "/purposes", "{\"key\":\"bare\",\"nameDe\":\"Leer\",\"nameEn\":\"Bare\"}")
        .statusCode(201);
    var made = api.contact("bare@example.org", "de");
    // The key may be unknown for the seconds for which purposes are remembered.
    api.server().clock().tick(java.time.Duration.ofSeconds(6));
    api.send("POST", "/contact-points/" + made.point() + "/opt-in", "{\"purpose\":\"bare\"}")
        .statusCode(409)
        .body("reason", equalTo("NO_WORDING"));
  }

  @Test
  @DisplayName("B-04 a block is part of the history and of the answer, then and now")
  void block() {
    var made = api.contact("block@example.org", "de");
    var before = api.server().clock().instant();
    api.server().clock().tick(java.time.Duration.ofSeconds(5));
    api.server()
        .bean(MailBlockChanges.class)
        .set(
            api.tenant(),
            new ContactPointId(UUID.fromString(made.point())),
            new UserId(UUID.randomUUID()),
            "wished");
    api.get("/contact-points/{id}/history", made.point())
        .statusCode(200)
        .body("items[0].type", equalTo("BLOCKED"))
        .body("items[0].purpose", nullValue())
        .body("items[0].status", nullValue())
        .body("items[0].mailBlock", equalTo("STAFF"))
        .body("items[0].evidence.note", equalTo("wished"));
    String question = "/permission?address=block@example.org&purpose=newsletter";
    api.get(question).body("reason", equalTo("BLOCKED_STAFF"));
    api.get(question + "&at=" + before).body("reason", equalTo("NO_CONSENT"));
    api.get(question + "&at=" + api.server().clock().instant())
        .body("reason", equalTo("BLOCKED_STAFF"));
  }

  @Test
  @DisplayName("S1-04 Subscribed or not, the status of the consent is what it is")
  void subscribedIsApart() {
    var made = api.contact("apart@example.org", "de");
    var subscribed = "contactPoints[0].subscribed";
    api.send("POST", "/contact-points/" + made.point() + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(202);
    api.get("/contacts/{id}", made.contact()).body(subscribed, equalTo(true));
    var point = new ContactPointId(UUID.fromString(made.point()));
    api.server()
        .bean(MailBlockChanges.class)
        .set(api.tenant(), point, new UserId(UUID.randomUUID()), "x");
    var shown = api.get("/contacts/{id}", made.contact()).body(subscribed, equalTo(false));
    String status = shown.extract().path("contactPoints[0].consents[0].status");
    assertThat(status).as("status of somebody with a block").isIn("TRIGGERED", "SENT");
  }
}
