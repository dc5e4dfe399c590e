package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S0-01 B-10 what was written on forms, by API")
class SubmissionApiTest {
  private final TestApi api = TestApi.fresh();

  @Test
  @DisplayName("S0-01 What was written comes back by the feed, once, and goes on from the last one")
  void submissions() {
    PartyForm form = PartyForm.of(api);
    String id = form.id();
    form.submit(
            "ada@example.org",
            Map.of(
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
    form.submit("bo@example.org", Map.of("guests", 1))
        .statusCode(422)
        .body("errors.field", contains("guests"));
    form.submit("bo@example.org", Map.of("guests", "1")).statusCode(202);
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
    PartyForm form = PartyForm.of(api);
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
      form.submit("ada@example.org", Map.of(wrong.getKey(), wrong.getValue()))
          .statusCode(422)
          .body("errors.field", contains(wrong.getKey()));
    }
    api.server().clock().tick(Duration.ofSeconds(6));
    String id = form.id();
    api.get("/forms/" + id + "/submissions").body("items", hasSize(0));
  }
}
