package org.jawort.integration.web;

import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.EventType;
import org.jawort.contact.ContactPointId;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A consent on paper, and a "no" of about the same moment. */
class DeclaredAfterNoApiTest {
  private final TestApi api = TestApi.fresh();
  private final OwnTenant tenant = new OwnTenant(api.server(), api.tenant());

  private io.restassured.response.ValidatableResponse declare(TestApi.Made made, Instant at) {
    String paper =
        "{\"purpose\":\"newsletter\",\"basis\":\"PAPER\",\"reference\":\"7\",\"at\":\""
            + at
            + "\"}";
    return api.send("POST", "/contact-points/" + made.point() + "/declarations", paper);
  }

  @Test
  @DisplayName("S1-03 Only what was signed after the refusal undoes it, not what was at its moment")
  void moment() {
    TestApi.Made made = api.contact("no@example.org", "de");
    var point = new ContactPointId(UUID.fromString(made.point()));
    tenant.happens(point, tenant.newsletter(), EventType.REFUSED, Actor.staff(UUID.randomUUID()));
    Instant no = tenant.now();
    api.server().clock().tick(Duration.ofSeconds(1));
    declare(made, no)
        .statusCode(409)
        .body("reason", equalTo("OLDER_THAN_NO"))
        .body("status", equalTo("REFUSED"));
    declare(made, no.plus(1, ChronoUnit.MICROS)).statusCode(201);
  }
}
