package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.tenant.Role;
import org.jawort.tenant.staff.StaffMember;
import org.jawort.tenant.staff.StaffMembers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who belongs to the staff: inviting, roles, switching off, and the last owner. */
class StaffUsersTest {
  private static final String USERS = "/app/settings/users";
  private static final String PASSWORD = "neun stille Boote im Schilf";

  private final TestServer server = TestServer.guest();
  private final AccountLinks links = new AccountLinks(server, server.tenant());
  private final String address = "neu-" + UUID.randomUUID() + "@salon.example";

  private String invited(TestBrowser owner, Role role) {
    owner.get(USERS);
    var answer = owner.post(USERS, Map.of("email", address, "role", role.name(), "language", "de"));
    assertThat(answer.status()).as("the invitation").isEqualTo(302);
    return links.newest(address);
  }

  private TestBrowser joined(TestBrowser owner, Role role) {
    String link = invited(owner, role);
    TestBrowser newcomer = server.browser();
    newcomer.get(link);
    var answer = newcomer.post(link, Map.of("name", "Nora Neu", "password", PASSWORD));
    assertThat(answer.location()).as("where joining leads").isEqualTo("/app");
    return newcomer;
  }

  private StaffMember member(String mail) {
    return server.bean(StaffMembers.class).all(server.tenant()).stream()
        .filter(one -> one.email().equals(mail))
        .findFirst()
        .orElseThrow();
  }

  private String of(StaffMember member, String verb) {
    return USERS + "/" + member.id() + "/" + verb;
  }

  @Test
  @DisplayName("B-17 Whoever is invited sets a password of their own behind the mailed link, once")
  void joins() {
    TestBrowser owner = server.owner();
    String link = invited(owner, Role.EDITOR);
    assertThat(owner.get(USERS).body()).contains("Offene Einladungen", address);
    TestBrowser newcomer = server.browser();
    assertThat(newcomer.get(link).body()).contains("Salon Morgenrot", "Redaktion");
    assertThat(newcomer.post(link, Map.of("name", "Nora Neu", "password", "kurz")).status())
        .as("a bad password")
        .isEqualTo(422);
    newcomer.post(link, Map.of("name", "Nora Neu", "password", PASSWORD));
    assertThat(newcomer.get("/app/campaigns/new").status()).as("what editors may").isEqualTo(200);
    assertThat(newcomer.get(USERS).status()).as("what owners may").isEqualTo(403);

    TestBrowser second = server.browser();
    assertThat(second.get(link).status()).as("the link once more").isEqualTo(410);
    second.get("/login");
    assertThat(second.post(link, Map.of("name", "Eve", "password", PASSWORD)).status())
        .as("the form once more")
        .isEqualTo(410);
    assertThat(owner.get(USERS).body())
        .contains("Nora Neu", "aktiv")
        .doesNotContain("Offene Einladungen", ">abgeschaltet<");
    assertThat(member(address).lastSignIn()).isNotNull();
  }

  @Test
  @DisplayName("B-17 An invitation ends when it is withdrawn, renewed or a week old")
  void ends() {
    TestBrowser owner = server.owner();
    String first = invited(owner, Role.STAFF);
    String second = invited(owner, Role.STAFF);
    assertThat(server.browser().get(first).status()).as("the former link").isEqualTo(410);
    assertThat(server.browser().get(second).status()).as("the new link").isEqualTo(200);
    String withdraw =
        Stream.of(owner.get(USERS).body().split("\""))
            .filter(text -> text.endsWith("/withdraw"))
            .findFirst()
            .orElseThrow();
    owner.post(withdraw, Map.of());
    assertThat(server.browser().get(second).status()).as("withdrawn").isEqualTo(410);

    TestServer later = TestServer.timeTraveller();
    TestBrowser other = later.owner();
    other.get(USERS);
    other.post(USERS, Map.of("email", address, "role", "STAFF", "language", "de"));
    String link = new AccountLinks(later, later.tenant()).newest(address);
    later.clock().tick(Duration.ofDays(7).plusSeconds(1));
    assertThat(later.browser().get(link).status()).as("after a week").isEqualTo(410);
  }

  @Test
  @DisplayName("B-17 An invitation is not for somebody who is signed in by another address")
  void notForOthers() {
    TestBrowser owner = server.owner();
    String link = invited(owner, Role.OWNER);
    TestServer firm = server.withTenant();
    TestBrowser stranger = firm.owner();
    assertThat(stranger.get(link).body()).contains("Die Einladung kann nur annehmen");
    assertThat(stranger.post(link, Map.of("name", "Eve", "password", PASSWORD)).status())
        .isEqualTo(403);
    assertThat(server.browser().get(link).status()).as("still open").isEqualTo(200);
    assertThat(stranger.get("/app").body()).doesNotContain("Salon Morgenrot\" type");
    assertThat(stranger.get("/login?to=" + link).location())
        .as("the sign-in, for whoever is signed in")
        .isEqualTo(link);
    stranger.get(link);
    assertThat(stranger.post("/logout", Map.of("to", link)).location())
        .as("where signing out leads")
        .isEqualTo(link);
  }

