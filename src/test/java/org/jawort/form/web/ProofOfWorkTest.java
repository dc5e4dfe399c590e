package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.FailureWords;
import org.jawort.form.Form;
import org.jawort.form.shield.NetworkLimits;
import org.jawort.form.shield.Puzzle;
import org.jawort.form.shield.ShieldRules;
import org.jawort.form.shield.ShieldSettings;
import org.jawort.platform.Language;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("B-07 Over the budget of a network the browser works a little, or the person waits")
class ProofOfWorkTest {
  private static final SignUpServer SERVER = SignUpServer.get();
  private static final TenantId TENANT = SERVER.tenant("Salon Andrang", IpMode.TRUNCATED);
  private static final Form FORM = SERVER.form(TENANT, Language.DE);
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  @BeforeAll
  static void oneIsEnough() {
    SERVER
        .bean(ShieldSettings.class)
        .change(TENANT, UUID.randomUUID(), ShieldRules.USUAL.with(new NetworkLimits(1, 100)));
    assertThat(submit(SignUpServer.filledIn("first@andrang.example")).statusCode()).isEqualTo(303);
  }

  @Test
  @DisplayName("The work opens the way once, for what was written")
  void solved() {
    HttpResponse<String> page = submit(SignUpServer.filledIn("work@andrang.example"));
    assertThat(page.statusCode()).as(FailureWords.of(page.body())).isEqualTo(403);
    assertThat(page.body())
        .contains("/form/step.js\"", "erst in 20 Sekunden", "data-parts=\"16\"")
        .doesNotContain("??");
    Map<String, String> fields = OneMoreStepTest.hidden(page);
    String token = fields.get("oneMoreStep");
    HttpResponse<String> early = submit(fields);
    assertThat(early.statusCode()).isEqualTo(403);
    assertThat(OneMoreStepTest.hidden(early)).isEqualTo(fields);
    fields.put("stepSolution", solution("B" + token.substring(1)));
    assertThat(submit(fields).statusCode()).as("the solution of another").isEqualTo(403);
    fields.put("stepSolution", solution(token));
    assertThat(submit(fields).statusCode()).isEqualTo(303);
    assertThat(submit(fields).statusCode()).as("once more").isEqualTo(303);
    assertThat(events("work@andrang.example")).isEqualTo(1);
    fields.put("email", "work2@andrang.example");
    assertThat(submit(fields).statusCode()).as("for another address").isEqualTo(403);
    assertThat(passed()).isPositive();
  }

  @Test
  @DisplayName("With no script it is enough to wait for twenty seconds")
  void waited() {
    HttpResponse<String> page = submit(SignUpServer.filledIn("wait@andrang.example"));
    SERVER.tick(Duration.ofSeconds(19));
    HttpResponse<String> early = submit(OneMoreStepTest.hidden(page));
    assertThat(early.statusCode()).isEqualTo(403);
    assertThat(early.body()).contains("erst in 1 Sekunde");
    SERVER.tick(Duration.ofSeconds(1));
    assertThat(submit(OneMoreStepTest.hidden(page)).statusCode()).isEqualTo(303);
    assertThat(events("wait@andrang.example")).isEqualTo(1);
  }

  @Test
  @DisplayName("A program reads what the work is")
  void json() {
    String body = "\"email\":\"json@andrang.example\",\"newsletter\":true,\"privacy\":true";
    HttpResponse<String> asked = post("application/json", "{" + body + "}");
    assertThat(asked.statusCode()).isEqualTo(403);
    assertThat(asked.body())
        .contains("\"work\":{\"field\":\"stepSolution\",\"algorithm\":\"SHA-256\",\"parts\":16,")
        .contains("\"zeroBits\":8,\"orWaitUntil\":\"");
    var token = TOKEN.matcher(asked.body());
    assertThat(token.find()).isTrue();
    HttpResponse<String> done =
        post(
            "application/json",
            "{%s,\"oneMoreStep\":\"%s\",\"stepSolution\":\"%s\"}"
                .formatted(body, token.group(1), solution(token.group(1))));
    assertThat(done.statusCode()).as(FailureWords.of(done.body())).isEqualTo(202);
  }

  /** By the words of the guide, as another program would. */
  private static String solution(String token) {
    var numbers = new ArrayList<String>();
    for (int part = 0; part < Puzzle.PARTS; part++) {
      int number = 0;
      while (hash(token + "." + part + "." + number)[0] != 0) {
        number++;
      }
      numbers.add(String.valueOf(number));
    }
    return String.join(".", numbers);
  }

  private static byte[] hash(String text) {
    return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static HttpResponse<String> submit(Map<String, String> fields) {
    return post("application/x-www-form-urlencoded", SignUpServer.encoded(fields));
  }

  private static HttpResponse<String> post(String type, String body) {
    return SERVER.send(
        SERVER
            .request("/f/" + FORM.key())
            .header("Content-Type", type)
            .header("X-Forwarded-For", "198.51.100.4")
            .POST(SignUpServer.body(body)));
  }

  private static long events(String address) {
    return SERVER.count(
        """
        consent_event e JOIN contact_point p
          ON p.tenant_id = e.tenant_id AND p.id = e.contact_point_id
        WHERE e.type = 'SIGNED_UP' AND p.tenant_id = ? AND p.address_key = ?
        """,
        TENANT.value(),
        address);
  }

  private static int passed() {
    return SERVER
        .ask(
            Integer.class,
            "SELECT count FROM form_caught WHERE tenant_id = ? AND reason = 'PASSED'",
            TENANT.value())
        .getFirst();
  }
}
