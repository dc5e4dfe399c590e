package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalApiTest {
  private static final String PAPER =
      "{\"purpose\":\"newsletter\",\"basis\":\"PAPER\",\"at\":\"2024-05-03T10:00:00Z\","
          + "\"reference\":\"folder 7\"}";
  private static final String HEARD =
      "\"at\":\"2024-06-01T10:31:00+02:00\",\"heardBy\":\"Berta\",\"note\":\"by telephone\"}";
  private static final String NO = "{\"purpose\":\"newsletter\"," + HEARD;
  private static final String OBJECTION = "{" + HEARD;

  private final TestApi api = TestApi.fresh();

  private static String path(String point, String what) {
    return "/contact-points/" + point + "/" + what;
  }

  private String point(String name) {
    return api.contact(name + "-" + UUID.randomUUID() + "@example.org", "de").point();
  }

  private String declared() {
    String point = point("declared");
    api.send("POST", path(point, "declarations"), PAPER).statusCode(201);
    return point;
  }

  @ParameterizedTest
  @ValueSource(strings = {"refusals", "withdrawals"})
  @DisplayName("law 31 A no to what was given withdraws it, once, with its evidence")
  void given(String way) {
    String point = declared();
    api.send("POST", path(point, way), NO)
        .statusCode(201)
        .body("status", equalTo("REVOKED"))
        .body("event", notNullValue());
    api.send("POST", path(point, way), NO)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:jawort:problem:" + way.replaceAll("s$", "") + "-forbidden"))
        .body("reason", equalTo("ALREADY"))
        .body("status", equalTo("REVOKED"));
    api.get("/contact-points/{id}/history", point)
        .body("items", hasSize(2))
        .body("items[1].type", equalTo("REVOKED"))
        .body("items[1].actor", equalTo("API"))
        .body("items[1].actorId", equalTo(api.key().toString()))
        .body("items[1].evidence.declaration.at", equalTo("2024-06-01T08:31:00Z"))
        .body("items[1].evidence.declaration.takenByName", equalTo("Berta"))
        .body("items[1].evidence.declaration.note", equalTo("by telephone"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refusals", "withdrawals"})
  @DisplayName("S4-06 A no of somebody who never consented counts as well, and bars declaring")
  void unknown(String way) {
    String point = point("unknown");
    api.send("POST", path(point, way), NO).statusCode(201).body("status", equalTo("REFUSED"));
    api.send("POST", path(point, way), NO).statusCode(409).body("reason", equalTo("ALREADY"));
    api.send("POST", path(point, "declarations"), PAPER)
        .statusCode(409)
        .body("reason", equalTo("OLDER_THAN_NO"));
  }

  @Test
  @DisplayName("S2-08 A no while the answer is awaited ends the request")
  void pending() {
    String point = point("pending");
    api.send("POST", path(point, "opt-in"), "{\"purpose\":\"newsletter\"}").statusCode(202);
    api.send("POST", path(point, "withdrawals"), NO)
        .statusCode(201)
        .body("status", equalTo("REFUSED"));
    api.get("/contact-points/{id}/history", point).body("items.type", hasItem("REFUSED"));
    api.send("POST", path(point, "opt-in"), "{\"purpose\":\"newsletter\"}")
        .statusCode(409)
        .body("reason", is(oneOf("REFUSED", "BLOCKED_UNSUBSCRIBED")));
  }

  @Test
  @DisplayName("law 53 An objection ends advertising for every purpose at once")
  void objection() {
    api.send("POST", "/purposes", "{\"key\":\"offers\",\"nameDe\":\"A\",\"nameEn\":\"O\"}")
        .statusCode(201);
    String point = declared();
    api.send("POST", path(point, "objections"), OBJECTION)
        .statusCode(201)
        .body("event", notNullValue())
        .body("events.purpose", contains("newsletter", "offers"))
        .body("events.status", contains("REVOKED", "REFUSED"));
    api.get("/contact-points/{id}/history", point)
        .body("items.type", contains("DECLARED", "OBJECTED", "REVOKED", "REFUSED"))
        .body("items[1].purpose", nullValue())
        .body("items[1..3].source", everyItem(equalTo("API_OBJECTION")))
        .body("items[1..3].evidence.declaration.takenByName", everyItem(equalTo("Berta")));
    api.send("POST", path(point, "objections"), OBJECTION)
        .statusCode(409)
        .body("type", equalTo("urn:jawort:problem:objection-forbidden"))
        .body("reason", equalTo("ALREADY"))
        .body("status", equalTo("REVOKED"));
  }

  @Test
  @DisplayName("law 53 An objection after a no to everything still ends what rests on no consent")
  void objectionAfterAll() {
    String point = declared();
    api.send("POST", path(point, "withdrawals"), NO).statusCode(201);
    api.send("POST", path(point, "objections"), OBJECTION)
        .statusCode(201)
        .body("events", hasSize(0));
    api.get("/contact-points/{id}/history", point)
        .body("items.type", contains("DECLARED", "REVOKED", "OBJECTED"));
    api.send("POST", path(point, "objections"), OBJECTION).statusCode(409);
  }

  @Test
  @DisplayName("law 53 A repeated objection where nothing was given is answered with REFUSED")
  void objectionAgain() {
    String point = point("again");
    api.send("POST", path(point, "objections"), OBJECTION)
        .statusCode(201)
        .body("status", equalTo("REFUSED"));
    api.send("POST", path(point, "objections"), OBJECTION)
        .statusCode(409)
        .body("status", equalTo("REFUSED"));
  }

  @Test
  @DisplayName("law 53 An objection after a withdrawal still reaches the other purposes")
  void objectionAfterWithdrawal() {
    api.send("POST", "/purposes", "{\"key\":\"offers\",\"nameDe\":\"A\",\"nameEn\":\"O\"}")
        .statusCode(201);
    String point = declared();
    api.send("POST", path(point, "withdrawals"), NO).statusCode(201);
    api.send("POST", path(point, "objections"), OBJECTION)
        .statusCode(201)
        .body("events.purpose", contains("offers"))
        .body("events.status", contains("REFUSED"));
  }

  @ParameterizedTest
  @CsvSource({"withdrawals", "refusals", "objections", "complaints"})
  @DisplayName("law 31 Of two at once, one is recorded and one is told that it is")
  void parallel(String way) throws Exception {
    String point = declared();
    String body = ofAll(way) ? OBJECTION : NO;
    Callable<Integer> call = () -> api.send("POST", path(point, way), body).extract().statusCode();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          threads.invokeAll(IntStream.range(0, 6).mapToObj(i -> call).toList());
      assertThat(answers.stream().map(Future::resultNow))
          .as("answers to six %s at once", way)
          .containsOnlyOnce(201)
          .containsOnly(201, 409);
    }
    api.get("/contact-points/{id}/history", point).body("items", hasSize(ofAll(way) ? 3 : 2));
  }

  private static boolean ofAll(String way) {
    return way.equals("objections") || way.equals("complaints");
  }

  @Test
  @DisplayName("B-08 A complaint withdraws what was given and closes the mailbox to requests")
  void complaint() {
    api.send("POST", "/purposes", "{\"key\":\"offers\",\"nameDe\":\"A\",\"nameEn\":\"O\"}")
        .statusCode(201);
    String point = declared();
    api.send("POST", path(point, "complaints"), OBJECTION)
        .statusCode(201)
        .body("status", equalTo("REVOKED"))
        .body("events.purpose", contains("newsletter"));
    api.get("/contact-points/{id}/history", point)
        .body("items.type", contains("DECLARED", "BLOCKED", "REVOKED"))
        .body("items[1..2].source", everyItem(equalTo("API_COMPLAINT")));
    api.send("POST", path(point, "opt-in"), "{\"purpose\":\"offers\"}")
        .statusCode(409)
        .body("reason", equalTo("BLOCKED_COMPLAINT"));
    api.send("POST", path(point, "complaints"), OBJECTION)
        .statusCode(409)
        .body("type", equalTo("urn:jawort:problem:complaint-forbidden"))
        .body("reason", equalTo("ALREADY"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refusals", "withdrawals", "objections", "complaints"})
  @DisplayName("law 19 What cannot have been said is refused field by field, and nothing recorded")
  void wrong(String way) {
    String point = point("wrong");
    String body = ofAll(way) ? OBJECTION : NO;
    api.send("POST", path(point, way), body.replace("2024", "2099"))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", contains("/at"));
    api.send("POST", path(point, way), body.replace("\"at\"", "\"when\""))
        .statusCode(422)
        .body("errors.pointer", hasItems("/when"));
    api.send("POST", path(point, way), body.replace("\"Berta\"", "7"))
        .statusCode(422)
        .body("errors.pointer", contains("/heardBy"));
    api.send("POST", path(point, way), "{" + body).statusCode(400);
    api.send("POST", path(UUID.randomUUID().toString(), way), body).statusCode(404);
    api.send("POST", path("x", way), body).statusCode(404);
    api.stranger()
        .contentType("application/json")
        .body(body)
        .post(path(point, way))
        .then()
        .statusCode(401);
    api.get("/contact-points/{id}/history", point).body("items", hasSize(0));
  }

  @Test
  @DisplayName("S4-06 A no names a purpose that there is; an objection names none")
  void purposes() {
    String point = point("purposes");
    api.send("POST", path(point, "refusals"), OBJECTION)
        .statusCode(422)
        .body("errors.pointer", contains("/purpose"));
    api.send("POST", path(point, "refusals"), NO.replace("newsletter", "nothing"))
        .statusCode(422)
        .body("errors.pointer", contains("/purpose"));
    api.send("POST", path(point, "objections"), NO)
        .statusCode(422)
        .body("errors.pointer", contains("/purpose"));
  }

  @Test
  @DisplayName("law 31 Nobody records a no about a contact point of another tenant")
  void otherTenant() {
    String point = declared();
    TestApi other = TestApi.fresh();
    for (String way : List.of("refusals", "withdrawals")) {
      other.send("POST", path(point, way), NO).statusCode(404);
    }
    other.send("POST", path(point, "objections"), OBJECTION).statusCode(404);
    api.get("/contact-points/{id}/history", point).body("items", hasSize(1));
  }
}
