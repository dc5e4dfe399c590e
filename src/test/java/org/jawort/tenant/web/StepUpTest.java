package org.jawort.tenant.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.TestBrowser.Page;
import org.jawort.TestServer;
import org.jawort.platform.web.AccessRule;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A session that somebody finds open is not enough for keys, secrets, roles, copies, erasing. */
class StepUpTest {
  private static final String USERS = "/app/settings/users";

  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();

  private void rest() {
    server.clock().tick(Duration.ofMinutes(15).plusSeconds(1));
    owner.get("/app");
  }

  @Test
  @DisplayName(
      "B-17 The question comes before the deed, and what was typed goes through with the answer")
  void asks() {
    String address = "neu-" + UUID.randomUUID() + "@salon.example";
    Map<String, String> typed = Map.of("email", address, "role", "STAFF", "language", "de");
    var links = new AccountLinks(server, server.tenant());
    rest();
    Page question = owner.post(USERS, typed);
    assertThat(question.status()).isEqualTo(403);
    assertThat(question.body())
        .contains("Sind Sie es?", "action=\"/app/settings/users\"", "value=\"" + address + "\"");
    assertThat(links.count(address)).as("nothing was done").isZero();

    var answered = new LinkedHashMap<String, String>(typed);
    answered.put("again_password", "not this one");
    Page wrong = owner.post(USERS, answered);
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.body()).contains("stimmt nicht", address).doesNotContain("not this one");
    answered.put("again_password", TestServer.PASSWORD);
    assertThat(owner.post(USERS, answered).location()).isEqualTo(USERS);
    assertThat(links.count(address)).as("it was done, once").isEqualTo(1);
    assertThat(owner.post(USERS, Map.of("email", "x", "role", "STAFF")).status())
        .as("for a while nothing more is asked")
        .isEqualTo(422);
  }

  @Test
  @DisplayName(
      "B-17 A file waits behind the question, and comes after the answer; guessing is slowed down")
  void asksBeforeFiles() {
    rest();
    String copy = "/app/contacts/" + UUID.randomUUID() + "/copy.zip";
    Page question = owner.get(copy);
    assertThat(question.status()).isEqualTo(403);
    assertThat(question.body()).contains("name=\"to\" value=\"" + copy + "\"");
    Map<String, String> right = Map.of("to", copy, "again_password", TestServer.PASSWORD);
    Map<String, String> wrong = Map.of("to", copy, "again_password", "not this one");
    for (int i = 0; i < 5; i++) {
      assertThat(owner.post("/app/again", wrong).status()).isEqualTo(422);
    }
    assertThat(owner.post("/app/again", wrong).body()).contains("zu viele Versuche");
    server.clock().tick(Duration.ofMinutes(1));
    assertThat(owner.post("/app/again", right).location()).isEqualTo(copy);
    assertThat(owner.get(copy).status()).as("nobody of that id").isEqualTo(404);
    rest();
    Page foreign =
        owner.post(
            "/app/again",
            Map.of("to", "https://evil.example", "again_password", TestServer.PASSWORD));
    assertThat(foreign.location()).isEqualTo("/app");
    rest();
    owner.header("HX-Request", "true").header("HX-Current-URL", server.url() + "/app/contacts?q=a");
    assertThat(owner.get(copy).header("HX-Redirect")).isEqualTo("/app/again?to=%2Fapp%2Fcontacts");
  }

  @Test
  @DisplayName(
      "B-17 All that opens more is asked about: keys, secrets, roles, files that leave, erasing")
  void everything() {
    List<String> asked =
        server.bean(AddressRules.class).all().stream()
            .filter(AccessRule::again)
            .map(AccessRule::pattern)
            .toList();
    assertThat(asked)
        .containsExactlyInAnyOrder(
            "/app/account/**",
            "/app/audit/audit.csv",
            "/app/audit/audit.json",
            "/app/contact-changes/erase",
            "/app/contact-points/{id}/dossier.json",
            "/app/contact-points/{id}/dossier.pdf",
            "/app/contacts/{id}/copy.zip",
            "/app/contacts/{id}/erase",
            "/app/exports/{id}/file",
            "/app/forms/{id}/submissions.csv",
            "/app/funnel/funnel.csv",
            "/app/kept-proof/{point}/dossier.json",
            "/app/kept-proof/{point}/dossier.pdf",
            "/app/settings/api-keys",
            "/app/settings/api-keys/{id}/rotate",
            "/app/settings/users/**",
            "/app/settings/webhooks/rotate",
            "/app/settings/webhooks/secret");
    rest();
    for (String path :
        List.of(
            "/app/account/codes",
            "/app/account/passkeys/options",
            "/app/contacts/" + UUID.randomUUID() + "/erase",
            "/app/settings/api-keys",
            USERS + "/" + UUID.randomUUID() + "/role",
            "/app/settings/webhooks/secret",
            "/app/settings/webhooks/rotate")) {
      assertThat(owner.post(path, Map.of()).body()).as(path).contains("Sind Sie es?");
    }
    for (String file :
        List.of(
            "/app/audit/audit.csv?kind=PERSON",
            "/app/audit/audit.json",
            "/app/contact-points/" + UUID.randomUUID() + "/dossier.pdf",
            "/app/contact-points/" + UUID.randomUUID() + "/dossier.json",
            "/app/kept-proof/" + UUID.randomUUID() + "/dossier.pdf",
            "/app/kept-proof/" + UUID.randomUUID() + "/dossier.json",
            "/app/funnel/funnel.csv")) {
      Page question = owner.get(file);
      assertThat(question.status()).as(file).isEqualTo(403);
      assertThat(question.body()).as(file).contains("Sind Sie es?", "value=\"" + file + "\"");
    }
  }
}
