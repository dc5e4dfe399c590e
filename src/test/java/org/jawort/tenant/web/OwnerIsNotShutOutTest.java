package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever guesses at an account slows themself down, and not the one whose account it is. */
class OwnerIsNotShutOutTest {
  private final TestServer server = TestServer.guest();

  private int attempt(TestBrowser browser, String password) {
    browser.get("/login");
    return browser
        .post("/login", Map.of("email", server.ownerAddress(), "password", password))
        .status();
  }

  private TestBrowser from(String network) {
    return server.browser().header("X-Forwarded-For", network);
  }

  @Test
  @DisplayName(
      "B-17 A wrong try every 0.4 s, for long: the owner comes in, from anywhere else at once")
  void guessing() {
    TestBrowser attacker = from("198.51.110.7");
    int tried = 0;
    for (int i = 0; i < 60; i++) {
      tried += attempt(attacker, "guess " + i) == 422 ? 1 : 0;
      server.clock().tick(Duration.ofMillis(400));
    }
    assertThat(tried).as("guesses of half a minute that were looked at").isBetween(5, 11);
    assertThat(attempt(from("198.51.111.7"), TestServer.PASSWORD))
        .as("the owner with a new device, from another network")
        .isEqualTo(302);
  }

  @Test
  @DisplayName("B-17 In the network of whoever guesses, a known device keeps its lane")
  void knownDevice() {
    TestBrowser owner = from("198.51.112.7");
    assertThat(attempt(owner, TestServer.PASSWORD)).isEqualTo(302);
    owner.get("/app");
    owner.post("/logout", Map.of());
    TestBrowser attacker = from("198.51.112.8");
    for (int i = 0; i < 40; i++) {
      attempt(attacker, "guess " + i);
    }
    assertThat(attempt(from("198.51.112.9"), TestServer.PASSWORD))
        .as("a new device in that network")
        .isEqualTo(429);
    assertThat(attempt(owner, TestServer.PASSWORD)).as("the known device").isEqualTo(302);

    String mark = owner.cookies().get("__Host-jawort-device");
    TestBrowser other = from("198.51.112.10");
    other.cookies().put("__Host-jawort-device", mark.replaceAll("\\..*", "." + "A".repeat(22)));
    assertThat(attempt(other, TestServer.PASSWORD)).as("a mark that is not ours").isEqualTo(429);
    owner.get("/app");
    owner.post("/logout", Map.of());
    for (int i = 0; i < 5; i++) {
      assertThat(attempt(owner, "guess " + i)).as("the device is stolen").isEqualTo(422);
    }
    assertThat(attempt(owner, "guess")).as("and slowed down by itself").isEqualTo(429);
  }
}
