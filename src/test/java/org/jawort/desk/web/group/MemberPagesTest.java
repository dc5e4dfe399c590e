package org.jawort.desk.web.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.desk.web.DeskServer;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Members are put into a static group on its own page, and taken out there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MemberPagesTest {
  private DeskServer desk;
  private TestBrowser editor;
  private UUID ada;
  private UUID grace;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    editor = desk.signedIn(Role.EDITOR);
    ada = desk.create(desk.tenant(), "ada@lovelace.example", "Ada", "Lovelace");
    grace = desk.create(desk.tenant(), "grace@hopper.example", "Grace", "Hopper");
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private UUID group(String name) {
    return desk.server.bean(ContactGroups.class).create(desk.tenant(), name).orElseThrow();
  }

  private static String page(UUID group) {
    return "/app/target-groups/" + group;
  }

  private List<UUID> members(UUID group) {
    return desk.server.bean(ContactGroups.class).members(desk.tenant(), group).stream()
        .map(ContactId::value)
        .toList();
  }

  @Test
  @DisplayName("S1-16 members are found by what their name begins with, added, and taken out again")
  void searched() {
    UUID group = group("Gesucht");
    String path = page(group) + "/members";
    assertThat(editor.get(page(group)).body()).contains("Noch keine Mitglieder", path);
    assertThat(editor.get(path + "?q=love").body())
        .contains("Ada Lovelace", "value=\"" + ada + "\"")
        .doesNotContain("Hopper");
    assertThat(editor.get(path + "?q=nobody").body()).contains("Kein Name und keine Adresse");
    var added = editor.post(path, Map.of("contact", ada));
    assertThat(added.status()).as(added.body()).isEqualTo(302);
    assertThat(members(group)).containsExactly(ada);
    assertThat(editor.get(path + "?q=love").body()).contains("gehört schon dazu");
    assertThat(editor.get(page(group)).body()).contains("1 Mitglied", "Ada Lovelace herausnehmen");
    editor.post(path, Map.of("contact", UUID.randomUUID()));
    assertThat(members(group)).as("nobody's id").containsExactly(ada);
    assertThat(editor.post(path + "/remove", Map.of("contact", ada)).location())
        .isEqualTo(page(group));
    assertThat(members(group)).isEmpty();
    assertThat(editor.get("/app/contacts/" + ada).body())
        .as("the contact's history says so")
        .containsOnlyOnce("In „Gesucht“ aufgenommen durch")
        .containsOnlyOnce("Aus „Gesucht“ herausgenommen durch");
  }

  @Test
  @DisplayName("S1-16 a list of addresses puts in who is known, and keeps the others to be mended")
  void listed() {
    UUID group = group("Gelistet");
    String path = page(group) + "/members";
    String list =
        "Ada <ADA@Lovelace.example>; grace@hopper.example\nada@lovelace.example\n"
            + "<script>@x, fremd@example.org";
    editor.get(path);
    var some = editor.post(path, Map.of("list", list));
    assertThat(some.status()).isEqualTo(200);
    assertThat(some.body())
        .contains("Neu aufgenommen: 2. Schon dabei: 0.", "Diese 2 gehören zu keinem")
        .contains("fremd@example.org")
        .doesNotContain("<script>@x", "grace@hopper.example");
    assertThat(members(group)).containsExactlyInAnyOrder(ada, grace);
    var all = editor.post(path, Map.of("list", "grace@hopper.example"));
    assertThat(all.location()).isEqualTo(page(group));
    assertThat(editor.get(page(group)).body()).contains("Neu aufgenommen: 0. Schon dabei: 1.");
    assertThat(editor.post(path, Map.of("list", " , ")).status()).isEqualTo(422);
    var many = editor.post(path, Map.of("list", "a@b.example,".repeat(10_001)));
    assertThat(many.status()).isEqualTo(422);
    assertThat(many.body()).contains("10.001 Adressen", "a@b.example");
  }

  @Test
  @DisplayName("S1-16 nobody is put into a group that fills itself, nor by whoever may only look")
  void refused() {
    UUID dynamic =
        desk.server
            .bean(ContactGroups.class)
            .create(desk.tenant(), "Von selbst", "{\"all\": []}")
            .orElseThrow();
    assertThat(editor.get(page(dynamic) + "/members").status()).isEqualTo(404);
    assertThat(editor.post(page(dynamic) + "/members", Map.of("contact", ada)).status())
        .isEqualTo(404);
    UUID group = group("Nur ansehen");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    assertThat(staff.get(page(group)).body()).doesNotContain("/members");
    assertThat(staff.post(page(group) + "/members", Map.of("contact", ada)).status())
        .isEqualTo(403);
  }
}
