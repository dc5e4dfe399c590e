package org.jawort.integration.web;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class UseApiTest {
  private static final String PAPER =
      "{\"purpose\":\"newsletter\",\"basis\":\"PAPER\",\"at\":\"2024-05-03T10:00:00Z\","
          + "\"reference\":\"folder 7\"}";
  private static final String USE =
      "{\"purpose\":\"newsletter\",\"at\":\"2024-06-01T08:30:00Z\",\"takenBy\":\"Berta\","
          + "\"occasion\":\"appointment\"}";

  private final TestApi api = TestApi.fresh();

  private String path(String point, String what) {
    return "/contact-points/" + point + "/" + what;
  }

  @Test
  @DisplayName("law 35 Another system records a call, once")
  void use() {
    var made = api.contact("used@example.org", "de");
    api.send("POST", path(made.point(), "declarations"), PAPER).statusCode(201);
    api.send("POST", path(made.point(), "uses"), USE)
        .statusCode(201)
        .body("status", equalTo("EXTERNALLY_DOCUMENTED"))
        .body("event", notNullValue());
    api.send("POST", path(made.point(), "uses"), USE)
        .statusCode(409)
        .body("type", equalTo("urn:jawort:problem:use-forbidden"))
        .body("reason", equalTo("ALREADY"))
        .body("status", equalTo("EXTERNALLY_DOCUMENTED"));
    api.send("POST", path(made.point(), "uses"), USE.replace("08:30:00Z", "10:31:00+02:00"))
        .statusCode(201);
    api.get("/contact-points/{id}/history", made.point())
        .body("items", hasSize(3))
        .body("items[1].type", equalTo("USED"))
        .body("items[1].actor", equalTo("API"))
        .body("items[1].evidence.declaration.at", equalTo("2024-06-01T08:30:00Z"))
        .body("items[1].evidence.declaration.takenByName", equalTo("Berta"))
        .body("items[1].evidence.declaration.occasion", equalTo("appointment"))
        .body("items[2].evidence.declaration.at", equalTo("2024-06-01T08:31:00Z"));
  }

  @Test
  @DisplayName("law 35 What cannot have been is refused, and nothing is recorded")
  void refused() {
    var made = api.contact("unused@example.org", "de");
    String uses = path(made.point(), "uses");
    api.send("POST", uses, USE)
        .statusCode(409)
        .body("reason", equalTo("STATUS"))
        .body("status", equalTo("UNKNOWN"));
    api.send("POST", path(made.point(), "declarations"), PAPER).statusCode(201);
    api.send("POST", uses, USE.replace("2024-06", "2024-04"))
        .statusCode(409)
        .body("reason", equalTo("BEFORE_CONSENT"));
    api.send("POST", uses, USE.replace("2024-06", "2099-06"))
        .statusCode(422)
        .body("errors.pointer", hasItems("/at"));
    api.send("POST", uses, "{\"purpose\":\"unknown\",\"at\":\"yesterday\",\"extra\":1}")
        .statusCode(422)
        .body("errors.pointer", hasItems("/purpose", "/at", "/extra"));
    api.send("POST", uses, "{\"purpose\":\"newsletter\"}")
        .statusCode(422)
        .body("errors.pointer", hasItems("/at"));
    api.send("POST", path(UUID.randomUUID().toString(), "uses"), USE).statusCode(404);
    api.stranger().contentType("application/json").body(USE).post(uses).then().statusCode(401);
    api.get("/contact-points/{id}/history", made.point()).body("items", hasSize(1));
  }
}
