package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A network is slowed down by its guesses, whoever else signs in from it. */
class NetworkThrottleTest {
  private static final int FREE = 30;
  private static final int TRIED = 422;
  private static final int MUST_WAIT = 429;

  private final TestServer server = TestServer.shared();
  private final TestBrowser browser = server.browser();

  private int guess(String email, String password) {
    browser.cookies().clear();
    browser.get("/login");
    return browser.post("/login", Map.of("email", email, "password", password)).status();
  }

  @Test
  @DisplayName("S1-20 Who signs in takes back one try of the network, not those of the others")
  void successTakesBackItself() {
    browser.header("X-Forwarded-For", "198.51.102.7");
    for (int i = 1; i < FREE; i++) {
      assertThat(guess("guess" + i + "@x.example", "wrong")).as("guess %s", i).isEqualTo(TRIED);
    }
    assertThat(guess(TestServer.OWNER, TestServer.PASSWORD))
        .as("somebody of that network, with the right password")
        .isEqualTo(302);
    assertThat(guess("last@x.example", "wrong"))
        .as("the guess that the right one gave back")
        .isEqualTo(TRIED);
    assertThat(guess("more@x.example", "wrong"))
        .as("one more guess from that network")
        .isEqualTo(MUST_WAIT);
  }

  @Test
  @DisplayName("S1-20 A right password clears the account, so that old slips do not add up")
  void successClearsTheAccount() {
    browser.header("X-Forwarded-For", "198.51.103.7");
    for (int round = 1; round <= 2; round++) {
      for (int i = 1; i <= 4; i++) {
        assertThat(guess(TestServer.OWNER, "wrong"))
            .as("slip %s of round %s", i, round)
            .isEqualTo(TRIED);
      }
      assertThat(guess(TestServer.OWNER, TestServer.PASSWORD))
          .as("the right password in round %s", round)
          .isEqualTo(302);
    }
  }

  @Test
  @DisplayName("S1-20 What a network tried is forgotten after a day")
  void forgotten() {
    browser.header("X-Forwarded-For", "198.51.104.7");
    for (int i = 1; i <= FREE; i++) {
      guess("old" + i + "@x.example", "wrong");
    }
    assertThat(guess("now@x.example", "wrong")).as("after all free tries").isEqualTo(MUST_WAIT);
    server.clock().tick(Duration.ofDays(1).plusSeconds(1));
    for (int i = 1; i <= 2; i++) {
      assertThat(guess("new" + i + "@x.example", "wrong"))
          .as("try %s of the next day", i)
          .isEqualTo(TRIED);
    }
  }
}
