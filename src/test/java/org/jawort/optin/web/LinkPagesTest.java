package org.jawort.optin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.form.Form;
import org.jawort.form.web.SignUpServer;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens.Kind;
import org.jawort.tenant.IpMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S0-04 B-03 The links of the confirmation mail")
class LinkPagesTest {
  private static final SignUpServer SERVER = SignUpServer.get();
  private static final TenantId TENANT = SERVER.tenant("Salon Lovelace", IpMode.TRUNCATED);
  private static final Form FORM = SERVER.form(TENANT, Language.DE);
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private String address = "";
  private UUID message = new UUID(0, 0);
  private String confirm = "";
  private String refuse = "";

  @BeforeEach
  void signUp() {
    address = "link" + NUMBER.incrementAndGet() + "@example.org";
    signUpAgain();
  }

  private void signUpAgain() {
    SERVER.submit("/f/" + FORM.key(), SignUpServer.filledIn(address));
    message =
        SERVER
            .ask(
                UUID.class,
                """
                SELECT m.id FROM message m
                JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
                WHERE p.tenant_id = ? AND p.address_key = ? ORDER BY m.id DESC LIMIT 1
                """,
                TENANT.value(),
                address)
            .getFirst();
    confirm = "/c/" + token(Kind.CONFIRM);
    refuse = "/r/" + token(Kind.REFUSE);
  }

  private String token(Kind kind) {
    return SERVER.token(kind, TENANT, message, SERVER.now().plus(Duration.ofDays(7)));
  }

  @Test
  @DisplayName("law 11: the page shows the exact wording and one button, and changes nothing")
  void ask() {
    List<String> before = state();
    HttpResponse<String> page = SERVER.open(confirm);
    assertThat(page.statusCode()).isEqualTo(200);
    String wording = FORM.definition().boxes().getFirst().text();
    assertThat(page.body())
        .contains("<html lang=\"de\"", "Salon Lovelace", "<blockquote>" + wording + "</blockquote>")
        .containsOnlyOnce("<button")
        .contains("method=\"post\" action=\"" + confirm + "\"", "Anmeldung bestätigen")
        .doesNotContain("<script", "style=", "??", address);
    assertThat(state()).isEqualTo(before);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'", "default-src 'none'");
    assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  @DisplayName("law 13: a fetch is noted apart from consent; HEAD and OPTIONS are not")
  void fetches() {
    SERVER.open(confirm);
    SERVER.open(confirm + "?utm_source=x&confirm=true");
    assertThat(fetches("CONFIRM")).isEqualTo(2);
    assertThat(method("HEAD", confirm).statusCode()).isEqualTo(200);
    assertThat(method("OPTIONS", confirm).statusCode()).isEqualTo(200);
    SERVER.open(refuse);
    method("HEAD", refuse);
    assertThat(fetches("CONFIRM")).isEqualTo(2);
    assertThat(fetches("REFUSE")).isEqualTo(1);
    assertThat(status()).isEqualTo("PENDING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void otherMethods(String method) {
    assertThat(method(method, confirm).statusCode()).isEqualTo(405);
    assertThat(method(method, refuse).statusCode()).isEqualTo(405);
    assertThat(status()).isEqualTo("PENDING");
  }

  @Test
  @DisplayName("S0-04 law 12: pressing confirms, and again says so")
  void confirm() {
    HttpResponse<String> done = SERVER.submit(confirm, Map.of());
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body())
        .contains("Ihre Anmeldung ist bestätigt", "href=\"/u/")
        .doesNotContain("<button", "??");
    assertThat(state()).containsExactly("CONFIRMED - CONFIRMED");
    for (HttpResponse<String> again :
        List.of(SERVER.open(confirm), SERVER.submit(confirm, Map.of()))) {
      assertThat(again.statusCode()).isEqualTo(200);
      assertThat(again.body()).contains("Sie haben bereits bestätigt", "href=\"/u/");
    }
    assertThat(SERVER.open(refuse).body()).contains("schon bestätigt", "href=\"/u/");
    assertThat(SERVER.submit(refuse, Map.of()).body()).contains("schon bestätigt");
    assertThat(state()).containsExactly("CONFIRMED - CONFIRMED");
    assertThat(
            SERVER.count(
                "consent_event WHERE tenant_id = ? AND type = 'CONFIRMED' AND message_id = ?",
                TENANT.value(),
                message))
        .isEqualTo(1);
  }

  @Test
  void refuse() {
    assertThat(SERVER.open(refuse).body()).contains("Nein, ich möchte nicht");
    assertThat(SERVER.submit(refuse, Map.of()).body()).contains("Sie haben abgelehnt");
    assertThat(status()).isEqualTo("REFUSED");
    assertThat(SERVER.open(refuse).body()).contains("Sie haben bereits abgelehnt");
    assertThat(SERVER.submit(refuse, Map.of()).body()).contains("Sie haben bereits abgelehnt");
    HttpResponse<String> page = SERVER.open(confirm);
    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body()).contains("Dieser Link gilt nicht mehr", "href=\"/f/" + FORM.key());
    assertThat(SERVER.submit(confirm, Map.of()).statusCode()).isEqualTo(410);
    assertThat(status()).isEqualTo("REFUSED");
  }

