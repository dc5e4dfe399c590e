package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jawort.form.Embeddings;
import org.jawort.form.Form;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S1-14 A form on pages of other origins, over HTTP")
class EmbedTest {
  private static final String URL_ENCODED = "application/x-www-form-urlencoded";
  private static final String SITE = "https://www.salon.example";

  private static final SignUpServer SERVER = SignUpServer.get();
  private static final TenantId TENANT = SERVER.tenant("Überall", IpMode.TRUNCATED);
  private static final Form ANYWHERE = SERVER.form(TENANT, Language.DE);
  private static final Form NAMED = named();

  private static Form named() {
    TenantId tenant = SERVER.tenant("Benannt", IpMode.TRUNCATED);
    SERVER
        .bean(AllowedHosts.class)
        .add(tenant, new HostName("www.salon.example"), new UserId(UUID.randomUUID()));
    return SERVER.form(tenant, Language.DE);
  }

  private static HttpRequest.Builder from(String origin, String path) {
    return SERVER.request(path).header("Origin", origin);
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String path(Form form) {
    return "/f/" + form.key();
  }

  @ParameterizedTest
  @DisplayName("A browser asks before a page's script may post: allowed origins alone, no cookies")
  @CsvSource({
    "true, https://www.salon.example, 204, https://www.salon.example",
    "true, https://www.salon.example:8443, 204, https://www.salon.example:8443",
    "true, https://evil.example, 403, ''",
    "true, https://www.salon.example.evil.example, 403, ''",
    "true, null, 403, ''",
    "true, 'not an origin', 403, ''",
    "false, https://evil.example, 204, *"
  })
  void preflight(boolean named, String origin, int status, String allowed) {
    HttpResponse<String> answer =
        SERVER.send(
            from(origin, path(named ? NAMED : ANYWHERE))
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(allowed);
    assertThat(answer.headers().allValues("Vary")).contains("Origin");
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isEmpty();
    assertThat(header(answer, "Access-Control-Allow-Headers").contains("Content-Type"))
        .isEqualTo(status == 204);
  }

  @Test
  @DisplayName("law 15 What a page's script posts is read by its origin alone, and names the page")
  void fetched() {
    String body =
        "{\"email\":\"fetch@example.org\",\"newsletter\":true,\"privacy\":true,"
            + "\"_page\":\"https://www.salon.example/news?who=ada#x\",\"_version\":\"1\"}";
    HttpResponse<String> answer =
        SERVER.send(
            from(SITE, path(NAMED))
                .header("Content-Type", "application/json")
                .POST(SignUpServer.body(body)));
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(SITE);
    assertThat(answer.headers().allValues("Vary")).contains("Origin");
    assertThat(evidence("fetch@example.org")).contains("\"https://www.salon.example/news\"");
  }

  @Test
  @DisplayName("A plain form is taken from any page, and its answer shown to no script of it")
  void plainPost() {
    HttpResponse<String> answer =
        SERVER.send(
            from("https://evil.example", path(NAMED))
                .header("Content-Type", URL_ENCODED)
                .POST(SignUpServer.body("email=x")));
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEmpty();
    HttpResponse<String> server = SERVER.post(path(NAMED), URL_ENCODED, "email=x");
    assertThat(server.statusCode()).isEqualTo(422);
    assertThat(server.headers().allValues("Vary")).contains("Origin");
  }

  @Test
  @DisplayName("The script is small, needs nothing, and is the same until it changes")
  void script() {
    HttpResponse<String> script = SERVER.open(path(NAMED) + "/embed.js");
    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(header(script, "Content-Type")).startsWith("text/javascript");
    assertThat(header(script, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    assertThat(header(script, "Cache-Control")).contains("public");
    assertThat(script.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(6 * 1024);
    assertThat(script.body())
        .contains("\"" + SERVER.url() + path(NAMED) + "\"")
        .doesNotContain("__", "cookie", "localStorage", "sessionStorage", "innerHTML", "eval(");
    HttpResponse<String> same =
        SERVER.send(
            SERVER
                .request(path(NAMED) + "/embed.js")
                .header("If-None-Match", header(script, "ETag"))
                .GET());
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(SERVER.open("/f/1-aaaaaaaaaa/embed.js").body())
        .startsWith("console.warn(")
        .doesNotContain("fetch", "aaaa");
  }

  @Test
  @DisplayName("What the script fetches is a document with one form, for allowed origins alone")
  void content() {
    HttpResponse<String> content = SERVER.send(from(SITE, path(NAMED) + "/embed").GET());
    assertThat(header(content, "Access-Control-Allow-Origin")).isEqualTo(SITE);
    assertThat(header(content, "Cache-Control")).isEqualTo("no-store");
    assertThat(content.body())
        .contains("action=\"" + SERVER.url() + path(NAMED) + "\"", "name=\"shownAt\"", ":host{")
        .contains("class=\"done\" hidden")
        .doesNotContain("<script", "<link", " style=\"", "??", "<h1");
    HttpResponse<String> foreign =
        SERVER.send(from("https://evil.example", path(NAMED) + "/embed").GET());
    assertThat(header(foreign, "Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  @DisplayName("Allowed websites alone frame the form, and only its addresses for frames")
  void framed() {
    assertThat(policy(path(NAMED) + "/frame"))
        .contains("frame-ancestors 'self' http://www.salon.example:*");
    assertThat(policy(path(ANYWHERE) + "/frame")).contains("frame-ancestors *");
    assertThat(policy(path(ANYWHERE) + "/frame/done")).contains("frame-ancestors *");
    for (String own : new String[] {"", "/done", "/embed"}) {
      assertThat(policy(path(ANYWHERE) + own)).contains("frame-ancestors 'none'");
    }
    assertThat(policy("/f/1-aaaaaaaaaa/frame")).contains("frame-ancestors 'none'");
  }

  private static String policy(String path) {
    return header(SERVER.open(path), "Content-Security-Policy");
  }

  @Test
  @DisplayName("law 15 In a frame the form goes its whole way, and names the page around it")
  void wayInAFrame() {
    String frame = path(ANYWHERE) + "/frame";
    HttpResponse<String> page =
        SERVER.send(SERVER.request(frame).header("Referer", SITE + "/news?mail=secret").GET());
    assertThat(page.body())
        .contains("action=\"" + frame + "\"", "/frame/framed.js\"", "class=\"framed\"")
        .contains("name=\"_page\" value=\"https://www.salon.example/news\"")
        .doesNotContain("class=\"brand\"", "Impressum", "secret");
    Map<String, String> fields = SignUpServer.filledIn("nobody");
    fields.put("_page", SITE + "/news");
    HttpResponse<String> faulty = SERVER.submit(frame, fields);
    assertThat(faulty.statusCode()).isEqualTo(422);
    assertThat(faulty.body())
        .contains("value=\"nobody\"", "action=\"" + frame + "\"", SITE + "/news\"");
    assertThat(header(faulty, "Content-Security-Policy")).contains("frame-ancestors *");
    fields.put("email", "frame@example.org");
    HttpResponse<String> done = SERVER.submit(frame, fields);
    assertThat(header(done, "Location")).isEqualTo(frame + "/done");
    assertThat(SERVER.open(frame + "/done").body()).contains("href=\"" + frame + "\"");
    assertThat(evidence("frame@example.org")).contains("\"https://www.salon.example/news\"");
  }

  @Test
  @DisplayName("law 15 Pasted HTML names its version, which is taken for a day after a change")
  void pasted() {
    TenantId tenant = SERVER.tenant("Alt", IpMode.TRUNCATED);
    Form before = SERVER.form(tenant, Language.DE);
    String plain = SERVER.bean(Embeddings.class).of(before).plain();
    assertThat(plain)
        .contains("action=\"" + SERVER.url() + path(before) + "\"", "name=\"_version\" value=\"1\"")
        .contains("name=\"leaveEmpty\"", before.definition().boxes().getFirst().text())
        .doesNotContain("\n\n", " style=", "<script", "checked", "shownAt");
    SERVER.rename(tenant, "Neu");
    Map<String, String> fields = SignUpServer.filledIn("old@example.org");
    fields.put("_version", "1");
    assertThat(SERVER.submit(path(before), fields).statusCode()).isEqualTo(303);
    assertThat(evidence("old@example.org")).contains("von Alt").doesNotContain("von Neu");
    SERVER.tick(Duration.ofDays(1).plusSeconds(1));
    fields.put("email", "late@example.org");
    HttpResponse<String> late = SERVER.submit(path(before), fields);
    assertThat(late.statusCode()).isEqualTo(422);
    assertThat(late.body())
        .contains("Dieses Formular wurde geändert", "value=\"late@example.org\"", "Neu")
        .doesNotContain("checked", "_version");
    assertThat(SERVER.count("contact_point WHERE address = 'late@example.org'")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "99", "-1", "1.0", "99999999999999999999", "x"})
  @DisplayName("A version that never was is no consent to anything")
  void noVersion(String version) {
    HttpResponse<String> answer =
        SERVER.post(
            path(ANYWHERE),
            "application/json",
            "{\"email\":\"v@example.org\",\"newsletter\":true,\"privacy\":true,\"_version\":\""
                + version
                + "\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("\"field\":\"_version\",\"code\":\"outdated\"");
  }

  @Test
  @DisplayName("S1-12 A form that is offline says so wherever it stands, and takes nothing")
  void offline() {
    TenantId tenant = SERVER.tenant("Deutsch", IpMode.TRUNCATED);
    String path = path(SERVER.form(tenant, Language.EN));
    SERVER.speak(tenant, Language.DE);
    for (String way : new String[] {"/frame", "/embed"}) {
      HttpResponse<String> page = SERVER.send(from(SITE, path + way).GET());
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.body()).contains("not available right now").doesNotContain("<form", "??");
      assertThat(header(page, "Access-Control-Allow-Origin")).isEqualTo("*");
    }
    HttpResponse<String> posted =
        SERVER.submit(path + "/frame", SignUpServer.filledIn("off@example.org"));
    assertThat(posted.statusCode()).isEqualTo(503);
    assertThat(header(posted, "Content-Security-Policy")).contains("frame-ancestors *");
    assertThat(posted.body()).contains("class=\"framed\"").doesNotContain("class=\"brand\"");
  }

  private static String evidence(String address) {
    return SERVER
        .ask(
            String.class,
            "SELECT content::text FROM consent_evidence WHERE content ->> 'address' = ?",
            address)
        .getFirst();
  }
}
