package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jawort.AuditReader;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.tenant.account.SoftPasskey;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of passkeys that are not what they must be, signed by a real pair of keys. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyForgeryTest {
  private static final String KEYS = "/app/account/passkeys";
  private static final String ENTER = "/login/passkey";
  private static final String EVIL = "evil.example";

  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();
  private final SoftPasskey passkey = SoftPasskey.of("localhost", server.url());

  private int make(SoftPasskey with) {
    owner.get(KEYS + "/new");
    String options = owner.post(KEYS + "/options", Map.of()).body();
    return owner.post(KEYS, Map.of("name", "soft", "answer", with.made(options))).status();
  }

  @BeforeAll
  void make() {
    assertThat(make(passkey)).isEqualTo(200);
  }

  private static String options(TestBrowser browser) {
    browser.get("/login");
    return browser.post(ENTER + "/options", Map.of()).body();
  }

  private static int enter(TestBrowser browser, String answer) {
    return browser.post(ENTER, Map.of("answer", answer)).status();
  }

  private static boolean isIn(TestBrowser browser) {
    return browser.get("/app/account").status() == 200;
  }

  @Test
  @DisplayName("B-17 A passkey of ours opens, and its answer only once")
  void opens() {
    TestBrowser browser = server.browser();
    String answer = passkey.used(options(browser));
    assertThat(enter(browser, answer)).isEqualTo(200);
    assertThat(isIn(browser)).isTrue();
    TestBrowser thief = server.browser();
    thief.get("/login");
    assertThat(enter(thief, answer)).as("the same answer again").isEqualTo(422);
    assertThat(isIn(thief)).isFalse();
  }

  private static Named<BiFunction<SoftPasskey, String, String>> forged(
      String name, BiFunction<SoftPasskey, String, String> answer) {
    return Named.of(name, answer);
  }

  static Stream<Named<BiFunction<SoftPasskey, String, String>>> forged() {
    return Stream.of(
        forged(
            "made at another site, which passes our question on",
            (key, asked) -> key.at(EVIL, "https://" + EVIL).used(asked)),
        forged(
            "for our name, from a page of another site",
            (key, asked) -> key.at(key.site(), "https://" + EVIL).used(asked)),
        forged(
            "from a page of ours, for another name",
            (key, asked) -> key.at(EVIL, key.origin()).used(asked)),
        forged(
            "from a host below ours",
            (key, asked) -> key.at(key.site(), key.origin().replace("//", "//shop.")).used(asked)),
        forged(
            "from another port of our host",
            (key, asked) -> key.at(key.site(), "http://localhost:1").used(asked)),
        forged("signed by another device", (key, asked) -> key.imitated().used(asked)),
        forged("without making sure who it is", (key, asked) -> key.unverified().used(asked)),
        forged(
            "said to be the making of a passkey",
            (key, asked) -> key.used("webauthn.create", asked)),
        forged(
            "to a question that nobody asked",
            (key, asked) -> key.used("{\"challenge\":\"" + "A".repeat(43) + "\"}")));
  }

  @ParameterizedTest
  @MethodSource("forged")
  @DisplayName(
      "B-17 B-16 An answer that is not of our page, our name, our question lets nobody in, and is told of")
  void refuses(BiFunction<SoftPasskey, String, String> forgery) {
    var log = new AuditReader(owner);
    String refusals = "?outcome=REFUSED&kind=SIGN_IN";
    int before = log.lines(refusals).size();
    TestBrowser browser = server.browser();
    assertThat(enter(browser, forgery.apply(passkey, options(browser)))).isEqualTo(422);
    assertThat(isIn(browser)).isFalse();
    Await.until("its trace", () -> log.lines(refusals).size() > before);
    assertThat(log.lines(refusals)).first().isEqualTo("POST /login/passkey REFUSED SIGN_IN");
  }

  @Test
  @DisplayName("B-17 A passkey that was made for another site, or without a check, is not kept")
  void makes() {
    SoftPasskey other = SoftPasskey.of(EVIL, "https://" + EVIL);
    assertThat(make(other)).isEqualTo(422);
    assertThat(make(other.at("localhost", "https://" + EVIL))).isEqualTo(422);
    assertThat(make(other.at(EVIL, server.url()))).isEqualTo(422);
    assertThat(make(other.at("localhost", server.url()).unverified())).isEqualTo(422);
  }
}
