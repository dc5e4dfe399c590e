package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.jawort.FailureWords;
import org.jawort.form.Form;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("S0-01 S0-02 Signing up over HTTP")
class SignUpTest {
  private static final SignUpServer SERVER = SignUpServer.get();
  private static final TenantId TENANT = SERVER.tenant("Salon Ada", IpMode.TRUNCATED);
  private static final Form FORM = SERVER.form(TENANT, Language.DE);
  private static final String PATH = "/f/" + FORM.key();

  @Test
  @DisplayName("S0-06 S2-01 law 1 to 5: the form says what must be known and ticks nothing")
  void page() {
    HttpResponse<String> page = SERVER.open(PATH);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("<html lang=\"de\"", "Newsletter von Salon Ada", "jederzeit", "widerrufen")
        .contains("https://salon.example/datenschutz", "post@salon.example")
        .containsOnlyOnce("name=\"newsletter\"")
        .containsOnlyOnce("name=\"privacy\"")
        .doesNotContain("checked", "<script", "style=", "??");
    assertThat(page.body().length()).isLessThan(12_000);
    assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("frame-ancestors 'none'");
  }

  @Test
  void english() {
    HttpResponse<String> page = SERVER.open("/f/" + SERVER.form(TENANT, Language.EN).key());
    assertThat(page.body())
        .contains("<html lang=\"en\"", "Sign up", "withdraw")
        .doesNotContain("??");
  }

  @Test
  @DisplayName("S1-01 law 15: a sign-up is stored whole, and mailed")
  void signUp() {
    Map<String, String> fields = SignUpServer.filledIn("Ada@Example.org");
    fields.put("firstName", "Ada");
    fields.put("shownAt", shownAt(SERVER.open(PATH).body()));
    SERVER.tick(Duration.ofSeconds(2));
    assertAccepted(SERVER.submit(PATH, fields));
    assertThat(
            SERVER.ask(
                String.class,
                """
                SELECT p.address || ' ' || p.mail_block || ' ' || c.status || ' ' || t.first_name
                FROM contact_point p
                JOIN contact t ON t.tenant_id = p.tenant_id AND t.id = p.contact_id
                JOIN consent c ON c.tenant_id = p.tenant_id AND c.contact_point_id = p.id
                WHERE p.tenant_id = ? AND p.address_key = 'ada@example.org'
                """,
                TENANT.value()))
        .singleElement()
        .isIn("Ada@Example.org NEW TRIGGERED Ada", "Ada@Example.org NEW SENT Ada");
    String evidence = evidence("Ada@Example.org");
    assertThat(evidence)
        .contains("127.0.0.0/24", SERVER.url() + PATH, "Java-http-client")
        .contains(
            "Salon Ada", "\"privacy\"", "\"newsletter\"", "https://salon.example/datenschutz");
    assertThat(messages("ada@example.org")).isEqualTo(1);
  }

  @Test
  void foreignPage() {
    String body = "email=page%40example.org&newsletter=on&privacy=on";
    var request =
        SERVER
            .request(PATH + "?email=eve@example.org&x=y")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Referer", "https://salon.example/news?mail=secret#x")
            .POST(SignUpServer.body(body));
    assertAccepted(SERVER.send(request));
    assertThat(evidence("page@example.org"))
        .contains("https://salon.example/news\"")
        .doesNotContain("secret", "eve@");
  }

  @Test
  void json() {
    HttpResponse<String> answer =
        SERVER.post(
            PATH,
            "application/json",
            "{\"email\":\"json@example.org\",\"newsletter\":true,\"privacy\":true}");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
    assertThat(messages("json@example.org")).isEqualTo(1);
  }