  @Test
  @DisplayName(
      "B-17 One person, one account: a second firm is joined by signing in, and switched to")
  void worksForTwo() {
    joined(server.owner(), Role.EDITOR);
    TestServer other = server.withTenant();
    TestBrowser otherOwner = other.owner();
    otherOwner.get(USERS);
    otherOwner.post(USERS, Map.of("email", address, "role", "AUDITOR", "language", "de"));
    String link = new AccountLinks(other, other.tenant()).newest(address);

    TestBrowser person = server.browser();
    assertThat(person.get(link).body()).as("no second password").doesNotContain("password");
    person.post(link, Map.of("name", "x", "password", "ein anderes langes Passwort"));
    assertThat(person.get("/app").location()).as("nobody came in so").startsWith("/login");
    person.get("/login?to=" + link);
    var in = person.post("/login", Map.of("email", address, "password", PASSWORD, "to", link));
    assertThat(in.location()).isEqualTo(link);
    person.get(link);
    assertThat(person.post(link, Map.of()).location()).isEqualTo("/app");
    assertThat(person.get("/app/campaigns/new").status()).as("an auditor there").isEqualTo(403);

    String old = person.cookies().get("__Host-jawort");
    int number = number(server);
    person.get("/app/settings");
    String staleToken = person.cookies().get("__Host-jawort-csrf");
    person.post("/app/tenant", Map.of("tenant", number));
    assertThat(person.get("/app/campaigns/new").status()).as("an editor here").isEqualTo(200);
    assertThat(person.cookies().get("__Host-jawort-csrf"))
        .as("forms of the other firm, still open in another window")
        .isNotEqualTo(staleToken);
    TestBrowser thief = server.browser();
    thief.cookies().put("__Host-jawort", old);
    assertThat(thief.get("/app").status()).as("the former key").isEqualTo(302);
    assertThat(person.post("/app/tenant", Map.of("tenant", number(server.withTenant()))).status())
        .as("a firm that they do not work for")
        .isEqualTo(403);
  }

  private static int number(TestServer server) {
    return server.bean(org.jawort.tenant.Tenants.class).numberOf(server.tenant());
  }

  @Test
  @DisplayName(
      "B-17 Whoever is switched off is out with the next click, and comes back in their role")
  void switchedOff() {
    TestBrowser owner = server.owner();
    TestBrowser newcomer = joined(owner, Role.STAFF);
    assertThat(newcomer.get("/app/contacts/new").status()).isEqualTo(200);
    owner.get(USERS);
    owner.post(of(member(address), "off"), Map.of());
    var after = newcomer.get("/app/contacts/new");
    assertThat(after.location()).as("with the cookie of before").startsWith("/login");
    newcomer.get("/login");
    assertThat(signIn(newcomer)).as("the right password").isEqualTo(422);
    assertThat(owner.get(USERS).body()).contains("abgeschaltet", "Wieder einschalten");
    owner.post(of(member(address), "on"), Map.of());
    assertThat(signIn(newcomer)).isEqualTo(302);
    assertThat(member(address).role()).isEqualTo(Role.STAFF);
  }

  private int signIn(TestBrowser browser) {
    return browser.post("/login", Map.of("email", address, "password", PASSWORD)).status();
  }

  @Test
  @DisplayName("B-17 A new role counts at once")
  void changesRole() {
    TestBrowser owner = server.owner();
    TestBrowser newcomer = joined(owner, Role.OWNER);
    assertThat(newcomer.get(USERS).status()).isEqualTo(200);
    owner.get(USERS);
    owner.post(of(member(address), "role"), Map.of("role", "AUDITOR"));
    assertThat(newcomer.get(USERS).status()).isEqualTo(403);
    owner.post(of(member(address), "role"), Map.of("role", "EMPEROR"));
    assertThat(member(address).role()).isEqualTo(Role.AUDITOR);
  }

  @Test
  @DisplayName("B-17 The last owner stays, also where two windows take the two last away at once")
  void lastOwner() throws Exception {
    TestBrowser owner = server.owner();
    StaffMember ada = member(server.ownerAddress());
    owner.get(USERS);
    assertThat(owner.post(of(ada, "role"), Map.of("role", "EDITOR")).status()).isEqualTo(409);
    assertThat(owner.post(of(ada, "off"), Map.of()).status()).isEqualTo(409);

    TestBrowser second = joined(owner, Role.OWNER);
    StaffMember nora = member(address);
    owner.get(USERS);
    second.get(USERS);
    var ready = new CountDownLatch(2);
    try (var windows = Executors.newFixedThreadPool(2)) {
      List<CompletableFuture<Integer>> answers =
          List.of(
              CompletableFuture.supplyAsync(() -> demote(owner, ada, ready), windows),
              CompletableFuture.supplyAsync(() -> demote(second, nora, ready), windows));
      assertThat(answers.stream().map(CompletableFuture::join))
          .as("one of the two is told that they must stay")
          .containsExactlyInAnyOrder(302, 409);
    }
    assertThat(
            server.bean(StaffMembers.class).all(server.tenant()).stream()
                .filter(member -> member.role() == Role.OWNER && !member.off()))
        .hasSize(1);
  }

  private int demote(TestBrowser browser, StaffMember member, CountDownLatch ready) {
    ready.countDown();
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return browser
        .post(of(member, "role"), Map.of("role", "editor".toUpperCase(Locale.ROOT)))
        .status();
  }

  @Test
  @DisplayName("B-17 A member cannot be invited once more, nor an address that is none")
  void refusesWhatIsKnown() {
    TestBrowser owner = server.owner();
    owner.get(USERS);
    for (String wrong : List.of(server.ownerAddress().toUpperCase(Locale.ROOT), "niemand", "")) {
      assertThat(owner.post(USERS, Map.of("email", wrong, "role", "STAFF")).status())
          .as(wrong)
          .isEqualTo(422);
    }
    TestServer other = server.withTenant();
    TestBrowser otherOwner = other.owner();
    otherOwner.get(USERS);
    assertThat(otherOwner.post(of(member(server.ownerAddress()), "off"), Map.of()).status())
        .as("a member of another firm")
        .isEqualTo(404);
  }
}
