package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jawort.AuditReader;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.platform.SettingException;
import org.jawort.tenant.Role;
import org.jawort.tenant.staff.StaffMember;
import org.jawort.tenant.staff.StaffMembers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Another system vouches for staff, by OpenID Connect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignOnTest {
  private static final UnaryOperator<JWTClaimsSet.Builder> AS_IT_IS = claims -> claims;

  private TestProvider provider;
  private TestServer server;

  @BeforeAll
  void start() throws IOException {
    provider = new TestProvider();
    server = TestServer.start(settings());
  }

  private Map<String, String> settings() {
    return Map.of(
        "JAWORT_ADMIN_EMAIL", TestServer.OWNER,
        "JAWORT_ADMIN_PASSWORD", TestServer.PASSWORD,
        "JAWORT_OIDC_ISSUER", provider.issuer(),
        "JAWORT_OIDC_CLIENT_ID", TestProvider.CLIENT,
        "JAWORT_OIDC_CLIENT_SECRET", TestProvider.SECRET,
        "JAWORT_OIDC_ROLES", "chefs=owner, marketing=editor,revision=auditor");
  }

  @AfterAll
  void stop() {
    server.close();
    provider.close();
  }

  private String leave(TestBrowser browser) {
    return browser.get("/login/provider?to=/app/funnel").location();
  }

  private TestBrowser.Page signIn(
      TestBrowser browser,
      String email,
      List<String> groups,
      UnaryOperator<JWTClaimsSet.Builder> change) {
    String address = leave(browser);
    return browser.get(provider.signedIn(address, email, groups, server.clock().instant(), change));
  }

  private StaffMember member(String email) {
    return server.bean(StaffMembers.class).all(server.tenant()).stream()
        .filter(one -> one.email().equals(email))
        .findFirst()
        .orElseThrow();
  }

  private static String somebody() {
    return "p-" + UUID.randomUUID() + "@salon.example";
  }

  private static boolean isIn(TestBrowser browser) {
    return browser.get("/app/account").status() == 200;
  }

  @Test
  @DisplayName(
      "B-17 Whom the provider vouches for is in, in the role of their groups, which follows them")
  void groups() {
    String email = somebody();
    TestBrowser browser = server.browser();
    assertThat(browser.get("/login").body()).contains("Konto des Unternehmens");
    Map<String, String> asked = TestProvider.query(leave(browser));
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsEntry("redirect_uri", server.url() + "/login/provider/answer")
        .doesNotContainKey("prompt");
    var in = signIn(browser, email, List.of("marketing", "unknown"), AS_IT_IS);
    assertThat(in.location()).isEqualTo("/app/funnel");
    assertThat(member(email).role()).isEqualTo(Role.EDITOR);
    assertThat(member(email).name()).isEqualTo("Petra Provider");

    signIn(browser, email, List.of("revision", "chefs"), AS_IT_IS);
    assertThat(member(email).role()).as("the highest counts").isEqualTo(Role.OWNER);
    signIn(browser, email, List.of("revision"), AS_IT_IS);
    assertThat(browser.get("/app/settings/users").status()).as("at once").isEqualTo(403);

    UnaryOperator<JWTClaimsSet.Builder> moved =
        claims -> claims.subject("subject of " + email).claim("email_verified", false);
    assertThat(signIn(browser, "neu-" + email, List.of("marketing"), moved).location())
        .as("the same person under another address")
        .isEqualTo("/app/funnel");
    assertThat(member(email).role()).isEqualTo(Role.EDITOR);

    TestBrowser other = server.browser();
    assertThat(signIn(other, email, List.of(), AS_IT_IS).location()).isEqualTo("/login");
    assertThat(member(email).off()).as("whoever has left every group").isTrue();
    assertThat(isIn(browser)).as("with the session of before").isFalse();
    assertThat(signIn(other, email, List.of("marketing"), AS_IT_IS).status()).isEqualTo(302);
    assertThat(isIn(other)).as("back in a group").isTrue();

    StaffMember member = member(email);
    StaffMembers members = server.bean(StaffMembers.class);
    members.switchOff(server.tenant(), member.id(), member(TestServer.OWNER).id());
    assertThat(signIn(other, email, List.of("marketing"), AS_IT_IS).location())
        .as("whom an owner has switched off")
        .isEqualTo("/login");
    assertThat(isIn(other)).isFalse();
  }

  @Test
  @DisplayName(
      "B-17 Who has a password too keeps it, and the last owner stays whatever the groups say")
  void localOwner() {
    StaffMembers members = server.bean(StaffMembers.class);
    members.all(server.tenant()).stream()
        .filter(one -> !one.email().equals(TestServer.OWNER))
        .forEach(one -> members.changeRole(server.tenant(), one.id(), Role.AUDITOR, null));
    TestBrowser browser = server.browser();
    assertThat(signIn(browser, TestServer.OWNER, List.of("revision"), AS_IT_IS).location())
        .isEqualTo("/app/funnel");
    assertThat(member(TestServer.OWNER).role()).as("the only owner").isEqualTo(Role.OWNER);
    TestBrowser other = server.browser();
    assertThat(signIn(other, TestServer.OWNER, List.of(), AS_IT_IS).location()).isEqualTo("/login");
    assertThat(member(TestServer.OWNER).off()).isFalse();
    assertThat(isIn(other.signIn(TestServer.OWNER, TestServer.PASSWORD))).isTrue();
  }

  @Test
  @DisplayName(
      "B-16 law 64 what the groups change, and whom they do not let in, stands in the audit log")
  void told() {
    String email = somebody();
    TestBrowser browser = server.browser();
    signIn(browser, email, List.of("marketing"), AS_IT_IS);
    signIn(browser, email, List.of("revision"), AS_IT_IS);
    signIn(browser, email, List.of(), AS_IT_IS);
    UUID user = member(email).id().value();
    var log = new AuditReader(server.browser().signIn(TestServer.OWNER, TestServer.PASSWORD));
    Await.until(
        "the refusal", () -> !log.lines("?outcome=REFUSED&kind=SIGN_IN&about=" + user).isEmpty());
    String answer = "GET /login/provider/answer ";
    assertThat(log.lines("?about=" + user))
        .containsExactly(
            answer + "REFUSED SIGN_IN",
            answer + "DONE ROLE",
            answer + "DONE SIGN_IN",
            answer + "DONE ROLE",
            answer + "DONE SIGN_IN",
            answer + "DONE ROLE");
    JsonNode change = log.entries("?kind=ROLE&about=" + user).getFirst();
    assertThat(AuditReader.text(change, "actor")).isEqualTo("SYSTEM");
  }

  private static Named<UnaryOperator<JWTClaimsSet.Builder>> wrong(
      String name, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Named.of(name, change);
  }

  static Stream<Named<UnaryOperator<JWTClaimsSet.Builder>>> wrong() {
    return Stream.of(
        wrong("another nonce", claims -> claims.claim("nonce", "n".repeat(43))),
        wrong("no nonce", claims -> claims.claim("nonce", null)),
        wrong("another issuer", claims -> claims.issuer("https://evil.example")),
        wrong("for another client", claims -> claims.audience("somebody else")),
        wrong(
            "for two, given to the other",
            claims ->
                claims.audience(List.of("somebody else", TestProvider.CLIENT)).claim("azp", "x")),
        wrong(
            "expired",
            claims ->
                claims
                    .issueTime(
                        Date.from(claims.build().getIssueTime().toInstant().minusSeconds(900)))
                    .expirationTime(
                        Date.from(claims.build().getIssueTime().toInstant().minusSeconds(120)))),
        wrong(
            "from the future",
            claims ->
                claims.issueTime(
                    Date.from(claims.build().getIssueTime().toInstant().plusSeconds(3600)))),
        wrong(
            "an address that nobody has verified", claims -> claims.claim("email_verified", false)),
        wrong("no address", claims -> claims.claim("email", null)),
        wrong("no group that counts", claims -> claims.claim("groups", List.of("kitchen"))));
  }

  @ParameterizedTest
  @MethodSource("wrong")
  @DisplayName("B-17 An answer of the provider that is not as it must be lets nobody in")
  void refuses(UnaryOperator<JWTClaimsSet.Builder> change) {
    TestBrowser browser = server.browser();
    var answer = signIn(browser, somebody(), List.of("chefs"), change);
    assertThat(answer.location()).isEqualTo("/login");
    assertThat(isIn(browser)).isFalse();
    assertThat(browser.get("/login").body()).contains("hat nicht geklappt");
  }

  @Test
  @DisplayName(
      "B-17 A foreign signature, a code used twice, another browser's answer: nobody gets in")
  void refusesTricks() {
    TestBrowser browser = server.browser();
    String forged =
        provider.signedIn(
            leave(browser), somebody(), List.of("chefs"), server.clock().instant(), AS_IT_IS);
    provider.forge(forged, server.clock().instant());
    assertThat(browser.get(forged).location()).as("a foreign key").isEqualTo("/login");

    String path =
        provider.signedIn(
            leave(browser), somebody(), List.of("chefs"), server.clock().instant(), AS_IT_IS);
    TestBrowser victim = server.browser();
    assertThat(victim.get(path).location()).as("slipped to another").isEqualTo("/login");
    leave(victim);
    assertThat(victim.get(path).location()).as("who is on their own way").isEqualTo("/login");
    assertThat(isIn(victim)).isFalse();
    assertThat(browser.get(path).location()).as("whose it is").isEqualTo("/app/funnel");
    TestBrowser again = server.browser();
    again.cookies().putAll(browser.cookies());
    again.cookies().remove("__Host-jawort");
    assertThat(again.get(path).location()).as("once more").isEqualTo("/login");
    leave(again);
    assertThat(again.get("/login/provider/answer?error=access_denied&state=x").location())
        .isEqualTo("/login");
    assertThat(browser.get("/login/provider?to=https://evil.example").status()).isEqualTo(303);
  }

  @Test
  @DisplayName(
      "B-17 Before keys and roles the provider asks anew, and an old sign-in there is not enough")
  void asksAnew() {
    String email = somebody();
    TestBrowser browser = server.browser();
    signIn(browser, email, List.of("chefs"), AS_IT_IS);
    server.clock().tick(Duration.ofMinutes(16));
    browser.get("/app");
    var question = browser.post("/app/settings/api-keys", Map.of("name", "x"));
    assertThat(question.body()).contains("Beim Konto des Unternehmens noch einmal anmelden");
    String address = browser.get("/login/provider?anew=true&to=/app/settings/api-keys").location();
    assertThat(TestProvider.query(address)).containsEntry("prompt", "login");
    long old = server.clock().instant().minus(Duration.ofHours(1)).getEpochSecond();
    String lazy =
        provider.signedIn(
            address,
            email,
            List.of("chefs"),
            server.clock().instant(),
            claims -> claims.claim("auth_time", old));
    assertThat(browser.get(lazy).location()).as("asked nobody").isEqualTo("/login");
    address = browser.get("/login/provider?anew=true&to=/app/settings/api-keys").location();
    String asked =
        provider.signedIn(address, email, List.of("chefs"), server.clock().instant(), AS_IT_IS);
    assertThat(browser.get(asked).location()).isEqualTo("/app/settings/api-keys");
    browser.get("/app/settings/api-keys");
    assertThat(browser.post("/app/settings/api-keys", Map.of("name", "")).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("B-17 Where the provider is gone, the page says so, and the password opens as ever")
  void gone() throws IOException {
    var brief = new TestProvider();
    var more = new HashMap<>(settings());
    more.put("JAWORT_OIDC_ISSUER", brief.issuer());
    try (TestServer alone = TestServer.start(more)) {
      TestBrowser browser = alone.browser();
      assertThat(browser.get("/login/provider").location()).startsWith(brief.issuer());
      brief.close();
      alone.clock().tick(Duration.ofMinutes(1));
      assertThat(browser.get("/login/provider").location())
          .as("nobody is sent to an address where nobody answers")
          .isEqualTo("/login");
      assertThat(browser.get("/login").body()).contains("antwortet gerade nicht");
      assertThat(isIn(browser.signIn(TestServer.OWNER, TestServer.PASSWORD))).isTrue();
    }
  }

  @Test
  @DisplayName("B-17 A rule about groups that nobody can read stops the start, and says why")
  void wrongRule() {
    var more = new HashMap<>(settings());
    more.put("JAWORT_OIDC_ROLES", "marketing=emperor");
    assertThatThrownBy(() -> TestServer.start(more))
        .hasRootCauseInstanceOf(SettingException.class)
        .rootCause()
        .hasMessageContaining("JAWORT_OIDC_ROLES")
        .hasMessageContaining("group=role");
  }
}
