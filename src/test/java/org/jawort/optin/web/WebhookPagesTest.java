package org.jawort.optin.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page on which editors see how other systems are called, over HTTP. */
class WebhookPagesTest {
  private static final String PAGE = "/app/settings/webhooks";
  private static final Map<String, String> URL = Map.of("url", "https://127.0.0.1/hook?key=a");

  private final TestBrowser owner = TestServer.shared().owner();

  private List<String> secrets() {
    return Pattern.compile("name=\"secret\" value=\"([0-9a-f-]{36})\"")
        .matcher(owner.get(PAGE).body())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private Map<String, String> secret(String id) {
    return Map.of("secret", id);
  }

  @Test
  @DisplayName(
      "B-10 An address gets a secret, shown on demand, renewed with an overlap, and removed")
  void secretOfAnAddress() {
    assertThat(owner.get(PAGE).body())
        .contains("Noch kein Webhook", "Noch wurde nichts aufgerufen.");
    var refused = owner.post(PAGE, Map.of("url", "http://crm.example/\"<hook"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("die mit https:// beginnt", "http://crm.example/&quot;&lt;hook", "href=\"#url\"");
    assertThat(owner.post(PAGE, URL).status()).isEqualTo(302);
    assertThat(owner.post(PAGE, URL).status()).isEqualTo(302);
    assertThat(secrets()).hasSize(1);
    String first = secrets().getFirst();
    var shown = owner.post(PAGE + "/secret", secret(first));
    String text = whsec(shown.body());
    assertThat(shown.header("Cache-Control")).isEqualTo("no-store");
    assertThat(owner.get(PAGE).body()).doesNotContain("whsec_", "Altes Geheimnis");

    owner.post(PAGE + "/rotate", secret(first));
    assertThat(owner.get(PAGE).body()).contains("24 Stunden", "Altes Geheimnis", "gilt noch bis");
    assertThat(secrets()).hasSize(2).last().isEqualTo(first);
    String second = secrets().getFirst();
    assertThat(whsec(owner.post(PAGE + "/secret", secret(second)).body())).isNotEqualTo(text);
    assertThat(whsec(owner.post(PAGE + "/secret", secret(first)).body())).isEqualTo(text);
    // Nobody renews what has a successor, and nobody ends the last one.
    owner.get(PAGE);
    owner.post(PAGE + "/rotate", secret(first));
    owner.post(PAGE + "/end", secret(second));
    assertThat(secrets()).containsExactly(second, first);
    owner.post(PAGE + "/end", secret(first));
    assertThat(secrets()).containsExactly(second);

    owner.post(PAGE + "/test", URL);
    assertThat(owner.get(PAGE).body())
        .contains("Die Adresse liegt nicht im Internet", "Adresse nicht im Internet", "Testaufruf")
        .doesNotContain("??");
    owner.post(PAGE + "/remove", URL);
    assertThat(owner.get(PAGE).body()).contains("sind entfernt").doesNotContain(second);
  }

  private static String whsec(String page) {
    return Pattern.compile("whsec_[A-Za-z0-9+/]{43}=")
        .matcher(page)
        .results()
        .map(MatchResult::group)
        .findFirst()
        .orElseThrow();
  }

  @Test
  @DisplayName("B-10 Nobody else sees the page, and no page of others acts on it")
  void closed() {
    assertThat(TestServer.shared().browser().get(PAGE).location()).startsWith("/login");
    owner.get(PAGE);
    assertThat(owner.postBare(PAGE, URL).status()).isEqualTo(403);
    assertThat(owner.post(PAGE + "/test", Map.of("url", "file:///etc/passwd")).status())
        .isEqualTo(302);
    assertThat(owner.get(PAGE).body()).contains("die mit https:// beginnt");
  }
}
