package org.jawort.desk.web.contact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.TestBrowser;
import org.jawort.contact.Contact;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.contact.MasterData;
import org.jawort.contact.group.ContactGroup;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.contact.merge.MergeOutcome;
import org.jawort.contact.merge.Merges;
import org.jawort.contact.merge.Merging;
import org.jawort.desk.web.erasure.ErasureDesk;
import org.jawort.integration.Proofs;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessChangeOutcome;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Groups and fields of a tenant's own, from their pages to the copy, merging and erasing. */
class GroupsAndFieldsTest extends ErasureDesk {
  private UUID group(String name) {
    return desk.server.bean(ContactGroups.class).create(desk.tenant(), name).orElseThrow();
  }

  private UUID field(String name) {
    return desk.server.bean(CustomFields.class).create(desk.tenant(), name).orElseThrow();
  }

  private UUID contact(String address, String firstName, String lastName) {
    return desk.create(desk.tenant(), address, firstName, lastName);
  }

  private static void join(TestBrowser staff, UUID contact, UUID group) {
    staff.get("/app/contacts/" + contact);
    assertThat(staff.post("/app/contacts/" + contact + "/groups", Map.of("group", group)).status())
        .isEqualTo(302);
  }

  private static TestBrowser.Page write(
      TestBrowser staff, UUID contact, UUID field, String was, String value) {
    staff.get("/app/contacts/" + contact + "/fields");
    return staff.post(
        "/app/contacts/" + contact + "/fields",
        Map.of("was-" + field, was, "field-" + field, value));
  }

  @Test
  @DisplayName("S1-08 editors keep groups: new, renamed, deleted, each name once")
  void groups() {
    TestBrowser editor = desk.signedIn(Role.EDITOR);
    assertThat(editor.get("/app/target-groups").body())
        .contains("statischen Zielgruppe", "Neue Zielgruppe");
    editor.get("/app/target-groups/new");
    var created = editor.post("/app/target-groups", Map.of("name", "  Die   Stammgäste "));
    assertThat(created.status()).isEqualTo(302);
    assertThat(editor.get(created.location()).body())
        .contains("Die Stammgäste", "Noch keine Mitglieder");
    for (String wrong : List.of("", "x".repeat(81), "DIE stammgäste", "a\u0007b")) {
      editor.get("/app/target-groups/new");
      var refused = editor.post("/app/target-groups", Map.of("name", wrong));
      assertThat(refused.status()).as(wrong).isEqualTo(422);
      assertThat(refused.body()).contains("aria-invalid=\"true\"", "id=\"name-help\"");
    }
    String one = created.location();
    UUID other = group("Andere");
    editor.get(one + "/rename");
    assertThat(editor.post(one + "/rename", Map.of("name", "ANDERE")).status()).isEqualTo(422);
    assertThat(editor.post(one + "/rename", Map.of("name", "Treue")).status()).isEqualTo(302);
    assertThat(editor.get(one).body()).contains("Treue");
    UUID ada = contact("gruppe@example.org", "Ada", "Gruppe");
    join(editor, ada, other);
    assertThat(editor.get("/app/target-groups/" + other + "/delete").body())
        .contains("Ein Kontakt gehört dann nicht mehr", "nicht rückgängig");
    editor.post("/app/target-groups/" + other + "/delete", Map.of());
    assertThat(editor.get("/app/target-groups/" + other).status()).isEqualTo(404);
    assertThat(editor.get("/app/contacts/" + ada).status()).isEqualTo(200);
    for (Role role : List.of(Role.STAFF, Role.AUDITOR)) {
      TestBrowser reader = desk.signedIn(role);
      assertThat(reader.get(one).body()).contains("Treue").doesNotContain("Umbenennen");
      assertThat(reader.get(one + "/rename").status()).isEqualTo(403);
      assertThat(reader.post(one + "/delete", Map.of()).status()).isEqualTo(403);
      assertThat(reader.get("/app/target-groups/new").status()).isEqualTo(403);
    }
  }

