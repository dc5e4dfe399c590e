package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.jawort.FailureWords;
import org.jawort.form.Form;
import org.jawort.form.shield.NetworkLimits;
import org.jawort.form.shield.ShieldRules;
import org.jawort.form.shield.ShieldSettings;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B-07 A network has a budget, and is named nowhere")
class CrowdedNetworkTest {
  private static final SignUpServer SERVER = SignUpServer.get();
  private static final TenantId TENANT = SERVER.tenant("Salon Messe", IpMode.TRUNCATED);
  private static final Form FORM = SERVER.form(TENANT, Language.DE);
  private static final Form ENGLISH = SERVER.form(TENANT, Language.EN);
  private static final TenantId OTHER = SERVER.tenant("Salon Nebenan", IpMode.TRUNCATED);

  @BeforeAll
  static void fewAreEnough() {
    SERVER
        .bean(ShieldSettings.class)
        .change(TENANT, UUID.randomUUID(), ShieldRules.USUAL.with(new NetworkLimits(2, 100)));
  }

  @Test
  @DisplayName("Within it nobody notices; over it one is asked once more; far over it, told when")
  void budget() {
    assertThat(submit(FORM, "203.0.113.7", "a1").statusCode()).isEqualTo(303);
    assertThat(submit(FORM, "203.0.113.99", "a2").statusCode()).isEqualTo(303);
    HttpResponse<String> asked = submit(FORM, "203.0.113.200", "a3");
    assertThat(asked.statusCode()).as(FailureWords.of(asked.body())).isEqualTo(403);
    assertThat(submit(FORM, "203.0.114.7", "a4").statusCode())
        .as("the next network")
        .isEqualTo(303);
    assertThat(submit(SERVER.form(OTHER, Language.DE), "203.0.113.7", "a5").statusCode())
        .as("with another tenant")
        .isEqualTo(303);
    for (int i = 3; i < 20; i++) {
      submit(FORM, "203.0.113.7", "a3");
    }
    HttpResponse<String> refused = submit(FORM, "203.0.113.7", "a3");
    assertThat(refused.statusCode()).as(FailureWords.of(refused.body())).isEqualTo(429);
    assertThat(refused.body()).contains("sehr viele Anmeldungen").doesNotContain("??");
    assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElse("")))
        .isBetween(1, 3600);
    assertThat(stored("a3")).isZero();
    assertThat(caught("NETWORK")).isEqualTo(18);
    assertThat(caught("FLOOD")).isEqualTo(1);
  }

  @Test
  @DisplayName(
      "Of IPv6, a customer's 48 bits are one network; a proxy and a private network are nobody's")
  void networks() {
    String customer = "2001:db8:77:%d::5";
    assertThat(submit(ENGLISH, customer.formatted(1), "b1").statusCode()).isEqualTo(303);
    assertThat(submit(ENGLISH, customer.formatted(2), "b2").statusCode()).isEqualTo(303);
    assertThat(submit(ENGLISH, customer.formatted(3), "b3").statusCode()).isEqualTo(403);
    assertThat(submit(ENGLISH, "2001:db8:78::5", "b4").statusCode()).isEqualTo(303);
    for (int i = 0; i < 4; i++) {
      assertThat(submit(ENGLISH, "127.0.0.1", "c" + i).statusCode()).isEqualTo(303);
      assertThat(submit(ENGLISH, "192.168.7.7", "d" + i).statusCode()).isEqualTo(303);
      assertThat(submit(ENGLISH, "fd00:7::7", "e" + i).statusCode()).isEqualTo(303);
    }
  }

  private static HttpResponse<String> submit(Form form, String network, String name) {
    String body = SignUpServer.encoded(SignUpServer.filledIn(name + "@crowd.example"));
    return SERVER.send(
        SERVER
            .request("/f/" + form.key())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("X-Forwarded-For", network)
            .POST(SignUpServer.body(body)));
  }

  private static long stored(String name) {
    return SERVER.count("contact_point WHERE address_key = ?", name + "@crowd.example");
  }

  private static int caught(String reason) {
    return SERVER
        .ask(
            Integer.class,
            "SELECT count FROM form_caught WHERE tenant_id = ? AND form_id = ? AND reason = ?",
            TENANT.value(),
            FORM.id().value(),
            reason)
        .getFirst();
  }
}
