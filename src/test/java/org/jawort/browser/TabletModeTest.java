package org.jawort.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A tablet at the counter, from hand to hand, with a connection that comes and goes. */
class TabletModeTest {
  @Test
  @DisplayName(
      "S4-04 signed by finger, emptied for the next one, and sent once a connection is back")
  void handedOn() {
    try (var server = TestServer.guest();
        var chromium = new Chromium()) {
      for (String language : Chromium.languages("de")) {
        walk(server, chromium.window(language, 820, 1180), language);
      }
    }
  }

  private static void walk(TestServer server, Page page, String language) {
    Chromium.signIn(page, server, Role.STAFF, language);
    Form form =
        server.bean(Forms.class).all(server.tenant()).stream()
            .filter(one -> one.language() == Language.ofCode(language))
            .findFirst()
            .orElseThrow();
    page.navigate(server.url() + "/app/forms/" + form.id().value() + "/tablet");
    Chromium.accessible(page);
    page.locator("#place").fill("Empfang");
    page.locator("#pin").fill("7351");
    page.locator("#pinAgain").fill("7351");
    Chromium.picture(page, "tablet-open-" + language);
    page.locator("main form button.btn-primary").click();
    assertThat(page).hasURL(server.url() + "/t");
    Chromium.accessible(page);
    online(server, page, language);
    leftAlone(page);
    offline(server, page, language);
    page.goBack();
    assertThat(page).hasURL(server.url() + "/t");
    page.locator("#exit").click();
    Chromium.accessible(page);
    page.locator("#pin").fill("7351");
    page.locator("#leave button").click();
    assertThat(page).hasURL(server.url() + "/login");
  }

  private static void online(TestServer server, Page page, String language) {
    page.locator("#begin").click();
    page.locator("#send").click();
    assertThat(page.locator("#problems li")).hasCount(4);
    assertThat(page.locator("#form .wrong")).hasCount(4);
    assertThat(page.locator("#email")).hasAccessibleDescription(Pattern.compile(".+"));
    Chromium.accessible(page);
    page.locator("#cancel").click();
    page.locator("#begin").click();
    String address = "counter-" + language + "@example.org";
    fill(page, address);
    sign(page);
    Chromium.picture(page, "tablet-form-" + language);
    page.locator("#send").click();
    assertThat(page.locator("#done")).isVisible();
    assertThat(page.locator("#later")).isHidden();
    Await.until("the contact is there", () -> isThere(server, address));
    page.locator("#next").click();
    assertThat(page.locator("#start")).isVisible();
    page.locator("#begin").click();
    assertThat(page.locator("#email")).hasValue("");
  }

  /** Somebody walks away; the page's own clock is moved on, so that nobody waits. */
  private static void leftAlone(Page page) {
    page.locator("#email").fill("left@example.org");
    page.evaluate(later(65));
    assertThat(page.locator("#idle")).isVisible();
    Chromium.accessible(page);
    page.locator("#stay").click();
    assertThat(page.locator("#email")).hasValue("left@example.org");
    page.evaluate(later(65 + 90));
    assertThat(page.locator("#start")).isVisible();
    assertThat(page.locator("#email")).hasValue("");
  }

  private static String later(int seconds) {
    return "() => { window.past ??= Date.now; Date.now = () => window.past() + %d; }"
        .formatted(seconds * 1000);
  }

  private static void offline(TestServer server, Page page, String language) {
    String address = "lost-" + language + "@example.org";
    page.locator("#begin").click();
    fill(page, address);
    page.locator("#typed").fill("Ada Lovelace");
    page.context().setOffline(true);
    page.locator("#send").click();
    assertThat(page.locator("#later")).isVisible();
    assertThat(page.locator("#waiting")).containsText("1");
    assertThat(isThere(server, address)).isFalse();
    assertThat((String) page.evaluate(KEPT)).contains("content").doesNotContain("example.org");
    page.context().setOffline(false);
    // As if it had been killed: what waits is on the disk.
    page.reload();
    assertThat(page.locator("#waiting")).hasText("");
    Await.until("what waited has arrived", () -> isThere(server, address));
    Await.until("nothing is kept any more", () -> page.evaluate(KEPT).equals("[]"));
  }

  private static final String KEPT =
      """
      () => new Promise(resolve => {
        const opening = indexedDB.open('jawort-tablet');
        opening.onsuccess = () => {
          const all = opening.result.transaction('waiting').objectStore('waiting').getAll();
          all.onsuccess = () => { opening.result.close(); resolve(JSON.stringify(all.result)); };
        };
      })
      """;

  private static boolean isThere(TestServer server, String address) {
    return server
        .bean(Contacts.class)
        .find(server.tenant(), CheckedAddress.parse(Channel.EMAIL, address).orElseThrow())
        .isPresent();
  }

  private static void fill(Page page, String address) {
    page.locator("#email").fill(address);
    page.locator("#newsletter").check();
    page.locator("#privacy").check();
  }

  private static void sign(Page page) {
    Locator pad = page.locator("#pad");
    pad.scrollIntoViewIfNeeded();
    BoundingBox box = pad.boundingBox();
    page.mouse().move(box.x + 40, box.y + 80);
    page.mouse().down();
    for (int[] to : List.of(new int[] {90, 30}, new int[] {130, 120}, new int[] {200, 40})) {
      page.mouse().move(box.x + to[0], box.y + to[1], new Mouse.MoveOptions().setSteps(6));
    }
    page.mouse().up();
  }
}
