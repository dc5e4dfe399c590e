package org.jawort.integration.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.purpose.Purposes;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FunnelApiTest {
  private static final UUID FORM = UUID.randomUUID();

  private final TestApi api = TestApi.fresh();

  private static void signUp(TestApi api) {
    String address = "ada@gmail.com";
    var box = new Evidence.Box("newsletter", null, "Ich möchte Post.", true);
    var evidence =
        Evidence.of(address)
            .seen("192.0.2.0", "a browser")
            .on("https://example.org/", null)
            .shown(List.of(box));
    var purpose =
        api.server().bean(Purposes.class).byKey(api.tenant(), Purposes.NEWSLETTER).orElseThrow();
    api.server()
        .bean(OptIns.class)
        .signUp(
            new SignUp(
                api.tenant(),
                address,
                address,
                "Ada",
                null,
                Language.DE,
                purpose.id(),
                new FormVersion(FORM, 1),
                evidence));
  }

  @Test
  @DisplayName("B-11 B-10 the funnel by API, of the caller's tenant alone")
  void counts() {
    TestApi other = TestApi.fresh();
    for (TestApi one : List.of(api, other)) {
      signUp(one);
    }
    LocalDate today =
        LocalDate.ofInstant(api.server().clock().instant(), ZoneId.of("Europe/Berlin"));
    api.get("/funnel?by=provider")
        .statusCode(200)
        .body("to", equalTo(today.toString()))
        .body("from", equalTo(today.minusDays(29).toString()))
        .body("zone", equalTo("Europe/Berlin"))
        .body("by", equalTo("provider"))
        .body("total.submitted", equalTo(1))
        .body("total.waiting", equalTo(1))
        .body("total.confirmed", equalTo(0))
        .body("total.medianSeconds", nullValue())
        .body("rows.key", contains("GMAIL"))
        .body("rows[0].counts.submitted", equalTo(1));
    api.get("/funnel").body("rows.key", contains(FORM.toString()));
    api.get("/funnel?from=2020-01-01&to=2020-02-01").body("total.submitted", equalTo(0));
    api.stranger().get("/funnel").then().statusCode(401);
  }

  @Test
  @DisplayName("B-11 days that are none are refused with problem+json")
  void wrong() {
    api.get("/funnel?from=gestern&to=2026-02-30&by=colour&days=3")
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:jawort:problem:invalid"))
        .body("errors.parameter", hasItems("from", "to", "by", "days"));
    api.get("/funnel?from=2026-02-02&to=2026-02-01").statusCode(422);
    api.get("/funnel?from=2000-01-01&to=2026-02-01").statusCode(422);
    api.get("/funnel?from=0000-01-01").statusCode(422);
    var document = api.stranger().get("/openapi.json").then();
    document.body("paths.'/api/v1/funnel'.get.responses.'422'", notNullValue());
    document.body("components.schemas.FunnelCounts.properties.submitted", notNullValue());
  }
}
