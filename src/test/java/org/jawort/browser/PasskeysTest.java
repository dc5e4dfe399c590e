package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.jawort.TestServer;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Passkeys in a real browser, with an authenticator that it plays itself. */
class PasskeysTest {
  private final TestServer server = TestServer.shared();

  /** Plugs an authenticator in, and returns its name. */
  private static CDPSession plugIn(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var arguments = new JsonObject();
    arguments.add("options", options);
    session.send("WebAuthn.addVirtualAuthenticator", arguments);
    return session;
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true))
        .click();
  }

  @Test
  @DisplayName("B-17 A passkey is made, signs in without password, and shows again that it is they")
  void makesAndUses() {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.window("de", 1280, 900);
      String address = Chromium.signIn(page, server, Role.OWNER, "de");
      plugIn(page);
      page.navigate(server.url() + "/app/account");
      Chromium.accessible(page);
      Chromium.picture(page, "account");
      page.getByText("Passkey hinzufügen").click();
      page.waitForURL("**/app/account/passkeys/new");
      Chromium.accessible(page);
      page.getByLabel("Name des Passkeys").fill("Laptop");
      press(page, "Passkey anlegen");
      page.waitForURL("**/app/account");
      assertThat(page.getByText("Der Passkey ist angelegt.")).isVisible();
      assertThat(page.getByText("Laptop").first()).isVisible();

      leave(page);
      press(page, "Mit Passkey anmelden");
      page.waitForURL("**/app");

      server.clock().tick(Duration.ofMinutes(16));
      page.navigate(server.url() + "/app/settings/users");
      page.getByLabel("E-Mail-Adresse").fill("passkey-" + address);
      press(page, "Einladen");
      assertThat(page.getByText("Was Sie eingegeben haben")).isVisible();
      Chromium.accessible(page);
      press(page, "Mit Passkey bestätigen");
      assertThat(page.getByText("Die Einladung ist unterwegs.")).isVisible();
      Chromium.accessible(page);
      Chromium.picture(page, "users");
      page.setViewportSize(390, 844);
      org.assertj.core.api.Assertions.assertThat(
              (int) page.evaluate("document.documentElement.scrollWidth"))
          .as("the width on a phone")
          .isLessThanOrEqualTo(390);
      page.setViewportSize(1366, 900);

      leave(page);
      page.locator("[name=email]").fill(address);
      page.locator("[name=password]").fill(TestServer.PASSWORD);
      press(page, "Anmelden");
      assertThat(page.getByText("Zweiter Schritt").first()).isVisible();
      Chromium.accessible(page);
      press(page, "Mit Passkey anmelden");
      page.waitForURL("**/app");
      chromium.noComplaints();
    }
  }

  private void leave(Page page) {
    page.context().clearCookies();
    page.navigate(server.url() + "/login");
  }

  @Test
  @DisplayName(
      "B-17 A passkey that knows nobody here, or that a page of another site used, opens nothing")
  void refuses() {
    try (Chromium chromium = new Chromium()) {
      Page page = chromium.window("en", 1280, 900);
      Chromium.signIn(page, server, Role.STAFF, "en");
      plugIn(page);
      page.navigate(server.url() + "/app/account/passkeys/new");
      press(page, "Make the passkey");
      page.waitForURL("**/app/account");
      page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove")).click();
      assertThat(page.getByText("The passkey is removed.")).isVisible();
      leave(page);
      press(page, "Sign in with a passkey");
      assertThat(page.getByText("That did not work.")).isVisible();
      assertThat(page.url()).endsWith("/login");
    }
  }
}