  @Test
  void jsonProblem() {
    HttpResponse<String> answer =
        SERVER.post(PATH, "application/json", "{\"email\":\"nobody\",\"newsletter\":true,\"x\":1}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body())
        .contains("\"type\":\"urn:jawort:problem:faulty\"", "\"status\":422")
        .contains("{\"field\":\"email\",\"code\":\"at-sign\",\"message\":\"In „E-Mail-Adresse“")
        .contains("\"field\":\"privacy\",\"code\":\"not-ticked\"")
        .contains("\"field\":\"x\",\"code\":\"unknown-field\"");
  }

  @ParameterizedTest
  @DisplayName("S0-01 what is wrong is named, what was typed is kept")
  @CsvSource(
      textBlock =
          """
          'newsletter=true&privacy=true', '„E-Mail-Adresse“ fehlt'
          'email=&newsletter=true&privacy=true', '„E-Mail-Adresse“ fehlt'
          'email=ada&newsletter=true&privacy=true', 'genau ein @-Zeichen'
          'email=a..b%40example.org&newsletter=true&privacy=true', 'vor dem @-Zeichen'
          'email=a%40localhost&newsletter=true&privacy=true', 'hinter dem @-Zeichen'
          'email=a%00b%40example.org&newsletter=true&privacy=true', 'unsichtbares Zeichen'
          'email=a%40example.org%0D%0ABcc:x&newsletter=true&privacy=true', 'unsichtbares Zeichen'
          'email=wrong%40example.org&privacy=true', 'bei der Einwilligung'
          'email=wrong%40example.org&newsletter=true', 'Verarbeitung Ihrer Daten'
          'email=wrong%40example.org&newsletter=maybe&privacy=true', 'nicht kennt'
          'email=wrong%40example.org&newsletter=true&privacy=true&firstName=%07', 'unsichtbares Zeichen'
          'email=wrong%40example.org&newsletter=true&privacy=true&more=1', 'kein Feld „more“'
          'email=wrong%40example.org&email=b%40example.org&newsletter=true&privacy=true', 'mehrfach'
          """)
  void wrongInput(String body, String said) {
    HttpResponse<String> answer = SERVER.post(PATH, "application/x-www-form-urlencoded", body);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains(said, "class=\"summary\"", "autofocus", "<title>Fehler: ")
        .doesNotContain("??");
    assertThat(SERVER.count("contact_point WHERE address LIKE 'wrong%'")).isZero();
  }

  @Test
  void whatWasTypedIsKept() {
    Map<String, String> fields = SignUpServer.filledIn("<b>\"ada");
    fields.put("firstName", "x".repeat(101));
    fields.put("lastName", "O'Hara & Söhne");
    fields.remove("privacy");
    String page = SERVER.submit(PATH, fields).body();
    assertThat(page)
        .contains("value=\"&lt;b&gt;&quot;ada\"", "Söhne\"", "höchstens 100 Zeichen")
        .containsPattern("id=\"newsletter\"[^>]*checked")
        .doesNotContainPattern("id=\"privacy\"[^>]*checked")
        .contains("href=\"#email\"", "aria-invalid=\"true\" aria-describedby=\"email-wrong\"")
        .contains("id=\"email-wrong\"", "href=\"#firstName\"", "href=\"#privacy\"");
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain,email=a,415",
    "multipart/form-data; boundary=x,--x--,415",
    "multipart/form-data,email=a,415",
    "application/x-www-form-urlencoded,email=%,400",
    "application/x-www-form-urlencoded,email=%FF,400",
    "application/x-www-form-urlencoded;charset=iso-8859-1,email=a,400",
    "application/json,{,400"
  })
  void unreadable(String type, String body, int status) {
    assertThat(SERVER.post(PATH, type, body).statusCode()).isEqualTo(status);
    HttpResponse<String> json =
        SERVER.send(
            SERVER
                .request(PATH)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .POST(SignUpServer.body(body)));
    assertThat(json.statusCode()).isEqualTo(status);
    assertThat(json.body()).contains("\"type\":\"urn:jawort:problem:", "\"status\":" + status);
  }

  @Test
  void tooLarge() {
    HttpResponse<String> answer =
        SERVER.post(PATH, "application/x-www-form-urlencoded", "email=" + "a".repeat(1 << 20));
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("Das war zu viel", PATH).doesNotContain("??");
  }

  @Test
  void unknownForm() {
    for (String path : new String[] {"/f/1-aaaaaaaaaa", "/f/x", "/f/%00", PATH + "x"}) {
      HttpResponse<String> page = SERVER.open(path);
      assertThat(page.statusCode()).as(path).isIn(400, 404);
    }
    assertThat(SERVER.open("/f/1-aaaaaaaaaa").body()).contains("Dieses Formular gibt es nicht");
    assertThat(
            SERVER.submit("/f/1-aaaaaaaaaa", SignUpServer.filledIn("x@example.org")).statusCode())
        .isEqualTo(404);
    assertThat(SERVER.open("/f/1-aaaaaaaaaa/frame").statusCode()).isEqualTo(404);
    assertThat(SERVER.send(SERVER.request(PATH).DELETE()).statusCode()).isEqualTo(405);
  }

