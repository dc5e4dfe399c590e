package org.jawort.integration.web;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeclarationApiTest {
  private static final String PAPER =
      "{\"purpose\":\"newsletter\",\"basis\":\"PAPER\",\"at\":\"2024-05-03T10:00:00Z\","
          + "\"reference\":\"folder 7\"}";

  private final TestApi api = TestApi.fresh();

  private String path(String point) {
    return "/contact-points/" + point + "/declarations";
  }

  @Test
  @DisplayName("S4-07 Another system records a consent with its evidence, once")
  void declare() {
    var made = api.contact("declared@example.org", "de");
    api.send("POST", path(made.point()), PAPER)
        .statusCode(201)
        .body("status", equalTo("EXTERNALLY_DOCUMENTED"))
        .body("event", notNullValue());
    api.get("/contact-points/{id}/history", made.point())
        .body("items[0].type", equalTo("DECLARED"))
        .body("items[0].actor", equalTo("API"))
        .body("items[0].evidence.declaration.basis", equalTo("PAPER"))
        .body("items[0].evidence.declaration.at", equalTo("2024-05-03T10:00:00Z"))
        .body("items[0].evidence.declaration.reference", equalTo("folder 7"));
    api.send("POST", path(made.point()), PAPER)
        .statusCode(409)
        .body("type", equalTo("urn:jawort:problem:declaration-forbidden"))
        .body("reason", equalTo("ALREADY"))
        .body("status", equalTo("EXTERNALLY_DOCUMENTED"));
  }

  @Test
  @DisplayName("S4-03 A purpose for e-mails is not declared for a number")
  void channel() {
    var made = api.contact("SMS", "+4915123456789", "de");
    api.send("POST", path(made.point()), PAPER)
        .statusCode(409)
        .body("reason", equalTo("CHANNEL"))
        .body("status", equalTo("UNKNOWN"));
    api.get("/contact-points/{id}/history", made.point()).body("items", hasSize(0));
  }

  @Test
  @DisplayName("law 19 What the evidence lacks is named, and nothing is recorded")
  void incomplete() {
    var made = api.contact("incomplete@example.org", "de");
    String oral = "{\"purpose\":\"newsletter\",\"basis\":\"ORAL\",\"at\":\"2099-05-03T10:00:00Z\"}";
    api.send("POST", path(made.point()), oral)
        .statusCode(422)
        .body("errors.pointer", hasItems("/at", "/saidBy", "/takenBy", "/occasion", "/wording"));
    api.send("POST", path(made.point()), PAPER.replace("2024-05-03T10:00:00Z", "yesterday"))
        .statusCode(422)
        .body("errors.pointer", hasItems("/at"));
    api.get("/contact-points/{id}/history", made.point()).body("items", hasSize(0));
    api.send("POST", path(UUID.randomUUID().toString()), PAPER).statusCode(404);
  }
}
