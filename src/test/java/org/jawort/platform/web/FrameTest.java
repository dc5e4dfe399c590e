package org.jawort.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {
  private static final Pattern ASSET = Pattern.compile("(?:href|src)=\"(/assets/[^\"]+)\"");

  private final TestServer server = TestServer.shared();

  @ParameterizedTest
  @DisplayName("B-12 Every answer has a strict policy and nothing is kept by caches")
  @ValueSource(strings = {"/login", "/nowhere", "/health/live", "/app/settings", "/c/abc"})
  void headers(String path) {
    var page = server.browser().get(path);
    assertThat(page.header("Content-Security-Policy"))
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(page.header("Referrer-Policy"))
        .isEqualTo(path.startsWith("/c/") ? "no-referrer" : "same-origin");
    assertThat(page.header("Permissions-Policy")).contains("camera=()");
    assertThat(page.headers().get("cache-control")).containsExactly("no-store");
    assertThat(page.headers()).doesNotContainKey("strict-transport-security");
  }

  @Test
  @DisplayName("B-12 Behind TLS browsers are told to come back that way; RFC 9116 whom to tell")
  void strictTransport() {
    String contact = "mailto:security@jawort.example";
    assertThat(server.browser().get("/.well-known/security.txt").status()).isEqualTo(404);
    try (TestServer secure =
        TestServer.start(
            Map.of(
                "JAWORT_PUBLIC_URL",
                "https://jawort.example",
                "JAWORT_SECURITY_CONTACT",
                contact))) {
      TestBrowser.Page text = secure.browser().get("/.well-known/security.txt");
      assertThat(text.header("Content-Type")).isEqualTo("text/plain;charset=UTF-8");
      assertThat(text.body().lines())
          .contains(
              "Contact: " + contact,
              "Canonical: https://jawort.example/.well-known/security.txt",
              "Preferred-Languages: de, en")
          .anyMatch(line -> line.matches("Expires: \\d{4}-\\d{2}-\\d{2}T00:00:00Z"));
      assertThat(secure.browser().get("/login").header("Strict-Transport-Security"))
          .isEqualTo("max-age=31536000");
    }
  }

  @Test
  @DisplayName("B-12 Pages hold no inline script or style, and load only from us, for good")
  void assets() {
    TestBrowser browser = server.owner();
    String body = browser.get("/app/settings").body().replaceAll("xmlns=\"[^\"]+\"", "");
    assertThat(body).doesNotContain("<style", "style=\"", "onclick=", "http://", "//cdn");
    assertThat(Pattern.compile("<script(?![^>]*src=)").matcher(body).find()).isFalse();
    var assets = ASSET.matcher(body).results().map(found -> found.group(1)).toList();
    assertThat(assets).hasSize(6);
    for (String asset : assets) {
      var file = server.browser().get(asset);
      assertThat(file.status()).as(asset).isEqualTo(200);
      assertThat(file.headers().get("cache-control"))
          .containsExactly("public, max-age=31536000, immutable");
    }
    assertThat(
            server
                .browser()
                .header("Accept-Encoding", "gzip")
                .get(assets.get(1))
                .header("content-encoding"))
        .isEqualTo("gzip");
    assertThat(server.browser().get("/assets/0123456789abcdef/frame/staff.css").status())
        .isEqualTo(404);
    assertThat(server.browser().get(assets.get(1) + "/../../../application.properties").status())
        .isIn(400, 404);
  }

  @Test
  @DisplayName("B-12 A public page weighs at most thirty kilobytes with all that it loads")
  void weight() {
    var page = server.browser().get("/nowhere");
    int weight = page.body().length();
    for (var asset : ASSET.matcher(page.body()).results().toList()) {
      weight += server.browser().get(asset.group(1)).body().length();
    }
    assertThat(weight).isLessThan(30_000 - 10_000);
    assertThat(page.body()).doesNotContain("<script");
  }

  @ParameterizedTest
  @DisplayName("B-12 The tenant's colour is used so that white text on it can be read")
  @ValueSource(strings = {"ffee00", "ffffff", "000000", "1b5e7b", "ff0000", "00ff00"})
  void contrast(String colour) {
    assertThat(BrandColour.of(colour).readable().contrastWithWhite()).isGreaterThanOrEqualTo(4.5);
    var sheet = server.browser().get("/assets/t/" + colour + ".css");
    assertThat(sheet.body()).contains("--brand:#" + colour);
  }

  @Test
  @DisplayName("B-12 A dark enough colour stays as it is")
  void keepsColour() {
    assertThat(BrandColour.of("1b5e7b").readable()).isEqualTo(BrandColour.of("1b5e7b"));
  }

  @Test
  @DisplayName("B-12 Errors speak the viewer's language and say nothing about the inside")
  void errors() {
    var german = server.browser().get("/nowhere");
    assertThat(german.status()).isEqualTo(404);
    assertThat(german.body()).contains("Hier ist nichts", "<html lang=\"de\"");
    var french = server.browser().header("Accept-Language", "fr").get("/nowhere");
    assertThat(french.body()).contains("Hier ist nichts");
    var english = server.browser().header("Accept-Language", "fr, en;q=0.8").get("/nowhere");
    assertThat(english.body()).contains("There is nothing here");
    var json = server.browser().header("Accept", "application/json").get("/nowhere");
    assertThat(json.header("Content-Type")).startsWith("application/problem+json");
    assertThat(json.body())
        .contains("\"type\":\"urn:jawort:problem:404\"", "\"status\":404", "Hier ist nichts")
        .doesNotContain("exception", "trace");
    assertThat(server.browser().method("PUT", "/health/live").status()).isEqualTo(405);
    assertThat(server.browser().method("DELETE", "/login").status()).isIn(403, 405);
    assertThat(server.browser().get("/login;a=b").status()).isEqualTo(400);
    assertThat(server.browser().get("/error").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("B-12 The navigation marks the one entry that a page stands under")
  void navigation() {
    var marked = Pattern.compile("<a class=\"nav-link\"[^>]*aria-current=\"page\"[^>]*>");
    for (String path : List.of("/app", "/app/contacts", "/app/settings")) {
      assertThat(marked(marked, path)).as(path).containsExactly(path);
    }
    assertThat(marked(marked, "/app/settings/api-keys")).containsExactly("/app/settings");
  }

  @Test
  @DisplayName("B-12 The settings show their pages as tabs and mark the one that is open")
  void tabs() {
    var marked =
        Pattern.compile("<a class=\"nav-link tab active\"[^>]*aria-current=\"page\"[^>]*>");
    for (String path : List.of("/app/settings", "/app/settings/hosts", "/app/settings/api-keys")) {
      assertThat(marked(marked, path)).as(path).containsExactly(path);
    }
    assertThat(server.owner().get("/app/contacts").body()).doesNotContain("nav-link tab");
  }

  private List<String> marked(Pattern pattern, String path) {
    return pattern
        .matcher(server.owner().get(path).body())
        .results()
        .map(found -> found.group().replaceAll(".*href=\"([^\"]*)\".*", "$1"))
        .toList();
  }

  @Test
  @DisplayName("S1-20 Public addresses know neither session nor form token")
  void publicAddressesAreBare() {
    var answer = server.browser().get("/c/abc");
    assertThat(answer.headers()).doesNotContainKey("set-cookie");
    assertThat(server.browser().postBare("/u/abc", Map.of("a", "b")).status()).isNotEqualTo(403);
  }
}