  @Test
  @DisplayName("S1-08 members are listed in pages, found by their beginning, added and removed")
  void members() {
    UUID group = group("Viele");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    for (int i = 0; i < 52; i++) {
      UUID one = contact("viele" + i + "@example.org", "Vera" + i, "100%_Mitglied");
      desk.server
          .bean(org.jawort.contact.group.GroupMemberChanges.class)
          .add(desk.tenant(), group, List.of(new ContactId(one)), Actor.PROCESS);
    }
    String path = "/app/target-groups/" + group;
    String first = staff.get(path).body();
    assertThat(first).contains("52 Mitglieder", "Vera51", "rel=\"next\"").doesNotContain("Vera1 ");
    String next = first.replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1");
    assertThat(staff.get(next).body()).contains("Vera1 ", "Vera0 ").doesNotContain("rel=\"next\"");
    assertThat(staff.get(path + "?q=vera7+1").body()).contains("Vera7 ").doesNotContain("Vera8 ");
    assertThat(staff.get(path + "?q=100%25_M").body()).contains("Vera51");
    assertThat(staff.get(path + "?q=1000").body()).contains("Niemand gefunden");
    assertThat(staff.get(path + "?q=VIELE12").body()).contains("Vera12 ");
    UUID ada = contact("dazu@example.org", "Ada", "Dazu");
    join(staff, ada, group);
    assertThat(staff.get("/app/contacts/" + ada).body())
        .contains("Der Kontakt gehört jetzt zur Zielgruppe", path);
    staff.post("/app/contacts/" + ada + "/groups/" + group + "/remove", Map.of());
    assertThat(staff.get(path + "?q=dazu").body()).contains("Niemand gefunden");
    TestBrowser auditor = desk.signedIn(Role.AUDITOR);
    auditor.get("/app/contacts/" + ada);
    assertThat(auditor.post("/app/contacts/" + ada + "/groups", Map.of("group", group)).status())
        .isEqualTo(403);
  }

  @Test
  @DisplayName("S1-08 own fields: kept by editors, filled in by staff, never written over unseen")
  void fields() {
    TestBrowser editor = desk.signedIn(Role.EDITOR);
    assertThat(editor.get("/app/settings").body()).contains("/app/settings/fields");
    editor.get("/app/settings/fields/new");
    assertThat(editor.post("/app/settings/fields", Map.of("name", "Farbe")).status())
        .isEqualTo(302);
    editor.get("/app/settings/fields/new");
    assertThat(editor.post("/app/settings/fields", Map.of("name", "farbe")).body())
        .contains("So heißt schon ein anderes Feld");
    UUID field =
        desk.server.bean(CustomFields.class).all(desk.tenant()).stream()
            .filter(one -> one.name().equals("Farbe"))
            .findFirst()
            .orElseThrow()
            .id();
    UUID ada = contact("farbe@example.org", "Ada", "Farbe");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    assertThat(write(staff, ada, field, "", "grün <b>").status()).isEqualTo(302);
    assertThat(staff.get("/app/contacts/" + ada).body())
        .contains("Die Felder sind gespeichert", "grün &lt;b&gt;");
    assertThat(write(staff, ada, field, "grün <b>", "x".repeat(201)).status()).isEqualTo(422);
    var overtaken = write(editor, ada, field, "", "blau");
    assertThat(overtaken.status()).isEqualTo(409);
    assertThat(overtaken.body())
        .contains("„grün &lt;b&gt;“ eingetragen", "value=\"blau\"", "value=\"grün &lt;b&gt;\"");
    assertThat(write(editor, ada, field, "grün <b>", "blau").status()).isEqualTo(302);
    assertThat(editor.get("/app/settings/fields").body()).contains("1 Kontakt");
    assertThat(editor.get("/app/settings/fields/" + field + "/delete").body())
        .contains("Bei einem Kontakt steht etwas");
    // A process may have written space around it.
    desk.server
        .bean(Database.class)
        .<Void>write(
            desk.tenant(),
            connection -> {
              desk.server
                  .bean(CustomFields.class)
                  .set(
                      connection,
                      desk.tenant(),
                      field,
                      " rot ",
                      List.of(new ContactPointId(desk.pointOf(ada))),
                      desk.server.clock().instant());
              return null;
            });
    assertThat(staff.get("/app/contacts/" + ada + "/fields").body()).contains("value=\" rot \"");
    assertThat(write(staff, ada, field, " rot ", "").status()).isEqualTo(302);
    assertThat(desk.server.bean(CustomFields.class).of(desk.tenant(), new ContactId(ada)))
        .doesNotContainKey("Farbe");
    assertThat(desk.signedIn(Role.AUDITOR).get("/app/contacts/" + ada + "/fields").status())
        .isEqualTo(403);
    assertThat(staff.get("/app/settings/fields/new").status()).isEqualTo(403);
  }

