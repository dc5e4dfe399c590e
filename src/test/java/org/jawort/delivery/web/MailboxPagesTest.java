package org.jawort.delivery.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.delivery.Mailbox;
import org.jawort.delivery.MessageStatus;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.Language;
import org.jawort.platform.StartLine;
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
    jawort = TestInstallation.local("mailbox");
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
    var all = new ArrayList<>(List.of("Cookie", key()));
    all.addAll(List.of(headers));
    return ask(path, all.toArray(String[]::new));
  }

  /** As the browser keeps the code, once it was in an address. */
  private static String key() {
    return "__Host-jawort-mailbox=" + jawort.bean(Mailbox.class).code();
  }

  private static Response ask(String path, String... headers) {
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
        .contains("Anmeldung bestätigen: http://localhost:8080/c/");
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
  @DisplayName("to whoever has the code of the start: to come from this machine opens nothing")
  void guarded() {
    String wrong = "?code=" + "0".repeat(32);
    for (String path :
        List.of(
            "/mailbox", "/mailbox/" + asked.message(), "/mailbox/" + asked.message() + "/html")) {
      for (Response answer :
          List.of(
              ask(path),
              ask(path, "Host", "localhost"),
              ask(path + wrong),
              ask(path, "Cookie", "__Host-jawort-mailbox=" + "0".repeat(32)))) {
        assertThat(answer.statusCode()).as(path).isEqualTo(403);
        assertThat(answer.asString()).doesNotContain("ada@example.org", "Bitte bestätigen");
        assertThat(answer.cookies()).doesNotContainKey("__Host-jawort-mailbox");
      }
    }
    assertThat(ask("/mailbox" + wrong).asString())
        .contains("id=\"problem\"", "name=\"code\"")
        .doesNotContain("0".repeat(32));
  }

  @Test
  @DisplayName("the printed address opens it, and the browser keeps the code from then on")
  void opened() {
    String printed = jawort.bean("mailboxLine", StartLine.class).addresses().get().getFirst();
    String path = printed.substring(printed.indexOf("/mailbox"));
    Response page = ask(path);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.header("Set-Cookie"))
        .startsWith(key())
        .contains("HttpOnly", "Secure", "SameSite=Lax");
    assertThat(ask(path.replace("/mailbox", "/mailbox/" + asked.message())).statusCode())
        .isEqualTo(200);
  }

  @Test
  @DisplayName("what never was a mail is not found")
  void unknown() {
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
  @DisplayName(
      "where others can reach the public address there is no mailbox, with or without code")
  void elsewhere() {
    TestInstallation other = TestInstallation.guest();
    String code = other.bean(Mailbox.class).code();
    for (String path : List.of("/mailbox", "/mailbox?code=" + code)) {
      assertThat(given().port(other.port()).header("Host", "localhost").get(path).statusCode())
          .isEqualTo(404);
    }
    assertThat(other.bean("mailboxLine", StartLine.class).addresses().get()).isEmpty();
  }

  @Test
  @DisplayName("with a mail server configured there is no mailbox")
  void closed() {
    try (var other = new TestInstallation("nomailbox", Optional.of("smtp://127.0.0.1:1"))) {
      assertThat(given().port(other.port()).get("/mailbox").statusCode()).isEqualTo(404);
    }
  }
}
