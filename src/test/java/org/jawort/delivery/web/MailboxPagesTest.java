package org.jawort.delivery.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.delivery.MessageStatus;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.Language;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The built-in mailbox over HTTP. */
class MailboxPagesTest {
  private static TestInstallation jawort;
  private static TestInstallation.Asked asked;

  @BeforeAll
  static void start() {
    jawort = new TestInstallation("mailbox", Optional.empty());
    assertThat(get("/mailbox").asString()).contains("Noch keine E-Mails");
    asked = jawort.ask("ada@example.org");
    Await.until(
        "the mail is accepted", () -> jawort.message(asked).status() == MessageStatus.ACCEPTED);
  }

  @AfterAll
  static void stop() {
    jawort.close();
  }

  private static Response get(String path, String... headers) {
    var request = given().port(jawort.port()).redirects().follow(false);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request.get(path);
  }

  @Test
  @DisplayName("the list shows what was caught, in both languages, with its banner")
  void list() {
    Response page = get("/mailbox");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString())
        .contains("nichts verlässt diesen Rechner", "ada@example.org")
        .contains("Bitte bestätigen Sie Ihre Anmeldung bei Salon Ada")
        .contains("hx-get=\"/mailbox\"", "/mailbox/" + asked.message());
    assertThat(get("/mailbox", "Accept-Language", "en").asString())
        .contains("nothing leaves this machine", "lang=\"en\"");
  }

  @Test
  @DisplayName("HTML in a sandboxed frame, text, headers, source")
  void views() {
    String address = "/mailbox/" + asked.message();
    Response page = get(address);

    assertThat(page.asString()).contains("<iframe", "sandbox=\"allow-popups", address + "/html");
    assertThat(page.header("Content-Security-Policy")).contains("frame-src 'self'");
    assertThat(get(address + "?view=text").asString())
        .contains("Anmeldung bestätigen: https://ja.salon-ada.example/c/");
    assertThat(get(address + "?view=headers").asString())
        .contains("List-Unsubscribe-Post", "Auto-Submitted");
    assertThat(get(address + "?view=source").asString()).contains("multipart/alternative");
  }

  @Test
  @DisplayName("the framed part runs no script and loads nothing")
  void framed() {
    Response html = get("/mailbox/" + asked.message() + "/html");

    assertThat(html.header("Content-Security-Policy"))
        .contains("sandbox allow-popups", "default-src 'none'", "frame-ancestors 'self'")
        .doesNotContain("script-src", "allow-scripts", "allow-same-origin");
    assertThat(html.headers().getValues("Content-Security-Policy")).hasSize(1);
    assertThat(html.asString()).contains("<base target=\"_blank\">", ">Anmeldung bestätigen</a>");
  }

  @Test
  @DisplayName("to this machine alone: nobody behind a proxy or another name sees it")
  void guarded() {
    for (String path :
        List.of(
            "/mailbox", "/mailbox/" + asked.message(), "/mailbox/" + asked.message() + "/html")) {
      assertThat(get(path, "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(404);
      assertThat(get(path, "Forwarded", "for=127.0.0.1").statusCode()).isEqualTo(404);
      assertThat(get(path, "Host", "evil.example").statusCode()).isEqualTo(404);
    }
    assertThat(get("/mailbox/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    assertThat(get("/mailbox/nonsense").statusCode()).isBetween(400, 404);
  }

  @Test
  void pages() {
    TestInstallation.Asked last = asked;
    for (int i = 0; i < 26; i++) {
      last =
          jawort.ask(
              jawort.tenant, "p" + i + "@example.org", "P", Language.EN, "https://x.example");
    }
    TestInstallation.Asked newest = last;
    Await.until(
        "the mailbox has a second page",
        () ->
            get("/mailbox").asString().contains("p25@")
                && get("/mailbox").asString().contains("before="));
    assertThat(jawort.message(newest)).isNotNull();
    String page = get("/mailbox").asString();
    String older = page.replaceAll("(?s).*\"(/mailbox\\?before=[0-9a-f-]+)\".*", "$1");

    assertThat(get(older).asString()).contains("ada@example.org").doesNotContain("p25@");
  }

  @Test
  @DisplayName("with a mail server configured there is no mailbox")
  void closed() {
    try (var other = new TestInstallation("nomailbox", Optional.of("smtp://127.0.0.1:1"))) {
      assertThat(given().port(other.port()).get("/mailbox").statusCode()).isEqualTo(404);
    }
  }
}
