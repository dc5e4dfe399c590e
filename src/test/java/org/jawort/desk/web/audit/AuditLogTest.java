package org.jawort.desk.web.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.AuditReader;
import org.jawort.Await;
import org.jawort.OwnTenant;
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
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AuditLogTest {
  private static final String ADDRESS = "lovelace@example.org";

  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();
  private final AuditReader log = new AuditReader(owner);

  private TestBrowser signedIn(Role role) {
    String address = role + "-" + UUID.randomUUID() + "@salon.example";
    var user =
        new NewUser(
            role.name(),
            StaffEmail.parse(address).orElseThrow(),
            role,
            Language.DE,
            TestServer.PASSWORD);
    server.bean(Users.class).add(server.tenant(), user);
    return server.browser().signIn(address, TestServer.PASSWORD);
  }

  /** Somebody whom the owner enters by hand; returns the address of their page. */
  private String person() {
    owner.get("/app/contacts/new");
    TestBrowser.Page made =
        owner.post(
            "/app/contacts/new",
            Map.of(
                "kind", "CUSTOMER",
                "firstName", "Augusta",
                "lastName", "King",
                "company", "",
                "language", "de",
                "emails", ADDRESS,
                "mobiles", ""));
    assertThat(made.status()).as("%s", made).isIn(302, 303);
    return made.location().replaceAll("^https?://[^/]+", "").replaceAll("[?#].*", "");
  }

  @Test
  @DisplayName(
      "B-16 law 64 who saw and changed a person is told by id, with neither name nor address")
  void seenAndChanged() {
    String page = person();
    String id = page.substring(page.lastIndexOf('/') + 1);
    owner.get(page);
    owner.get("/app/contacts?q=" + ADDRESS);
    owner.get(page + "/copy.zip");
    assertThat(log.lines("?about=" + id))
        .contains(
            "POST /app/contacts/new DONE CONTACT",
            "GET /app/contacts/{id} DONE PERSON",
            "GET /app/contacts DONE PERSON",
            "GET /app/contacts/{id}/copy.zip DONE EXPORT");
    JsonNode entry = log.entries("?about=" + id).getFirst();
    assertThat(AuditReader.text(entry, "network")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(AuditReader.text(entry, "actor")).isEqualTo("STAFF");
    String all = owner.get("/app/audit/audit.json").body() + owner.get("/app/audit").body();
    assertThat(all).doesNotContain(ADDRESS, "Augusta").contains(id);
  }

  @Test
  @DisplayName(
      "B-16 law 64 what somebody was turned away from stands in the log, and what they tried")
  void refused() {
    TestBrowser auditor = signedIn(Role.AUDITOR);
    auditor.get("/app/audit");
    String nobody = UUID.randomUUID().toString();
    assertThat(auditor.post("/app/contacts/" + nobody + "/erase", Map.of()).status())
        .isEqualTo(403);
    assertThat(auditor.get("/app/contacts/" + nobody).status()).isEqualTo(404);
    assertThat(log.lines("?about=" + nobody))
        .containsExactly(
            "GET /app/contacts/{id} REFUSED PERSON",
            "POST /app/contacts/{id}/erase REFUSED ERASURE");
    assertThat(log.lines("?outcome=REFUSED&kind=ERASURE")).hasSize(1);
  }

  @Test
  @DisplayName(
      "B-16 law 64 signing in, what was refused of it, and signing out; of an unknown nothing")
  void signIns() {
    server.browser().post("/login", Map.of("email", server.ownerAddress(), "password", "wrong"));
    TestBrowser stranger = server.browser();
    stranger.get("/login");
    stranger.post("/login", Map.of("email", server.ownerAddress(), "password", "wrong"));
    stranger.post("/login", Map.of("email", "nobody@salon.example", "password", "wrong"));
    TestBrowser other = server.owner();
    other.get("/app");
    other.post("/logout", Map.of());
    Await.until(
        "the refused sign-in", () -> log.lines("?outcome=REFUSED&kind=SIGN_IN").size() == 1);
    assertThat(log.lines("?kind=SIGN_IN"))
        .contains("POST /login DONE SIGN_IN", "POST /logout DONE SIGN_IN");
  }

  @Test
  @DisplayName(
      "B-16 law 64 other systems leave the same trace as people, and what they may not do too")
  void keys() {
    String page = person();
    String id = page.substring(page.lastIndexOf('/') + 1);
    var basis = StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null);
    var wanted = new NewApiKey("reads", basis, java.util.Set.of(ApiScope.READ), null, null);
    ApiKeys.Issued key = server.bean(ApiKeys.class).issue(server.tenant(), wanted);
    TestBrowser system =
        server.browser().header("Accept", "*/*").header("Authorization", "Bearer " + key.secret());
    assertThat(system.get("/api/v1/contacts?address=" + ADDRESS).status()).isEqualTo(200);
    assertThat(system.method("DELETE", "/api/v1/contacts/" + id).status()).isEqualTo(403);
    assertThat(system.method("DELETE", "/api/v1/contacts/" + id).status()).isEqualTo(403);
    assertThat(system.get("/api/v1/permission?channel=EMAIL&address=x@example.org").status())
        .isNotEqualTo(403);
    assertThat(log.lines("?who=" + key.id()))
        .containsExactly(
            "DELETE /api/v1/contacts/{id} REFUSED ERASURE", "GET /api/v1/contacts DONE PERSON");
    assertThat(log.entries("?who=" + key.id() + "&about=" + id)).hasSize(2);
  }

  @Test
  @DisplayName("B-16 law 64 owners and auditors search page by page; nobody else sees the log")
  void page() {
    for (int i = 0; i < 51; i++) {
      owner.get("/app/contacts");
    }
    assertThat(signedIn(Role.EDITOR).get("/app/audit").status()).isEqualTo(403);
    assertThat(signedIn(Role.STAFF).get("/app/audit/audit.csv").status()).isEqualTo(403);
    TestBrowser auditor = signedIn(Role.AUDITOR);
    TestBrowser.Page first = auditor.get("/app/audit?kind=PERSON");
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body()).contains("rel=\"next\"").doesNotContain("action=\"/app/audit/ret");
    var next = java.util.regex.Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");
    var found = next.matcher(first.body());
    assertThat(found.find()).isTrue();
    TestBrowser.Page second = auditor.get(found.group(1).replace("&amp;", "&"));
    assertThat(second.body()).contains("GET /app/contacts").contains("rel=\"prev\"");
    assertThat(auditor.get("/app/audit?from=gestern").status()).isEqualTo(422);
    assertThat(auditor.get("/app/audit?about=x").status()).isEqualTo(422);
    String csv = auditor.get("/app/audit/audit.csv?kind=PERSON").body();
    assertThat(csv.lines().toList()).hasSizeGreaterThanOrEqualTo(52);
    assertThat(csv).contains("\"GET /app/contacts\"").startsWith("\uFEFF\"id\",\"at\"");
    assertThat(log.lines("?kind=EXPORT")).contains("GET /app/audit/audit.csv DONE EXPORT");
  }

  @Test
  @DisplayName(
      "B-16 law 64 nobody sees another tenant's log; how long it is kept is the owner's to say")
  void ownTenant() {
    owner.get("/app/audit");
    assertThat(owner.post("/app/audit/retention", Map.of("months", "6")).status()).isIn(302, 303);
    assertThat(owner.get("/app/audit").body()).contains("6 Monate aufbewahrt");
    assertThat(owner.post("/app/audit/retention", Map.of("months", "1")).status()).isIn(302, 303);
    assertThat(owner.get("/app/audit").body()).contains("6 Monate aufbewahrt");
    assertThat(log.lines("?kind=SETTING")).contains("POST /app/audit/retention DONE SETTING");
    List<String> others =
        OwnTenant.fresh().list(String.class, "SELECT deed FROM audit_entry", Map.of());
    assertThat(others).isEmpty();
  }

  @Test
  @DisplayName("B-16 law 64 why an address was taken off the suppression list, without the address")
  void reason() {
    owner.get("/app/suppression");
    owner.post(
        "/app/suppression/remove",
        Map.of("address", ADDRESS, "reason", "schriftlich gewünscht von " + ADDRESS));
    assertThat(log.entries("?kind=ERASURE"))
        .hasSize(1)
        .allSatisfy(
            entry ->
                assertThat(AuditReader.text(entry, "reason"))
                    .isEqualTo("schriftlich gewünscht von …"));
  }
}