  @Test
  @DisplayName("S1-08 what a process or its draft relies on is not deleted, and the process named")
  void used() {
    UUID group = group("Gebraucht");
    UUID field = field("Gebraucht");
    var processes = desk.server.bean(OptInProcesses.class);
    UUID by = UUID.randomUUID();
    ProcessDraft draft = processes.create(desk.tenant(), by, Language.DE, "Neukunden <1>");
    List<Step> steps =
        List.of(
            new Step.AddToGroup("in", group, "set"),
            new Step.SetField("set", field, "ja", draft.steps().getFirst().id()));
    var all = new java.util.ArrayList<Step>(steps);
    all.addAll(draft.steps());
    var saved =
        (ProcessChangeOutcome.Saved)
            processes.saveDraft(desk.tenant(), by, draft.process(), draft.revision(), all);
    TestBrowser editor = desk.signedIn(Role.EDITOR);
    for (String one : List.of("/app/target-groups/" + group, "/app/settings/fields/" + field)) {
      assertThat(editor.get(one + "/delete").body())
          .contains("wird noch gebraucht", "Neukunden &lt;1&gt;")
          .doesNotContain("btn-danger");
      assertThat(editor.post(one + "/delete", Map.of()).location()).endsWith("/delete");
    }
    assertThat(processes.activate(desk.tenant(), by, draft.process(), saved.draft().revision()))
        .isInstanceOf(ProcessChangeOutcome.Activated.class);
    String delete = "/app/target-groups/" + group + "/delete";
    assertThat(editor.get(delete).body()).contains("Neukunden &lt;1&gt;");
    // Without a draft, the version that is online still needs it; replaced, nobody does.
    ProcessDraft next = processes.draft(desk.tenant(), draft.process()).orElseThrow();
    var without =
        (ProcessChangeOutcome.Saved)
            processes.saveDraft(desk.tenant(), by, draft.process(), next.revision(), draft.steps());
    processes.activate(desk.tenant(), by, draft.process(), without.draft().revision());
    assertThat(editor.get(delete).body()).contains("Niemand ist in dieser Zielgruppe");
    assertThat(editor.post(delete, Map.of()).location()).endsWith("/app/target-groups");
  }

