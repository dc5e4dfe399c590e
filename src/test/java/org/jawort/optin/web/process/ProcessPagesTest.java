package org.jawort.optin.web.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessDraft;
import org.jawort.optin.process.ProcessId;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.NewUser;
import org.jawort.tenant.Role;
import org.jawort.tenant.StaffEmail;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("S1-08 S1-09 processes over HTTP, without script")
class ProcessPagesTest {
  private static final String PASSWORD = "vier rote Fahrräder im Regen";
  private static final Pattern STEP = Pattern.compile("[?&]step=(s[0-9a-f]+)");

  private final TestServer server = TestServer.shared();
  private final OptInProcesses processes = server.bean(OptInProcesses.class);
  private final TenantId tenant = tenant("Salon Feder");
  private final UUID welcome = campaign(tenant, "Willkommen");

  private TenantId tenant(String name) {
    return server
        .bean(Tenants.class)
        .create(
            new NewTenant(
                new TenantProfile(
                    name,
                    name + "\nDeichweg 7, 20457 Hamburg",
                    Optional.of(URI.create("https://salon.example/datenschutz")),
                    name,
                    "post@salon.example",
                    Optional.empty(),
                    List.of(Language.DE, Language.EN),
                    ZoneId.of("Europe/Berlin"),
                    IpMode.TRUNCATED,
                    "#a8326f",
                    "DE"),
                true));
  }

  private UUID campaign(TenantId of, String name) {
    UUID id = server.bean(Ids.class).next();
    String sql =
        """
        WITH made AS (
          INSERT INTO campaign (tenant_id, id, name, trigger, status, language, message_class,
                                version, created_at)
          VALUES (:tenant, :id, :name, 'EVENT', 'READY', 'de', 'ADVERTISING', 1, now())
          RETURNING *)
        INSERT INTO campaign_version (tenant_id, campaign_id, version, subject, body_html,
                                      body_text, created_at)
        SELECT tenant_id, id, 1, name, 'Hallo', 'Hallo', now() FROM made
        """;
    server
        .bean(Database.class)
        .write(
            of,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(sql)
                    .param("tenant", of.value())
                    .param("id", id)
                    .param("name", name)
                    .update());
    return id;
  }

  private TestBrowser signedIn(TenantId where, Role role) {
    String address = role.name().toLowerCase() + "-" + UUID.randomUUID() + "@salon.example";
    var user =
        new NewUser(
            "Berta " + role, StaffEmail.parse(address).orElseThrow(), role, Language.DE, PASSWORD);
    server.bean(Users.class).add(where, user);
    return server.browser().signIn(address, PASSWORD);
  }

  /** A page, with what its forms need. */
  private final class Editor {
    private final TestBrowser browser;
    private final String path;
    private TestBrowser.Page page;

    Editor(TestBrowser browser, String path) {
      this.browser = browser;
      this.path = path;
      this.page = browser.get(path);
    }

    ProcessDraft draft() {
      var id = new ProcessId(UUID.fromString(path.substring(path.lastIndexOf('/') + 1)));
      return processes.draft(tenant, id).orElseThrow();
    }

    TestBrowser.Page post(String what, Map<String, ?> fields) {
      return post(what, draft().revision(), fields);
    }

    TestBrowser.Page post(String what, int revision, Map<String, ?> fields) {
      var all = new HashMap<String, Object>(fields);
      all.putIfAbsent("revision", revision);
      page = browser.post(path + "/" + what, all);
      if (page.status() == 302) {
        String location = page.location().replaceFirst("#.*", "");
        TestBrowser.Page answer = page;
        page = browser.get(location);
        assertThat(page.status()).as(location).isEqualTo(200);
        return answer;
      }
      return page;
    }

    String insert(String place, String kind) {
      TestBrowser.Page answer = post("insert", Map.of("place", place, "kind", kind));
      Matcher id = STEP.matcher(answer.location());
      assertThat(id.find()).as(answer.location()).isTrue();
      return id.group(1);
    }

    List<String> ids() {
      return draft().steps().stream().map(Step::id).toList();
    }

    String body() {
      return page.body();
    }
  }

  private OptInProcess standard() {
    return processes.all(tenant).stream()
        .filter(one -> one.language() == Language.DE && one.version() == 1)
        .findFirst()
        .orElseThrow();
  }

  private Editor copy(TestBrowser browser) {
    browser.get("/app/automation");
    var copied = browser.post("/app/automation/" + standard().id() + "/copy", Map.of());
    assertThat(copied.status()).isEqualTo(302);
    return new Editor(browser, copied.location());
  }