  @ParameterizedTest
  @DisplayName("An expired link says what to do")
  @CsvSource({"GET", "POST", "HEAD"})
  void expired(String method) {
    SERVER.tick(Duration.ofDays(7));
    HttpResponse<String> page = method(method, confirm);
    assertThat(page.statusCode()).isEqualTo(410);
    if (!method.equals("HEAD")) {
      assertThat(page.body())
          .contains("Dieser Link ist abgelaufen", "href=\"/f/" + FORM.key())
          .doesNotContain("<button", "??");
    }
    assertThat(status()).isIn("PENDING", "LAPSED");
    assertThat(method("POST", refuse).statusCode()).isEqualTo(410);
  }

  @Test
  void expiredAfterConfirming() {
    SERVER.submit(confirm, Map.of());
    SERVER.tick(Duration.ofDays(30));
    assertThat(SERVER.open(confirm).body()).contains("Sie haben bereits bestätigt");
    assertThat(SERVER.submit(confirm, Map.of()).body()).contains("Sie haben bereits bestätigt");
  }

  @Test
  @DisplayName("law 12: forged, cut off, of another kind or another tenant")
  void wrongTokens() {
    TenantId other = SERVER.tenant("Andere", IpMode.TRUNCATED);
    String good = token(Kind.CONFIRM);
    List<String> wrong =
        List.of(
            good.substring(0, 47),
            good + "A",
            (good.charAt(10) == 'A' ? "B" : "A") + good.substring(1),
            good.substring(0, 47) + (good.charAt(47) == 'A' ? "B" : "A"),
            token(Kind.REFUSE),
            token(Kind.UNSUBSCRIBE),
            SERVER.token(Kind.CONFIRM, other, message, null),
            SERVER.token(Kind.CONFIRM, TENANT, new UUID(1, 2), null),
            "x",
            "%20",
            "a".repeat(3000));
    for (String token : wrong) {
      for (String method : List.of("GET", "POST", "HEAD")) {
        HttpResponse<String> page = method(method, "/c/" + token);
        assertThat(page.statusCode()).as(token).isEqualTo(404);
        assertThat(page.body()).doesNotContain("<button", "??", address);
      }
    }
    assertThat(SERVER.open("/c/x").body()).contains("Dieser Link funktioniert nicht");
    assertThat(SERVER.open("/c/").statusCode()).isEqualTo(404);
    assertThat(status()).isEqualTo("PENDING");
    assertThat(fetches("CONFIRM")).isZero();
  }

  @Test
  void english() {
    SERVER.submit(
        "/f/" + SERVER.form(TENANT, Language.EN).key(),
        SignUpServer.filledIn("english@example.org"));
    address = "english@example.org";
    message =
        SERVER
            .ask(
                UUID.class,
                """
                SELECT m.id FROM message m
                JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
                WHERE p.tenant_id = ? AND p.address_key = ?
                """,
                TENANT.value(),
                address)
            .getFirst();
    String path = "/c/" + token(Kind.CONFIRM);
    assertThat(SERVER.open(path).body())
        .contains("<html lang=\"en\"", "Confirm sign-up")
        .doesNotContain("??");
    assertThat(SERVER.submit(path, Map.of()).body()).contains("Your sign-up is confirmed");
  }

  private static HttpResponse<String> method(String method, String path) {
    return SERVER.send(SERVER.request(path).method(method, BodyPublishers.noBody()));
  }

  private long fetches(String type) {
    return SERVER.count(
        "link_fetch WHERE tenant_id = ? AND message_id = ? AND link_type = ?",
        TENANT.value(),
        message,
        type);
  }

  private String status() {
    return state().getFirst().split(" ")[0];
  }

  /** The mail goes out meanwhile, so TRIGGERED and SENT are one here. */
  private List<String> state() {
    return SERVER.ask(
        String.class,
        """
        SELECT CASE WHEN c.status IN ('TRIGGERED', 'SENT') THEN 'PENDING' ELSE c.status END || ' ' || coalesce(p.mail_block, '-') || ' ' || r.status
        FROM contact_point p
        JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
        JOIN run r ON r.tenant_id = p.tenant_id AND r.contact_point_id = p.id
        WHERE p.tenant_id = ? AND p.address_key = ?
        """,
        TENANT.value(),
        address);
  }
}
