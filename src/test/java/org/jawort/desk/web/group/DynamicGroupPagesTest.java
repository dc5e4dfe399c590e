package org.jawort.desk.web.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.GroupMemberChanges;
import org.jawort.desk.web.DeskServer;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DynamicGroupPagesTest {
  private static final String NEW = "/app/target-groups/filter";

  private DeskServer desk;
  private TestBrowser editor;
  private UUID ada;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    editor = desk.signedIn(Role.EDITOR);
    ada = desk.create(desk.tenant(), "ada@lovelace.example", "Ada", "Lovelace");
    desk.create(desk.tenant(), "grace@hopper.example", "Grace", "Hopper");
    desk.create(desk.tenant(), "loretta@love.example", "Loretta", "Love");
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private static Map<String, Object> lines(String kind, String... aboutIsValue) {
    var fields = new HashMap<String, Object>();
    fields.put("f.kind", kind);
    for (int i = 0; i < aboutIsValue.length; i += 3) {
      String line = "f." + i / 3;
      fields.put(line + ".about", aboutIsValue[i]);
      fields.put(line + ".is", aboutIsValue[i + 1]);
      fields.put(line + ".value", aboutIsValue[i + 2]);
    }
    return fields;
  }

  private String create(String name, Map<String, Object> fields) {
    editor.get(NEW + "/new");
    fields.put("name", name);
    var created = editor.post(NEW, fields);
    assertThat(created.status()).as(created.body()).isEqualTo(302);
    return created.location();
  }

  private static UUID id(String group) {
    return UUID.fromString(group.substring(group.lastIndexOf('/') + 1));
  }

  @Test
  @DisplayName("S1-16 a group is put together line by line, counted on the way, and fills itself")
  void putTogether() {
    assertThat(editor.get(NEW + "/new").body())
        .contains("Neue dynamische Zielgruppe", "hx-post=\"/app/target-groups/filter/count\"");
    var fields = lines("ALL", "LAST_NAME", "STARTS_WITH", "love");
    fields.put("step", "line-");
    assertThat(editor.post(NEW + "/edit", fields).body())
        .contains("id=\"f.0.value\"", ">love</textarea>", "id=\"f.1.about\"")
        .doesNotContain("id=\"f.1.is\"");
    fields.put("step", "box-");
    assertThat(editor.post(NEW + "/edit", fields).body())
        .contains("id=\"f.1.kind\"", "id=\"f.1.0.about\"");
    fields.put("step", "remove-0");
    assertThat(editor.post(NEW + "/edit", fields).body()).doesNotContain(">love</textarea>");
    fields.remove("step");
    assertThat(editor.post(NEW + "/count", fields).body())
        .contains("2 Adressen erfüllen das zurzeit.")
        .doesNotContain("<html");
    String group = create("Liebe", fields);
    assertThat(editor.get(group).body())
        .contains("Nachname beginnt mit „love“", "Lovelace", "Loretta", group + "/count")
        .doesNotContain("Hopper");
    assertThat(editor.get(group + "?q=lor").body()).contains("Loretta").doesNotContain("Lovelace");
    assertThat(editor.get(group + "/count").body()).contains("2 Adressen");
    assertThat(editor.get("/app/target-groups").body()).contains("Liebe", "dynamisch");
    assertThat(editor.get(group + "/filter").body()).contains(">love</textarea>");
    editor.post(group + "/filter", lines("NONE", "LAST_NAME", "STARTS_WITH", "love"));
    assertThat(editor.get(group).body())
        .contains("nicht: Nachname beginnt mit „love“", "Hopper")
        .doesNotContain("Lovelace");
  }

  @Test
  @DisplayName("S1-16 a group whose members are not soon found is drawn without them, and waits")
  void late() throws Exception {
    String group = create("Später", lines("ALL", "LAST_NAME", "STARTS_WITH", "lovelace"));
    try (Connection connection = desk.server.bean(DataSource.class).getConnection()) {
      connection.setAutoCommit(false);
      connection.createStatement().execute("LOCK TABLE jawort.contact_point");
      assertThat(editor.get(group).body())
          .contains("Die Mitglieder werden noch gesucht", "hx-select=\"#members\"", "wait=yes")
          .doesNotContain("Ada", "Noch keine Mitglieder");
      connection.rollback();
    }
    assertThat(editor.get(group + "?wait=yes&q=&before=").body())
        .contains("Ada Lovelace")
        .doesNotContain("werden noch gesucht", "wait=yes");
  }

  @Test
  @DisplayName("S1-16 what is wrong is said beside its line, and nothing typed is lost")
  void refused() {
    editor.get(NEW + "/new");
    var fields = lines("ANY", "LAST_NAME", "CONTAINS", "x", "CREATED", "WITHIN_DAYS", "bald");
    fields.put("name", "Falsch");
    var refused = editor.post(NEW, fields);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body())
        .contains("id=\"f.1-help\"", "keine Anzahl von Tagen", "value=\"bald\"", ">x</textarea>")
        .doesNotContain("id=\"f.0-help\"");
    assertThat(editor.post(NEW + "/count", fields).body()).contains("Noch unvollständig");
    assertThat(editor.post(NEW, lines("ALL")).body()).contains("id=\"name-help\"");
    fields = lines("ALL", "LAST_NAME", "IS", "x");
    fields.put("f.0.about", "KIND");
    fields.put("f.0.is", "ONE_OF");
    fields.put("f.0.value", "x') OR true --");
    fields.put("name", "Falsch");
    assertThat(editor.post(NEW, fields).status()).isEqualTo(422);
  }

  @Test
  @DisplayName("S1-16 nobody is put into a group that fills itself, which nothing offers")
  void nobodyJoins() {
    String group = create("Allein", lines("ALL", "LAST_NAME", "IS", "nobody"));
    assertThat(editor.get("/app/contacts/" + ada).body()).doesNotContain("Allein");
    assertThat(
            desk.server
                .bean(GroupMemberChanges.class)
                .add(desk.tenant(), id(group), List.of(new ContactId(ada)), Actor.PROCESS))
        .isZero();
    assertThat(desk.server.bean(ContactGroups.class).members(desk.tenant(), id(group))).isEmpty();
    assertThat(editor.get("/app/target-groups/" + id(group) + "/request").body())
        .contains("In dieser Zielgruppe ist zurzeit niemand.");
  }

  @Test
  @DisplayName("S1-16 a group that another one needs stays, and none contains itself")
  void withinOneAnother() {
    String inner = create("Innen", lines("ALL", "LAST_NAME", "IS", "Lovelace"));
    String outer = create("Außen", lines("ALL", "GROUP", "ONE_OF", id(inner).toString()));
    assertThat(editor.get(outer).body()).contains("Lovelace").doesNotContain("Hopper");
    assertThat(editor.get(inner + "/delete").body()).contains("wird noch gebraucht", "Außen");
    var circle = editor.post(inner + "/filter", lines("ALL", "GROUP", "ONE_OF", "" + id(outer)));
    assertThat(circle.status()).isEqualTo(422);
    assertThat(circle.body()).contains("nicht selbst enthalten");
    assertThat(editor.get(inner + "/delete").status()).isEqualTo(200);
    editor.get(outer + "/delete");
    editor.post(outer + "/delete", Map.of());
    assertThat(editor.get(outer).status()).isEqualTo(404);
  }

  @Test
  @DisplayName(
      "S1-16 what the contact list shows becomes a group; readers look, and change nothing")
  void fromTheList() {
    assertThat(editor.get(NEW + "/new?q=love&kind=CUSTOMER").body())
        .contains(">love</textarea>", "value=\"CUSTOMER\" checked=\"checked\"");
    String group = create("Leser", lines("ALL", "LAST_NAME", "IS", "Hopper"));
    TestBrowser auditor = desk.signedIn(Role.AUDITOR);
    assertThat(auditor.get(group).body()).contains("Hopper").doesNotContain(group + "/filter");
    assertThat(auditor.get(group + "/count").body()).contains("1 Adresse ");
    assertThat(auditor.get(group + "/filter").status()).isEqualTo(403);
    assertThat(auditor.post(group + "/filter", lines("ALL")).status()).isEqualTo(403);
  }

  @Test
  @DisplayName(
      "S1-16 those who met the definition at the start are asked, whoever meets it later not")
  void isAsked() {
    desk.create(desk.tenant(), "asked@ask.example", "Anna", "Asked");
    String group = create("Fragen", lines("ALL", "DOMAIN", "IS", "ask.example"));
    editor.get(group + "/request");
    var started =
        editor.post(
            group + "/request",
            Map.of(
                "purpose", "newsletter",
                "count", 1,
                "basis", "EXISTING_CUSTOMER",
                "basisNote", "Haarschnitt"));
    assertThat(started.location()).as(started.body()).startsWith("/app/jobs/");
    Await.until(
        "the job is done", () -> editor.get(started.location()).body(), b -> b.contains("Fertig"));
    assertThat(editor.get(started.location()).body()).contains("1 von 1 (100 %)", "Gefragt");
    assertThat(editor.get(group + "/request").body()).contains("1 × Schon gefragt");
  }
}