  @Test
  @DisplayName(
      "law 37 the copy tells groups, fields and notices; merging carries, erasing ends them")
  void told() throws Exception {
    UUID group = group("Geheimzirkel");
    UUID field = field("Haustier");
    UUID other = group("Zweitzirkel");
    UUID ada = signedUp("belongs@example.org", "Ada", "Belongs");
    UUID twin = contact("belongs2@example.org", "Ada", "Belongs");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    join(staff, ada, group);
    join(staff, twin, other);
    write(staff, ada, field, "", "Wellensittich");
    write(staff, twin, field, "", "Katze");
    notice(desk.pointOf(ada), "Bitte Papagei erwähnen");
    merge(ada, twin);
    assertThat(desk.server.bean(CustomFields.class).of(desk.tenant(), new ContactId(ada)))
        .containsEntry("Haustier", "Wellensittich");
    assertThat(staff.get("/app/contacts/" + ada).body())
        .contains("Geheimzirkel", "Zweitzirkel", "Wellensittich");
    Map<String, byte[]> copy = copy(ada);
    var data = JsonMapper.shared().readTree(copy.get("Daten.json"));
    assertThat(data.at("/groups")).hasSize(2);
    assertThat(data.at("/groups/0/name").asString()).isEqualTo("Geheimzirkel");
    assertThat(data.at("/fields/0/value").asString()).isEqualTo("Wellensittich");
    assertThat(data.at("/notices/0/text").asString()).isEqualTo("Bitte Papagei erwähnen");
    assertThat(new String(copy.get("csv/groups.csv"), UTF_8)).contains("Zweitzirkel");
    assertThat(new String(copy.get("csv/fields.csv"), UTF_8)).contains("Haustier", "Wellensittich");
    assertThat(new String(copy.get("csv/notices.csv"), UTF_8)).contains("Papagei");
    try (PDDocument pdf = Loader.loadPDF(copy.get("Kopie-aller-Daten.pdf"))) {
      assertThat(new PDFTextStripper().getText(pdf))
          .contains("Geheimzirkel", "Wellensittich", "Papagei", "Hinweise an das Team");
    }
    erase(ada);
    assertThat(tablesWith("Wellensittich")).isEmpty();
    assertThat(tablesWith("Papagei")).isEmpty();
    assertThat(tablesWith(ada.toString())).doesNotContain("contact_group_member");
    assertThat(desk.server.bean(ContactGroups.class).find(desk.tenant(), group).orElseThrow())
        .returns(0L, org.jawort.contact.group.GroupOrField::holders);
    assertThat(desk.server.bean(ContactGroups.class).all(desk.tenant()))
        .contains(new ContactGroup(group, "Geheimzirkel"));
  }

  private void notice(UUID point, String text) {
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection ->
                desk.server
                    .bean(JdbcClient.class)
                    .sql(
                        """
                        INSERT INTO staff_notice (tenant_id, id, run_id, step, contact_point_id,
                                                  text, created_at)
                        VALUES (?, ?, ?, 'tell', ?, ?, now())
                        """)
                    .params(desk.tenant().value(), desk.server.bean(Ids.class).next())
                    .params(UUID.randomUUID(), point, text)
                    .update());
  }

  private void merge(UUID stays, UUID goes) {
    Contact one = card(stays);
    Contact two = card(goes);
    var data =
        new MasterData(one.kind(), one.firstName(), one.lastName(), one.company(), one.language());
    assertThat(
            desk.server
                .bean(Merges.class)
                .merge(
                    desk.tenant(),
                    new Merging(one.id(), two.id(), one.updatedAt(), two.updatedAt(), data),
                    Actor.PROCESS))
        .isInstanceOf(MergeOutcome.Done.class);
  }

  private Contact card(UUID id) {
    return desk.server
        .bean(Contacts.class)
        .find(desk.tenant(), new ContactId(id))
        .orElseThrow()
        .contact();
  }

  private Map<String, byte[]> copy(UUID contact) throws IOException {
    var answer =
        (Proofs.ProofOutcome.Made)
            desk.server
                .bean(Proofs.class)
                .copy(desk.tenant(), new ContactId(contact), Optional.of(Language.DE));
    var out = new ByteArrayOutputStream();
    answer.content().writeTo(out);
    var files = new HashMap<String, byte[]>();
    try (var in = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()), UTF_8)) {
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        files.put(entry.getName(), in.readAllBytes());
      }
    }
    return files;
  }
}