  @Test
  @DisplayName("S1-08 S1-09 copy, other days, a welcome mail, what is missing, online")
  void mainPath() {
    Editor editor = copy(signedIn(tenant, Role.EDITOR));
    assertThat(editor.body())
        .contains("Die Kopie ist angelegt", "Kopie von Standard", "7 Tage auf die Bestätigung")
        .doesNotContain("??", "style=", "onclick");
    editor.post("step", Map.of("step", "wait", "days", "5", "settings", "true"));
    assertThat(editor.body()).contains("5 Tage auf die Bestätigung", "Übernommen");
    String mail = editor.insert("wait:CONFIRMED", "SEND_CAMPAIGN");
    assertThat(editor.ids()).containsExactly("send", "wait", mail, "complete", "unsubscribe");
    assertThat(editor.body())
        .contains("Bitte wählen Sie eine Kampagne.", "Eines fehlt noch", ">Willkommen</option>")
        .contains("Warum 2 andere Kampagnen hier nicht gehen", "schon bestätigt ist");
    var refused = editor.post("online", Map.of());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.body()).contains("So kann der Prozess noch nicht online gehen", mail);
    editor.post("step", Map.of("step", mail, "campaign", welcome, "settings", "true"));
    assertThat(editor.body()).doesNotContain("fehlt noch").contains("„Willkommen“ senden");
    assertThat(editor.browser.get(editor.path + "/online").body())
        .contains("wird archiviert", "Wer sich ab jetzt auf Deutsch anmeldet", "niemand unterwegs");
    assertThat(editor.post("online", Map.of()).location()).isEqualTo("/app/automation");
    assertThat(editor.body()).contains("Der Prozess ist online, in Version 1.", "Archiviert");
    assertThat(standardStatus()).isEqualTo(OptInProcess.Status.ARCHIVED);
    editor.post("archive", Map.of());
    assertThat(editor.body()).contains("nimmt alle Anmeldungen seiner Sprache auf");
    editor.post("online", Map.of());
    assertThat(editor.body()).contains("ist schon online");
  }

  private OptInProcess.Status standardStatus() {
    return processes.all(tenant).stream()
        .filter(one -> one.name().startsWith("Standard") && one.language() == Language.DE)
        .findFirst()
        .orElseThrow()
        .status();
  }

  @Test
  @DisplayName("S1-08 moved, removed, taken back over several steps, also by somebody else later")
  void undo() {
    Editor editor = copy(signedIn(tenant, Role.EDITOR));
    List<String> first = editor.ids();
    String hook = editor.insert("send:NEXT", "CALL_WEBHOOK");
    editor.post("move", Map.of("step", hook, "to", "down"));
    assertThat(editor.ids()).containsExactly("send", "wait", hook, "complete", "unsubscribe");
    editor.post("move", Map.of("step", hook, "to", "there", "place", "wait:UNCONFIRMED"));
    List<String> moved = editor.ids();
    assertThat(moved).containsExactly("send", "wait", "complete", hook, "unsubscribe");
    editor.post("remove", Map.of("step", hook));
    assertThat(editor.ids()).isEqualTo(first);
    Editor later = new Editor(signedIn(tenant, Role.EDITOR), editor.path);
    later.post("undo", Map.of("to", "undo"));
    assertThat(later.ids()).isEqualTo(moved);
    for (int i = 0; i < 3; i++) {
      later.post("undo", Map.of("to", "undo"));
    }
    assertThat(later.ids()).isEqualTo(first);
    assertThat(later.draft().earlier()).isZero();
    later.post("undo", Map.of("to", "undo"));
    for (int i = 0; i < 3; i++) {
      later.post("undo", Map.of("to", "redo"));
    }
    assertThat(later.ids()).isEqualTo(moved);
    later.post("move", Map.of("step", hook, "to", "up", "open", hook));
    assertThat(later.draft().later()).isZero();
    assertThat(later.body()).contains("Nach unten");
  }

  @Test
  @DisplayName(
      "S1-08 a process that is online: the first change begins a draft, undo brings it back")
  void online() {
    OptInProcess standard = standard();
    Editor editor = new Editor(signedIn(tenant, Role.EDITOR), "/app/automation/" + standard.id());
    assertThat(editor.body()).contains("Sobald Sie etwas ändern, entsteht ein Entwurf");
    editor.post("step", Map.of("step", "wait", "days", "3", "settings", "true"));
    assertThat(editor.draft().revision()).isEqualTo(1);
    editor.post("undo", Map.of("to", "undo"));
    assertThat(editor.draft().steps())
        .isEqualTo(processes.version(tenant, standard.id(), 1).orElseThrow().steps());
    editor.post("undo", Map.of("to", "redo"));
    assertThat(editor.browser.get(editor.path + "/online").body())
        .contains("Das ist anders als in Version 1", "3 Tage");
    editor.post("delete", Map.of());
    assertThat(editor.body()).contains("Der Entwurf ist gelöscht");
    assertThat(editor.draft().revision()).isZero();
  }

  @Test
  @DisplayName("S1-08 without the wait: asks which way stays, and says what goes")
  void fork() {
    Editor editor = copy(signedIn(tenant, Role.EDITOR));
    var asked = editor.post("remove", Map.of("step", "wait"));
    assertThat(asked.status()).isEqualTo(422);
    assertThat(asked.body())
        .contains("welcher Weg bleiben soll", "Es verschwinden auch:", "Empfänger abmelden");
    editor.post("remove", Map.of("step", "wait", "stays", "CONFIRMED"));
    assertThat(editor.ids()).containsExactly("send", "complete");
    assertThat(editor.body()).contains("ohne dass je auf die Bestätigung gewartet wurde");
    editor.insert("send:NEXT", "WAIT_FOR_CONFIRMATION");
    assertThat(editor.body()).doesNotContain("fehlt noch, bevor");
    editor.post("remove", Map.of("step", "complete"));
    assertThat(editor.body()).contains("Das geht an dieser Stelle nicht");
    editor.post("step", Map.of("step", "complete", "end", "END", "settings", "true"));
    assertThat(editor.draft().steps()).contains(new Step.End("complete"));
  }

  @Test
  @DisplayName("S1-08 edited by two at once: the second is told by whom and keeps what was typed")
  void twoAtOnce() {
    Editor ada = copy(signedIn(tenant, Role.EDITOR));
    String notice = ada.insert("wait:CONFIRMED", "NOTIFY_STAFF");
    int seen = ada.draft().revision();
    Editor berta = new Editor(signedIn(tenant, Role.OWNER), ada.path);
    berta.post("step", Map.of("step", "wait", "days", "9", "settings", "true"));
    Map<String, String> typed = Map.of("step", notice, "text", "Bitte anrufen", "settings", "true");
    var told = ada.post("step", seen, typed);
    assertThat(told.status()).isEqualTo(409);
    assertThat(told.body())
        .contains("Berta OWNER war schneller", ">Bitte anrufen</textarea>", "9 Tage", "<time");
    assertThat(ada.post("step", typed).status()).isEqualTo(302);
    assertThat(ada.draft().steps().toString()).contains("Bitte anrufen", "days=9");
    assertThat(ada.post("move", seen, Map.of("step", notice, "to", "up")).body())
        .contains("war schneller", "machen Sie sie bitte noch einmal");
    assertThat(ada.post("online", seen, Map.of()).status()).isEqualTo(409);
    assertThat(ada.post("delete", seen, Map.of()).status()).isEqualTo(409);
    berta.post("remove", Map.of("step", notice));
    var gone = ada.post("step", seen, typed);
    assertThat(gone.status()).isEqualTo(409);
    assertThat(gone.body())
        .contains("gibt es nicht mehr", "<li class=\"text-break\">Bitte anrufen");
  }

  @Test
  @DisplayName("S1-08 S1-20 wrong inputs: refused or marked, nothing lost, nothing foreign")
  void wrongInputs() {
    Editor editor = copy(signedIn(tenant, Role.EDITOR));
    editor.post("step", Map.of("step", "wait", "days", "0", "settings", "true"));
    assertThat(editor.body()).contains("Bitte wählen Sie zwischen 1 und 14 Tagen.");
    var word = editor.post("step", Map.of("step", "wait", "days", "viele", "settings", "true"));
    assertThat(word.status()).isEqualTo(422);
    assertThat(word.body()).contains("value=\"viele\"", "ganze Zahl");
    int revision = editor.draft().revision();
    String mail = editor.insert("wait:CONFIRMED", "SEND_CAMPAIGN");
    UUID foreign = campaign(tenant("Salon Fremd"), "Fremde Post");
    var theirs = editor.post("step", Map.of("step", mail, "campaign", foreign, "settings", "true"));
    assertThat(theirs.status()).isEqualTo(422);
    assertThat(theirs.body()).doesNotContain("Fremde Post");
    for (String bad : List.of("'; DROP TABLE run", "1-2-3-4-5", "<b>")) {
      assertThat(editor.post("step", Map.of("step", mail, "campaign", bad)).status())
          .isEqualTo(422);
    }
    String text = editor.insert("wait:CONFIRMED", "NOTIFY_STAFF");
    var tooLong = editor.post("step", Map.of("step", text, "text", "x".repeat(1_001)));
    assertThat(tooLong.status()).isEqualTo(422);
    assertThat(tooLong.body()).contains("x".repeat(1_001));
    String group = editor.insert("wait:CONFIRMED", "ADD_TO_GROUP");
    assertThat(editor.body()).contains("Sie haben noch keine Gruppe");
    UUID own = server.bean(ContactGroups.class).create(tenant, "Stammkunden").orElseThrow();
    UUID field = server.bean(CustomFields.class).create(tenant, "Herkunft").orElseThrow();
    editor.post("step", Map.of("step", group, "group", field));
    assertThat(editor.post("step", Map.of("step", group, "group", own)).status()).isEqualTo(302);
    String set = editor.insert("wait:CONFIRMED", "SET_FIELD");
    editor.post("step", Map.of("step", set, "field", field, "value", "<i>Web</i>"));
    assertThat(editor.body()).contains("&lt;i&gt;Web").doesNotContain("<i>Web");
    assertThat(editor.draft().revision()).isGreaterThan(revision);
    for (Map<String, String> nonsense :
        List.of(
            Map.of("place", "nowhere:NEXT", "kind", "WAIT"),
            Map.of("place", "wait:CONFIRMED", "kind", "ERASE"),
            Map.of("place", "wait:STOPPED", "kind", "WAIT"),
            Map.of("place", "x", "kind", "BOMB"))) {
      editor.post("insert", nonsense);
      assertThat(editor.body()).contains("Das geht an dieser Stelle nicht");
    }
    editor.post("move", Map.of("step", "nowhere", "to", "up"));
    assertThat(editor.body()).contains("Das geht an dieser Stelle nicht");
    assertThat(editor.browser.get(editor.path + "?step=nowhere").body()).contains("Dieser Prozess");
  }

  @Test
  @DisplayName("S1-20 roles and tenants: all read, editors write, others see nothing")
  void fences() {
    Editor editor = copy(signedIn(tenant, Role.EDITOR));
    TestBrowser auditor = signedIn(tenant, Role.AUDITOR);
    var shown = auditor.get(editor.path);
    assertThat(shown.body())
        .contains("auf die Bestätigung warten")
        .doesNotContain("flow-plus", "/insert", "/rename");
    assertThat(auditor.get("/app/automation").body()).doesNotContain("/copy", "/automation/new");
    assertThat(auditor.get("/app/automation/new").status()).isEqualTo(403);
    assertThat(auditor.get(editor.path + "/online").status()).isEqualTo(403);
    assertThat(auditor.post(editor.path + "/copy", Map.of()).status()).isEqualTo(403);
    TestBrowser stranger = signedIn(tenant("Salon Nebenan"), Role.OWNER);
    stranger.get("/app/automation/new");
    assertThat(stranger.get(editor.path).status()).isEqualTo(404);
    assertThat(stranger.get(editor.path + "/online").status()).isEqualTo(404);
    for (String what :
        List.of(
            "copy", "rename", "archive", "delete", "insert", "move", "step", "undo", "online")) {
      stranger.get("/app/automation/new");
      assertThat(stranger.post(editor.path + "/" + what, Map.of("revision", 1)).status())
          .as(what)
          .isEqualTo(404);
    }
    assertThat(editor.draft().revision()).isEqualTo(1);
  }

  @Test
  @DisplayName("S1-08 names and languages of new processes")
  void names() {
    TestBrowser browser = signedIn(tenant, Role.EDITOR);
    browser.get("/app/automation/new");
    var wrong = browser.post("/app/automation", Map.of("name", "x".repeat(101), "language", "fr"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("x".repeat(101), "Bitte wählen Sie eine Sprache.");
    var made = browser.post("/app/automation", Map.of("name", "Frühling", "language", "en"));
    assertThat(made.status()).isEqualTo(302);
    Editor editor = new Editor(browser, made.location());
    assertThat(editor.body()).contains("Der Entwurf ist angelegt", "Frühling", "Englisch");
    assertThat(editor.post("rename", Map.of("name", "")).status()).isEqualTo(422);
    editor.post("rename", Map.of("name", "y".repeat(100)));
    browser.get("/app/automation");
    Editor copy = new Editor(browser, browser.post(editor.path + "/copy", Map.of()).location());
    assertThat(copy.draft().name()).hasSize(100).startsWith("Kopie von yyy");
    assertThat(copy.post("delete", Map.of()).location()).isEqualTo("/app/automation");
    assertThat(copy.body()).doesNotContain("Kopie von yyy");
    editor.post("archive", Map.of());
    assertThat(editor.body()).contains("Nur ein aktiver Prozess");
  }
}
