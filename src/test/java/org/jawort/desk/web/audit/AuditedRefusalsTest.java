package org.jawort.desk.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.AuditReader;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.ApiScope;
import org.jawort.integration.NewApiKey;
import org.jawort.platform.Language;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.UserId;
import org.jawort.tenant.Users;
import org.jawort.tenant.account.TestDevice;
import org.jawort.tenant.staff.StaffMembers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Who knocked and was not let in: by a code, by a key that has ended, by an account switched off.
 */
class AuditedRefusalsTest {
  private static final String REFUSED = "?outcome=REFUSED&kind=SIGN_IN";

  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();
  private final AuditReader log = new AuditReader(owner);

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private void awaitRefused(String deed) {
    Await.until(deed + " in the log", () -> log.lines(REFUSED).contains(deed + " REFUSED SIGN_IN"));
  }

  @Test
  @DisplayName("B-16 law 64 a wrong code after the password is told of, and so is the right one")
  void codes() {
    owner.get("/app/account");
    owner.post("/app/account/codes", Map.of());
    var device =
        new TestDevice(first("secret=([A-Z2-7]+)", owner.get("/app/account/codes").body()));
    owner.post("/app/account/codes/confirm", Map.of("code", device.code(server.clock().instant())));
    TestBrowser browser = server.browser();
    browser.get("/login");
    String step =
        browser
            .post(
                "/login",
                Map.of("email", server.ownerAddress(), "password", TestServer.PASSWORD, "to", ""))
            .body();
    String ticket = first("name=\"ticket\" value=\"([^\"]+)\"", step);
    browser.post("/login/code", Map.of("ticket", ticket, "code", "12 34"));
    awaitRefused("POST /login/code");
    server.clock().tick(Duration.ofSeconds(30));
    String right = device.code(server.clock().instant());
    browser.post("/login/code", Map.of("ticket", ticket, "code", right));
    assertThat(log.lines("?outcome=DONE&kind=SIGN_IN"))
        .first()
        .isEqualTo("POST /login/code DONE SIGN_IN");
  }

  @Test
  @DisplayName(
      "B-16 law 64 whoever was switched off and comes again is told of, by the right password too")
  void switchedOff() {
    String address = "former-" + UUID.randomUUID() + "@salon.example";
    var user =
        new NewUser(
            "Fritz",
            StaffEmail.parse(address).orElseThrow(),
            Role.STAFF,
            Language.DE,
            TestServer.PASSWORD);
    UserId id = server.bean(Users.class).add(server.tenant(), user);
    server.bean(StaffMembers.class).switchOff(server.tenant(), id, null);
    TestBrowser browser = server.browser();
    browser.get("/login");
    browser.post("/login", Map.of("email", address, "password", TestServer.PASSWORD));
    assertThat(browser.get("/app/account").status()).isEqualTo(302);
    awaitRefused("POST /login");
    assertThat(log.lines(REFUSED + "&about=" + id.value())).hasSize(1);
  }

  private ApiKeys.Issued key() {
    var basis = StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null);
    var end = server.clock().instant().plus(Duration.ofMinutes(1));
    var wanted = new NewApiKey("short", basis, Set.of(ApiScope.READ), end, null);
    return server.bean(ApiKeys.class).issue(server.tenant(), wanted);
  }

  private void isToldOf(ApiKeys.Issued key) {
    TestBrowser system =
        server.browser().header("Accept", "*/*").header("Authorization", "Bearer " + key.secret());
    String nobody = UUID.randomUUID().toString();
    assertThat(system.get("/api/v1/contacts/" + nobody).status()).isEqualTo(401);
    assertThat(system.get("/api/v1/contacts/" + nobody).status()).isEqualTo(401);
    assertThat(log.lines("?who=" + key.id()))
        .as("once a minute")
        .containsExactly("GET /api/v1/contacts/{id} REFUSED PERSON");
    assertThat(log.entries("?who=" + key.id() + "&about=" + nobody)).hasSize(1);
  }

  @Test
  @DisplayName("B-16 law 64 calls with a key that was revoked or has come to its end are told of")
  void endedKeys() {
    ApiKeys.Issued expired = key();
    server.clock().tick(Duration.ofMinutes(2));
    isToldOf(expired);
    ApiKeys.Issued revoked = key();
    owner.get("/app/settings/api-keys");
    owner.post("/app/settings/api-keys/" + revoked.id() + "/revoke", Map.of());
    isToldOf(revoked);
    TestBrowser stranger =
        server
            .browser()
            .header("Accept", "*/*")
            .header("Authorization", "Bearer " + "x".repeat(43));
    assertThat(stranger.get("/api/v1/contacts/" + UUID.randomUUID()).status()).isEqualTo(401);
  }
}
