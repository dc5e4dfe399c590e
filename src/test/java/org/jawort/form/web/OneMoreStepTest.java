package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jawort.FailureWords;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

@DisplayName("B-07 Whoever seems to be a program is asked once more, and never dropped in silence")
class OneMoreStepTest {
  private static final SignUpServer SERVER = SignUpServer.get();
  private static final TenantId TENANT = SERVER.tenant("Salon Klick", IpMode.TRUNCATED);
  private static final String PATH = "/f/" + SERVER.form(TENANT, Language.DE).key();
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  @ParameterizedTest
  @ValueSource(strings = {"leaveEmpty", "homepage"})
  @DisplayName("A field that people do not see is filled in: one more button, with all they wrote")
  void trapped(String trap) {
    String address = "trap-" + trap.length() + "@example.org";
    Map<String, String> fields = SignUpServer.filledIn(address);
    fields.put("firstName", "Zoë \"Z\" O'Hara & <b>");
    fields.put(trap, "https://autofilled.example");
    HttpResponse<String> page = SERVER.submit(PATH, fields);
    assertAsked(page, address);
    assertThat(page.body())
        .contains("<title>Noch ein Klick · Salon Klick", "Noch ein Klick: Anmelden</button>")
        .doesNotContain("autofilled", "<script", "<b>\"", "??");
    assertAccepted(SERVER.submit(PATH, hidden(page)));
    assertThat(stored(address)).isEqualTo(1);
    assertThat(
            SERVER.ask(
                String.class,
                "SELECT first_name FROM contact WHERE tenant_id = ? AND first_name LIKE 'Zo%' LIMIT 1",
                TENANT.value()))
        .containsExactly("Zoë \"Z\" O'Hara & <b>");
  }

  @Test
  @DisplayName("So is whoever is faster than a person, or brings a time that is not ours")
  void tooFast() {
    Map<String, String> quick = SignUpServer.filledIn("quick@example.org");
    quick.put("shownAt", shownAt(SERVER.open(PATH).body()));
    HttpResponse<String> page = SERVER.submit(PATH, quick);
    assertAsked(page, "quick@example.org");
    assertThat(hidden(page)).containsEntry("shownAt", quick.get("shownAt"));
    assertAccepted(SERVER.submit(PATH, hidden(page)));
    assertThat(stored("quick@example.org")).isEqualTo(1);
    Map<String, String> forged = SignUpServer.filledIn("forged@example.org");
    forged.put("shownAt", "AAAA");
    HttpResponse<String> asked = SERVER.submit(PATH, forged);
    assertAsked(asked, "forged@example.org");
    assertThat(hidden(asked)).doesNotContainKey("shownAt");
    assertAccepted(SERVER.submit(PATH, hidden(asked)));
  }

  @Test
  @DisplayName("So is whose name is an address of the web, and it is kept as it was written")
  void spam() {
    Map<String, String> fields = SignUpServer.filledIn("spam@example.org");
    fields.put("lastName", "Gewinn http://win.example");
    HttpResponse<String> page = SERVER.submit(PATH, fields);
    assertAsked(page, "spam@example.org");
    assertAccepted(SERVER.submit(PATH, hidden(page)));
    assertThat(stored("spam@example.org")).isEqualTo(1);
  }

  @Test
  @DisplayName("A program reads which field to send back")
  void json() {
    String body = "\"email\":\"json-step@example.org\",\"newsletter\":true,\"privacy\":true";
    HttpResponse<String> asked = json("{" + body + ",\"leaveEmpty\":\"x\"}");
    assertAsked(asked, "json-step@example.org");
    assertThat(asked.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(asked.body())
        .contains("urn:jawort:problem:one-more-step", "\"field\":\"oneMoreStep\"", "„oneMoreStep“");
    HttpResponse<String> done =
        json("{\"oneMoreStep\":\"" + token(asked) + "\"," + body + ",\"leaveEmpty\":\"x\"}");
    assertThat(done.statusCode()).as(FailureWords.of(done.body())).isEqualTo(202);
    assertThat(stored("json-step@example.org")).isEqualTo(1);
  }

  @Test
  @DisplayName("The step opens the way for what was written, and for nothing else")
  void noOther() {
    Map<String, String> fields = SignUpServer.filledIn("first@example.org");
    fields.put("leaveEmpty", "x");
    String token = hidden(SERVER.submit(PATH, fields)).get("oneMoreStep");
    fields.put("oneMoreStep", token);
    fields.put("email", "second@example.org");
    assertAsked(SERVER.submit(PATH, fields), "second@example.org");
    fields.put("email", "first@example.org");
    fields.put("lastName", "Spam");
    assertAsked(SERVER.submit(PATH, fields), "first@example.org");
    fields.put("lastName", "");
    String other = "/f/" + SERVER.form(TENANT, Language.EN).key();
    HttpResponse<String> english = SERVER.submit(other, fields);
    assertAsked(english, "first@example.org");
    assertThat(english.body()).contains("One more click: Sign up").doesNotContain("??");
    SERVER.tick(Duration.ofMinutes(31));
    HttpResponse<String> late = SERVER.submit(PATH, fields);
    assertAsked(late, "first@example.org");
    assertAccepted(SERVER.submit(PATH, hidden(late)));
  }

  @Test
  @DisplayName("S1-02 The question is the same whether the address is known or not")
  void sameForAll() {
    assertAccepted(SERVER.submit(PATH, SignUpServer.filledIn("known@example.net")));
    assertThat(question("known@example.net")).isEqualTo(question("fresh@example.net"));
  }

  private static String question(String address) {
    Map<String, String> fields = SignUpServer.filledIn(address);
    fields.put("leaveEmpty", "x");
    HttpResponse<String> page = SERVER.submit(PATH, fields);
    return page.body().replace(address, "?").replace(hidden(page).get("oneMoreStep"), "?");
  }

  private static HttpResponse<String> json(String body) {
    return SERVER.post(PATH, "application/json", body);
  }

  private static String token(HttpResponse<String> problem) {
    var found = TOKEN.matcher(problem.body());
    assertThat(found.find()).as("a token in %s", problem.body()).isTrue();
    return found.group(1);
  }

  /** What the page sends again with its button. */
  static Map<String, String> hidden(HttpResponse<String> page) {
    return hidden(page.body());
  }

  static Map<String, String> hidden(String page) {
    var fields = new LinkedHashMap<String, String>();
    var found = HIDDEN.matcher(page);
    while (found.find()) {
      fields.put(found.group(1), HtmlUtils.htmlUnescape(found.group(2)));
    }
    return fields;
  }

  private static String shownAt(String page) {
    var field = Pattern.compile("name=\"shownAt\" value=\"([^\"]+)\"").matcher(page);
    assertThat(field.find()).as("%s is found", field.pattern()).isTrue();
    return field.group(1);
  }

  private static void assertAsked(HttpResponse<String> answer, String address) {
    assertThat(answer.statusCode()).as(FailureWords.of(answer.body())).isEqualTo(403);
    assertThat(stored(address)).as("contact points of " + address).isZero();
  }

  private static void assertAccepted(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(FailureWords.of(answer.body())).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/done");
  }

  private static long stored(String address) {
    return SERVER.count(
        "contact_point WHERE tenant_id = ? AND address_key = ?", TENANT.value(), address);
  }
}
