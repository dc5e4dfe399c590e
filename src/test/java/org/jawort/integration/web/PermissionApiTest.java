package org.jawort.integration.web;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionApiTest {
  private final TestApi api = TestApi.fresh();

  private ValidatableResponse ask(String query) {
    return api.call().urlEncodingEnabled(false).get("/permission?" + query).then();
  }

  @Test
  @DisplayName("S2-09 An address that the tenant does not know is external")
  void external() {
    TestApi.fresh().contact("elsewhere@example.org", "de");
    ask("channel=EMAIL&address=elsewhere@example.org&purpose=newsletter&class=ADVERTISING")
        .statusCode(200)
        .body("allowed", equalTo(false))
        .body("reason", equalTo("EXTERNAL_ADDRESS"))
        .body("event", nullValue());
  }

  @Test
  @DisplayName("S2-02 Without consent no advertising, while a notice is allowed; with the event")
  void byStatus() {
    var made = api.contact("ada@example.org", "de");
    String question = "address=ada@EXAMPLE.org&purpose=newsletter";
    ask(question).body("allowed", equalTo(false)).body("reason", equalTo("NO_CONSENT"));
    ask(question + "&class=NOTICE")
        .body("allowed", equalTo(true))
        .body("reason", equalTo("NOTICE"));
    api.send("POST", "/contact-points/" + made.point() + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(202);
    List<String> events =
        api.get("/contact-points/{id}/history", made.point()).extract().path("items.id");
    ask(question)
        .body("allowed", equalTo(false))
        .body("reason", equalTo("PENDING"))
        .body("event", org.hamcrest.Matchers.notNullValue());
    org.assertj.core.api.Assertions.assertThat(events).isNotEmpty();
  }

  @Test
  @DisplayName(
      "B-05 While the firm's own profile lacks something nobody can be asked, and that is said")
  void nobodysName() {
    TestApi unnamed = TestApi.fresh();
    unnamed.contact("unnamed@example.org", "de");
    String question = "/permission?address=unnamed@example.org&purpose=newsletter&class=OPT_IN";
    unnamed.get(question).body("allowed", equalTo(true)).body("reason", equalTo("OPT_IN"));
    Tenants tenants = unnamed.server().bean(Tenants.class);
    TenantProfile whole = tenants.find(unnamed.tenant()).profile();
    tenants.update(
        unnamed.tenant(),
        new TenantProfile(
            whole.name(),
            whole.imprint(),
            Optional.empty(),
            whole.senderName(),
            whole.senderAddress(),
            whole.replyTo(),
            whole.languages(),
            whole.timeZone(),
            whole.ipMode(),
            whole.colour(),
            whole.country()));
    unnamed.get(question).body("allowed", equalTo(false)).body("reason", equalTo("PROFILE"));
  }

  @Test
  @DisplayName("B-04 Asked about the past, the ledger answers as it stood then")
  void past() {
    var made = api.contact("past@example.org", "de");
    Instant before = api.server().clock().instant();
    api.server().clock().tick(Duration.ofSeconds(10));
    api.send("POST", "/contact-points/" + made.point() + "/opt-in", "{\"purpose\":\"newsletter\"}")
        .statusCode(202);
    String question = "address=past@example.org&purpose=newsletter";
    ask(question).body("reason", equalTo("PENDING"));
    ask(question + "&at=" + before).body("reason", equalTo("NO_CONSENT"));
    ask(question + "&at=" + before.minusSeconds(3_600)).body("reason", equalTo("EXTERNAL_ADDRESS"));
    ask(question + "&at=2020-01-01T00:00:00+02:00").statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "purpose=newsletter, address",
    "address=&purpose=newsletter, address",
    "address=nobody&purpose=newsletter, address",
    "address=a b@example.org&purpose=newsletter, address",
    "address=a@example.org, purpose",
    "address=a@example.org&purpose=none, purpose",
    "address=a@example.org&purpose=newsletter&class=SPAM, class",
    "address=a@example.org&purpose=newsletter&class=advertising, class",
    "address=a@example.org&purpose=newsletter&channel=FAX, channel",
    "address=a@example.org&purpose=newsletter&channel=SMS, address",
    "address=a@example.org&purpose=newsletter&at=yesterday, at",
    "address=a@example.org&purpose=newsletter&at=2999-01-01T00:00:00Z, at",
    "address=a@example.org&purpose=newsletter&clas=NOTICE, clas",
  })
  @DisplayName("B-10 A question that cannot be answered is refused, and why")
  void wrong(String query, String parameter) {
    ask(query.replace(" ", "%20"))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("errors.parameter", hasItem(parameter))
        .body("errors", hasSize(1));
  }

  @Test
  @DisplayName("B-10 Forms with their public address, and purposes")
  void formsAndPurposes() {
    api.get("/forms")
        .statusCode(200)
        .body("items.language", equalTo(List.of("de", "en")))
        .body("items[0].url", startsWith(api.server().url() + "/f/"))
        .body("items[0].name.length()", org.hamcrest.Matchers.greaterThan(3));
    api.get("/purposes").statusCode(200).body("items.key", equalTo(List.of("newsletter")));
  }
}
