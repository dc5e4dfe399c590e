package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.UUID;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.AskingLack;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.MailBlockChanges;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.optin.OptInRequestOutcome;
import org.jawort.optin.OptIns;
import org.jawort.platform.Database;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class OptInApiTest {
  private static final String NEWSLETTER = "{\"purpose\":\"newsletter\"}";

  private final TestApi api = TestApi.fresh();

  private String optIn(String point) {
    return "/contact-points/" + point + "/opt-in";
  }

  @Test
  @DisplayName("S1-16 Another system asks a contact, and sees it in the history")
  void ask() {
    var made = api.contact("ada@example.org", "de");
    String run =
        api.send("POST", optIn(made.point()), NEWSLETTER).statusCode(202).extract().path("run");

    assertThat(UUID.fromString(run).version()).isEqualTo(7);
    api.get("/contact-points/{id}/history", made.point())
        .statusCode(200)
        .body("items[0].type", equalTo("REQUESTED"))
        .body("items[0].status", equalTo("TRIGGERED"))
        .body("items[0].purpose", equalTo("newsletter"))
        .body("items[0].actor", equalTo("API"))
        .body("items[0].actorId", equalTo(api.key().toString()))
        .body("items[0].source", equalTo("API"))
        .body("items[0].at", endsWith("Z"))
        .body("items[0].id", notNullValue())
        .body("items[0].evidence.address", equalTo("ada@example.org"))
        .body("items[0].evidence", not(hasKey("ip")))
        .body("items[0].evidence.asking.basis", equalTo("OWN_REQUEST_AT_SYSTEM"))
        .body("items[0].evidence.asking.stated", equalTo("WITH_KEY"));
    assertThat(queued(made.point(), run)).isEqualTo(1);
  }

  @Test
  @DisplayName("S1-06 The mail goes out in the contact's language")
  void language() {
    var german = api.contact("de@example.org", "de");
    var english = api.contact("en@example.org", "en");
    api.send("POST", optIn(german.point()), NEWSLETTER).statusCode(202);
    api.send("POST", optIn(english.point()), NEWSLETTER).statusCode(202);

    assertThat(languageOfMail(german.point())).isEqualTo("de");
    assertThat(languageOfMail(english.point())).isEqualTo("en");
  }

  @Test
  @DisplayName("S1-16 Only while the status is unknown; asking twice sends one mail")
  void twice() {
    var made = api.contact("twice@example.org", "de");
    String run =
        api.send("POST", optIn(made.point()), NEWSLETTER).statusCode(202).extract().path("run");

    String reason =
        api.send("POST", optIn(made.point()), NEWSLETTER)
            .statusCode(409)
            .contentType("application/problem+json")
            .body("type", equalTo("urn:jawort:problem:opt-in-forbidden"))
            .extract()
            .path("reason");
    // The mail may have been taken over in between.
    assertThat(reason).isIn("TRIGGERED", "SENT");
    assertThat(queued(made.point(), run)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(MailBlock.class)
  @DisplayName("S1-16 No request for consent to where mails bounced or were complained about")
  void blocked(MailBlock block) {
    var made = api.contact(block + "@example.org", "de");
    block(made.point(), block);
    var answer = api.send("POST", optIn(made.point()), NEWSLETTER);
    if (block == MailBlock.HARD_BOUNCE || block == MailBlock.COMPLAINT) {
      answer.statusCode(409).body("reason", equalTo("BLOCKED_" + block));
      api.get("/contact-points/{id}/history", made.point())
          .body("items.type", equalTo(List.of("BLOCKED")));
    } else {
      answer.statusCode(202);
    }
    api.get("/contacts/{id}", made.contact())
        .body("contactPoints[0].mailBlock", equalTo(block.name()))
        .body("contactPoints[0].subscribed", equalTo(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                        | /purpose",
        "{\"purpose\":null}        | /purpose",
        "{\"purpose\":5}           | /purpose",
        "{\"purpose\":\"unknown\"} | /purpose",
        "{\"purpose\":\"newsletter\",\"force\":true} | /force"
      })
  @DisplayName("S1-16 A wish that names no purpose of ours is refused")
  void wrong(String body, String pointer) {
    var made = api.contact("wrong@example.org", "de");
    api.send("POST", optIn(made.point()), body)
        .statusCode(422)
        .body("errors.pointer", equalTo(List.of(pointer)));
    api.get("/contact-points/{id}/history", made.point()).statusCode(200).body("items", hasSize(0));
  }

  @Test
  @DisplayName("B-05 The basis on which a person may be asked comes with the request, as evidence")
  void basis() {
    var made = api.contact("basis@example.org", "de");
    String body =
        """
        {"purpose":"newsletter","basis":"BUSINESS_CARD","basisNote":"Messe, Halle 4",
         "askedAt":"2020-05-01T10:15:00+02:00"}
        """;
    api.send("POST", optIn(made.point()), body).statusCode(202);
    api.get("/contact-points/{id}/history", made.point())
        .body("items[0].evidence.asking.basis", equalTo("BUSINESS_CARD"))
        .body("items[0].evidence.asking.note", equalTo("Messe, Halle 4"))
        .body("items[0].evidence.asking.askedAt", equalTo("2020-05-01T08:15:00Z"))
        .body("items[0].evidence.asking.stated", equalTo("WITH_REQUEST"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"basis\":\"FRIEND\"               | /basis     | must be one of ASKED_IN_PERSON, OWN_R",
        "\"basis\":\"GIVEN_CONSENT\"        | /basis     | must be one of ASKED_IN_PERSON, OWN_R",
        "\"basis\":\"BOUGHT_ADDRESS\"       | /basis     | who sold the address cannot consent",
        "\"basis\":\"EXISTING_CUSTOMER\"    | /basisNote | is missing",
        "\"basis\":\"BOOKING\"              | /askedAt   | is missing",
        "\"basisNote\":\"Messe\"            | /basisNote | belongs to a basis",
        "\"basis\":\"BOOKING\",\"askedAt\":\"2120-01-01T00:00:00Z\" | /askedAt | in the future",
      })
  @DisplayName(
      "B-05 A basis that is unknown, incomplete or does not carry is refused with its reason")
  void groundless(String members, String pointer, String detail) {
    var made = api.contact("none@example.org", "de");
    api.send("POST", optIn(made.point()), "{\"purpose\":\"newsletter\"," + members + "}")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.pointer", equalTo(List.of(pointer)))
        .body("errors[0].detail", containsString(detail));
    api.get("/contact-points/{id}/history", made.point()).body("items", hasSize(0));
  }

  @Test
  @DisplayName("B-05 Not even a caller inside can ask on a basis that does not carry")
  void door() {
    var made = api.contact("door@example.org", "de");
    var bought = StatedBasis.of(AskingBasis.BOUGHT_ADDRESS, null, null);
    assertThat(
            api.server()
                .bean(OptIns.class)
                .request(
                    api.tenant(),
                    List.of(id(made.point())),
                    api.server().bean(Purposes.class).all(api.tenant()).getFirst().id(),
                    bought,
                    Actor.api(api.key().value()),
                    "API"))
        .containsExactly(new OptInRequestOutcome.Groundless(List.of(AskingLack.DOES_NOT_CARRY)));
    assertThat(
            ask(
                Long.class,
                "SELECT count(*) FROM message WHERE tenant_id = ? AND contact_point_id = ?",
                api.tenant().value(),
                UUID.fromString(made.point())))
        .isZero();
  }

  @Test
  @DisplayName("S1-16 Unknown contact points, and numbers that cannot be asked yet")
  void elsewhere() {
    api.send("POST", optIn(UUID.randomUUID().toString()), NEWSLETTER).statusCode(404);
    api.send("POST", optIn("x"), NEWSLETTER).statusCode(404);
    api.get("/contact-points/{id}/history", UUID.randomUUID()).statusCode(404);
    String body = "{\"contactPoints\":[{\"channel\":\"SMS\",\"address\":\"+4915100000000\"}]}";
    String point = api.send("POST", "/contacts", body).extract().path("contactPoints[0].id");
    api.send("POST", optIn(point), NEWSLETTER).statusCode(409).body("reason", equalTo("CHANNEL"));
  }

  @Test
  @DisplayName("S1-16 Many at once: each contact point has its own answer, in the given order")
  void many() {
    var first = api.contact("first@example.org", "de");
    var second = api.contact("second@example.org", "en");
    block(second.point(), MailBlock.COMPLAINT);
    var stranger = new ContactPointId(UUID.randomUUID());
    var points = List.of(id(first.point()), id(second.point()), stranger, id(first.point()));

    List<OptInRequestOutcome> answers =
        api.server()
            .bean(OptIns.class)
            .request(
                api.tenant(),
                points,
                api.server().bean(Purposes.class).all(api.tenant()).getFirst().id(),
                StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null),
                Actor.api(api.key().value()),
                "API");

    assertThat(answers.get(0)).isInstanceOf(OptInRequestOutcome.Requested.class);
    assertThat(answers.get(1))
        .isEqualTo(new OptInRequestOutcome.ForbiddenByBlock(MailBlock.COMPLAINT));
    assertThat(answers.get(2)).isEqualTo(new OptInRequestOutcome.UnknownContactPoint());
    assertThat(answers.get(3))
        .isEqualTo(new OptInRequestOutcome.ForbiddenByStatus(ConsentStatus.TRIGGERED));
  }

  @Test
  @DisplayName("S1-01 The contact shows the status, since when, and by which campaign")
  void status() {
    var made = api.contact("status@example.org", "de");
    api.send("POST", optIn(made.point()), NEWSLETTER).statusCode(202);
    var consent = "contactPoints[0].consents[0].";
    var shown = api.get("/contacts/{id}", made.contact()).statusCode(200);
    assertThat(shown.extract().<String>path(consent + "status")).isIn("TRIGGERED", "SENT");
    shown.body(consent + "since", endsWith("Z"));
    if ("TRIGGERED".equals(shown.extract().path(consent + "status"))) {
      shown.body(consent + "campaign", nullValue());
    } else {
      shown.body(consent + "campaign", notNullValue());
    }
  }

  private static ContactPointId id(String point) {
    return new ContactPointId(UUID.fromString(point));
  }

  private void block(String point, MailBlock block) {
    var report =
        new MailBlockChanges.Report(
            api.tenant(), id(point), block, "TEST", null, null, api.server().clock().instant());
    api.server()
        .bean(Database.class)
        .write(
            api.tenant(),
            connection -> {
              api.server().bean(MailBlockChanges.class).report(connection, List.of(report));
              return report;
            });
  }

  private long queued(String point, String run) {
    return ask(
        Long.class,
        "SELECT count(*) FROM message WHERE tenant_id = ? AND contact_point_id = ? AND run_id = ?",
        api.tenant().value(),
        UUID.fromString(point),
        UUID.fromString(run));
  }

  private String languageOfMail(String point) {
    return ask(
        String.class,
        """
        SELECT c.language FROM message m
        JOIN campaign c ON c.tenant_id = m.tenant_id AND c.id = m.campaign_id
        WHERE m.tenant_id = ? AND m.contact_point_id = ?
        """,
        api.tenant().value(),
        UUID.fromString(point));
  }

  private <T> T ask(Class<T> type, String sql, Object... parameters) {
    return api.server()
        .bean(Database.class)
        .read(
            api.tenant(),
            connection ->
                api.server()
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .params(List.of(parameters))
                    .query(type)
                    .single());
  }
}
