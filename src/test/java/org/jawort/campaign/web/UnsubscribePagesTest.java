package org.jawort.campaign.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Optional;
import java.util.UUID;
import org.jawort.delivery.TestInstallation;
import org.jawort.delivery.TestInstallation.Asked;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Unsubscribing over HTTP, by button and by RFC 8058. */
class UnsubscribePagesTest {
  private static TestInstallation jawort;

  @BeforeAll
  static void start() {
    jawort = TestInstallation.guest();
  }

  @AfterAll
  static void stop() {
    jawort.close();
  }

  private static Asked confirmed(String address) {
    Asked asked = jawort.ask(address);
    jawort.update(
        asked.tenant(),
        "UPDATE consent SET status = 'CONFIRMED' WHERE tenant_id = ? AND contact_point_id = ?",
        asked.tenant().value(),
        asked.contactPoint().value());
    return asked;
  }

  private static String address(TenantId tenant, UUID message) {
    int number = jawort.bean(Tenants.class).numberOf(tenant);
    return "/u/"
        + jawort
            .bean(Tokens.class)
            .write(new Tokens.Content(Tokens.Kind.UNSUBSCRIBE, number, message, Optional.empty()));
  }

  private static String address(Asked asked) {
    return address(asked.tenant(), asked.message().value());
  }

  private static RequestSpecification browser() {
    return given().port(jawort.port()).redirects().follow(false).header("User-Agent", "Firefox");
  }

  private static int fetches(Asked asked) {
    return jawort
        .bean(Database.class)
        .read(
            asked.tenant(),
            connection ->
                jawort
                    .sql("SELECT count(*) FROM link_fetch WHERE tenant_id = ? AND message_id = ?")
                    .params(asked.tenant().value(), asked.message().value())
                    .query(Integer.class)
                    .single());
  }

  @Test
  @DisplayName("B-03 law 31 opening the link shows one button and changes nothing but the fetch")
  void opening() {
    Asked asked = confirmed("open@example.org");

    Response page = browser().get(address(asked));

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains("Salon Ada", "Jetzt abmelden", "&lt;b&gt;Angebote&lt;/b&gt;")
        .containsOnlyOnce("<button");
    assertThat(page.cookies()).isEmpty();
    browser().get(address(asked) + "?List-Unsubscribe=One-Click");
    browser().head(address(asked));
    browser().options(address(asked));
    assertThat(jawort.consentStatus(asked)).isEqualTo("CONFIRMED");
    assertThat(fetches(asked)).isEqualTo(2);
  }

  @Test
  @DisplayName("S1-02 S1-19 law 32 the button revokes at once; again it says so")
  void button() {
    Asked asked = confirmed("button@example.org");

    assertThat(browser().post(address(asked)).asString()).contains("Sie sind abgemeldet");
    assertThat(jawort.consentStatus(asked)).isEqualTo("REVOKED");
    assertThat(jawort.mailBlock(asked)).isEqualTo("UNSUBSCRIBED");
    Response again = browser().post(address(asked));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.asString()).contains("bereits abgemeldet");
  }

  @Test
  @DisplayName("B-08 law 33 one-click: 200 without cookie, page or redirect (RFC 8058)")
  void oneClick() {
    Asked asked = confirmed("oneclick@example.org");

    Response reply = browser().formParam("List-Unsubscribe", "One-Click").post(address(asked));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.contentType()).startsWith("text/plain");
    assertThat(reply.cookies()).isEmpty();
    assertThat(jawort.consentStatus(asked)).isEqualTo("REVOKED");
  }

  @Test
  @DisplayName("one-click as multipart/form-data, as some mail programs send it")
  void oneClickMultipart() {
    Asked asked = confirmed("multipart@example.org");

    Response reply = browser().multiPart("List-Unsubscribe", "One-Click").post(address(asked));

    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(reply.contentType()).startsWith("text/plain");
    assertThat(jawort.consentStatus(asked)).isEqualTo("REVOKED");
  }

  @Test
  @DisplayName("before the confirmation it counts as no")
  void pending() {
    Asked asked = jawort.ask("pending@example.org");

    assertThat(browser().post(address(asked)).statusCode()).isEqualTo(200);

    assertThat(jawort.consentStatus(asked)).isEqualTo("REFUSED");
  }

  @Test
  @DisplayName("forged, cut off, of another tenant or unknown: a friendly page, 404, no change")
  void hostile() {
    Asked asked = confirmed("hostile@example.org");
    TenantId other = jawort.createTenant("Salon Berta");
    String good = address(asked);
    char last = good.charAt(good.length() - 1);
    for (String path :
        new String[] {
          good.substring(0, good.length() - 1),
          good.substring(0, good.length() - 1) + (last == 'A' ? 'Q' : 'A'),
          address(other, asked.message().value()),
          address(asked.tenant(), UUID.randomUUID()),
          "/u/x"
        }) {
      assertThat(browser().get(path).statusCode()).isEqualTo(404);
      Response reply = browser().post(path);
      assertThat(reply.statusCode()).isEqualTo(404);
      assertThat(reply.asString()).contains("Dieser Link führt zu keiner Anmeldung");
      assertThat(browser().formParam("List-Unsubscribe", "One-Click").post(path).statusCode())
          .isEqualTo(404);
    }
    assertThat(jawort.consentStatus(asked)).isEqualTo("CONFIRMED");
  }
}
