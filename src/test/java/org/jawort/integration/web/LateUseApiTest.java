package org.jawort.integration.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.address.Channel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Uses of a consent that were noted later than they happened. */
class LateUseApiTest {
  private static final Duration DAY = Duration.ofDays(1);

  private final TestApi api = TestApi.fresh();
  private TestApi.Made used;
  private TestApi.Made other;
  private Instant declared;

  /** Two consents to something that expires after a month without use. */
  @BeforeEach
  void declare() {
    var profile =
        new PurposeProfile(
            new PurposeName("Angebote", "Offers"),
            "",
            EnumSet.of(Channel.EMAIL),
            false,
            1,
            PurposeProfile.Expiry.BLOCK,
            PurposeProfile.LegalBasis.CONSENT,
            PurposeProfile.Jurisdiction.DE);
    assertThat(api.server().bean(Purposes.class).create(api.tenant(), "offers", profile))
        .as("the purpose that consents expire for")
        .isPresent();
    // From the first of a month on, a month later has that day, too.
    Instant first = now().atZone(ZoneOffset.UTC).plusMonths(1).withDayOfMonth(1).toInstant();
    api.server().clock().tick(Duration.between(now(), first));
    used = api.contact("used@example.org", "de");
    other = api.contact("other@example.org", "de");
    declared = now();
    for (TestApi.Made made : java.util.List.of(used, other)) {
      send(made, "declarations", Map.of("basis", "PAPER", "reference", "folder 7"), declared);
    }
  }

  private Instant now() {
    return api.server().clock().instant();
  }

  private void send(TestApi.Made made, String what, Map<String, String> more, Instant at) {
    var body = new java.util.HashMap<String, String>(more);
    body.put("purpose", "offers");
    body.put("at", at.toString());
    api.call()
        .contentType("application/json")
        .body(body)
        .post("/contact-points/{point}/{what}", made.point(), what)
        .then()
        .statusCode(201);
  }

  private String reason(String address, Instant at) {
    return api.call()
        .get(
            "/permission?channel=EMAIL&purpose=offers&class=ADVERTISING&address={a}&at={at}",
            address,
            at.toString())
        .then()
        .statusCode(200)
        .extract()
        .path("reason");
  }

  /** The answer of now, from what stands beside the consent and not from the uses. */
  private String reason(String address) {
    return api.call()
        .get("/permission?purpose=offers&class=ADVERTISING&address={a}", address)
        .then()
        .statusCode(200)
        .extract()
        .path("reason");
  }

  @Test
  @DisplayName("law 24 B-04 A use counts for the past from when it was noted, not from when it was")
  void notedLate() {
    api.server().clock().tick(DAY.multipliedBy(40));
    Instant use = declared.plus(DAY.multipliedBy(20));
    Instant between = now();
    assertThat(reason("used@example.org", between))
        .as("the answer of the day itself, forty days after the consent")
        .isEqualTo("EXPIRED");
    api.server().clock().tick(DAY);
    send(used, "uses", Map.of("takenBy", "Berta", "occasion", "appointment"), use);
    Instant noted = now();
    assertThat(reason("used@example.org", noted))
        .as("the answer at the moment in which a use of twenty-one days ago is noted")
        .isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(reason("used@example.org", noted.minusMillis(1)))
        .as("the answer for just before the use was noted")
        .isEqualTo("EXPIRED");
    assertThat(reason("used@example.org", between))
        .as("the answer for a day between the use and its noting")
        .isEqualTo("EXPIRED");
    assertThat(reason("used@example.org", use.plus(DAY)))
        .as("the answer for a day within the month")
        .isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(reason("other@example.org", noted))
        .as("the answer for somebody else whose consent was not used")
        .isEqualTo("EXPIRED");
  }

  @Test
  @DisplayName("law 24 A use before the latest one, noted after it, does not shorten anything")
  void earlier() {
    api.server().clock().tick(DAY.multipliedBy(28));
    send(used, "uses", Map.of("takenBy", "Berta", "occasion", "visit"), now());
    Instant later = now();
    api.server().clock().tick(DAY);
    send(
        used,
        "uses",
        Map.of("takenBy", "Berta", "occasion", "visit"),
        declared.plus(DAY.multipliedBy(2)));
    api.server().clock().tick(DAY.multipliedBy(20));
    assertThat(reason("used@example.org"))
        .as("the answer seven weeks after the consent and three after its latest use at %s", later)
        .isEqualTo("EXTERNALLY_DOCUMENTED");
  }

  @Test
  @DisplayName("law 35 What was used for two purposes at one moment are two uses")
  void twoPurposes() {
    String declared =
        "{\"purpose\":\"newsletter\",\"basis\":\"PAPER\",\"reference\":\"7\",\"at\":\"%s\"}";
    api.send("POST", "/contact-points/" + used.point() + "/declarations", declared.formatted(now()))
        .statusCode(201);
    String call =
        "{\"purpose\":\"%s\",\"takenBy\":\"Berta\",\"occasion\":\"call\",\"at\":\"" + now() + "\"}";
    String uses = "/contact-points/" + used.point() + "/uses";
    api.send("POST", uses, call.formatted("offers")).statusCode(201);
    api.send("POST", uses, call.formatted("newsletter")).statusCode(201);
    api.send("POST", uses, call.formatted("newsletter")).statusCode(409);
    api.get("/contact-points/{id}/history", used.point())
        .body("items.findAll { it.type == 'USED' }.size()", org.hamcrest.Matchers.equalTo(2));
  }

  @Test
  @DisplayName("law 24 Uses within a day are one; whatever is used later than that counts anew")
  void dayByDay() {
    Instant first = now();
    send(used, "uses", Map.of("takenBy", "Berta", "occasion", "visit"), first);
    send(other, "uses", Map.of("takenBy", "Berta", "occasion", "visit"), first);
    api.server().clock().tick(DAY);
    send(other, "uses", Map.of("takenBy", "Berta", "occasion", "visit"), now());
    api.server().clock().tick(Duration.ofSeconds(1));
    send(used, "uses", Map.of("takenBy", "Berta", "occasion", "visit"), now());
    Instant month = first.atZone(ZoneOffset.UTC).plusMonths(1).toInstant();
    api.server().clock().tick(Duration.between(now(), month.plus(DAY.dividedBy(2))));
    assertThat(reason("used@example.org"))
        .as("the answer a month and half a day after a use, and less after one a day later")
        .isEqualTo("EXTERNALLY_DOCUMENTED");
    assertThat(reason("other@example.org"))
        .as("the answer where the second use was within the day")
        .isEqualTo("EXPIRED");
  }
}
