package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import java.util.Base64;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.consent.EventId;
import org.jawort.consent.log.IndependentVerifier;
import org.jawort.consent.log.LogEvents;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.TransparencyLog;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.context.SmartLifecycle;

class EventApiTest {
  private final TestApi api = TestApi.fresh();

  private String eventOf(TestApi caller) {
    String point = caller.contact(UUID.randomUUID() + "@example.org", "de").point();
    caller
        .send("POST", "/contact-points/" + point + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(202);
    return caller.get("/contact-points/{id}/history", point).extract().path("items[0].id");
  }

  private Response proof(String event) {
    return api.call().get("/events/{id}/proof", event);
  }

  @Test
  @DisplayName("B-02 law 51 a proof that a stranger can check, without anything personal")
  void proof() {
    String event = eventOf(api);
    Await.until("the event has its proof", () -> proof(event).statusCode() == 200);
    String file = proof(event).then().contentType("text/plain;charset=utf-8").extract().asString();
    var sealed =
        (EventProof.Sealed)
            api.server()
                .bean(TransparencyLog.class)
                .proofOf(api.tenant(), new EventId(UUID.fromString(event)));
    String key = api.server().bean(TransparencyLog.class).verifierKey();
    assertThat(IndependentVerifier.prove(file, sealed.commitment(), key))
        .isEqualTo(sealed.position());
    String extra = file.lines().toList().get(1).substring("extra ".length());
    assertThat(new String(Base64.getDecoder().decode(extra))).doesNotContain("@", event);
  }

  @Test
  @DisplayName("B-02 409 while it has no place yet")
  void notYet() {
    SmartLifecycle sealer = LogEvents.sealer(api.server());
    sealer.stop();
    try {
      String event = eventOf(api);
      proof(event)
          .then()
          .statusCode(409)
          .contentType("application/problem+json")
          .body("type", equalTo("urn:jawort:problem:not-sealed"));
    } finally {
      sealer.start();
    }
  }

  @Test
  @DisplayName("B-02 none of another tenant, none that never was, none as JSON, none without a key")
  void refused() {
    String foreign = eventOf(TestApi.fresh());
    proof(foreign).then().statusCode(404).body("type", equalTo("urn:jawort:problem:not-found"));
    proof(UUID.randomUUID().toString()).then().statusCode(404);
    proof("nothing").then().statusCode(404);
    String event = eventOf(api);
    api.call()
        .accept("application/json")
        .get("/events/{id}/proof", event)
        .then()
        .statusCode(406)
        .contentType("application/problem+json");
    api.stranger().get("/events/{id}/proof", event).then().statusCode(401);
  }
}