  @Test
  void mendingAFieldTakesNoExtraTime() {
    String shownAt = shownAt(SERVER.open(PATH).body());
    SERVER.tick(Duration.ofSeconds(3));
    Map<String, String> fields = SignUpServer.filledIn("mend");
    fields.put("shownAt", shownAt);
    assertThat(shownAt(SERVER.submit(PATH, fields).body())).isEqualTo(shownAt);
  }

  @ParameterizedTest
  @DisplayName("S1-02 The answer tells nobody whether an address is known, or what it decided")
  @EnumSource(Past.class)
  void sameAnswer(Past past) {
    HttpResponse<String> first = SERVER.submit(PATH, SignUpServer.filledIn("never@example.net"));
    String address = past.name().toLowerCase(java.util.Locale.ROOT) + "@example.net";
    past.happen(SERVER, TENANT, PATH, address);
    HttpResponse<String> again = SERVER.submit(PATH, SignUpServer.filledIn(address));
    assertThat(again.statusCode()).isEqualTo(first.statusCode());
    assertThat(again.body()).isEqualTo(first.body());
    var headers = new java.util.HashMap<>(again.headers().map());
    var expected = new java.util.HashMap<>(first.headers().map());
    headers.remove("date");
    expected.remove("date");
    assertThat(headers).isEqualTo(expected);
    assertThat(SERVER.open(PATH + "/done").body()).contains("Bitte sehen Sie in Ihr Postfach");
  }

  @ParameterizedTest
  @DisplayName("law 16: the IP address by the tenant's setting")
  @CsvSource({"OFF,'\"ip\": null'", "FULL,'\"ip\": \"127.0.0.1\"'"})
  void ipModes(IpMode mode, String stored) {
    TenantId tenant = SERVER.tenant("Mode " + mode, mode);
    String address = "mode-" + mode + "@example.org";
    assertAccepted(
        SERVER.submit(
            "/f/" + SERVER.form(tenant, Language.DE).key(), SignUpServer.filledIn(address)));
    String evidence = evidence(address);
    if (mode == IpMode.OFF) {
      assertThat(evidence).doesNotContain("127.0.0");
    } else {
      assertThat(evidence).contains(stored);
    }
  }

  @Test
  @DisplayName(
      "law 15: a form whose texts change gets a new version; an old submission keeps its own")
  void versions() {
    TenantId tenant = SERVER.tenant("Alter Name", IpMode.TRUNCATED);
    Form before = SERVER.form(tenant, Language.DE);
    SERVER.open("/f/" + before.key());
    SERVER.rename(tenant, "Neuer Name");
    Form after = SERVER.form(tenant, Language.DE);
    assertThat(after.key()).isEqualTo(before.key());
    assertThat(after.version().version()).isEqualTo(2);
    assertThat(after.definition().boxes().getFirst().wording())
        .isNotEqualTo(before.definition().boxes().getFirst().wording());
    assertThat(SERVER.open("/f/" + after.key()).body())
        .contains("Neuer Name")
        .doesNotContain("Alter Name");
    SERVER.rename(tenant, "Neuer Name");
    assertThat(SERVER.form(tenant, Language.DE).version().version()).isEqualTo(2);
    assertThat(SERVER.count("form_version WHERE tenant_id = ?", tenant.value())).isEqualTo(4);
  }

  private static void assertAccepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(FailureWords.of(answer.body())).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/done");
  }

  private static String shownAt(String page) {
    var field = Pattern.compile("name=\"shownAt\" value=\"([^\"]+)\"").matcher(page);
    assertThat(field.find()).as("%s is found", field.pattern()).isTrue();
    return field.group(1);
  }

  private static String evidence(String address) {
    return SERVER
        .ask(
            String.class,
            "SELECT content::text FROM consent_evidence WHERE content ->> 'address' = ?",
            address)
        .getFirst();
  }

  private static long messages(String addressKey) {
    return SERVER.count(
        """
        message m JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.id = m.contact_point_id
        WHERE p.tenant_id = ? AND p.address_key = ?
        """,
        TENANT.value(),
        addressKey);
  }
}
