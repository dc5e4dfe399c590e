package org.jawort.form.web.edit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.form.FieldType;
import org.jawort.form.Form;
import org.jawort.form.FormField;
import org.jawort.form.Forms;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-12 Building a form")
class FormEditTest {
  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();

  /** A new form, its address without host. */
  private String begun() {
    owner.get("/app/forms/new");
    var made =
        owner.post(
            "/app/forms", Map.of("name", "Sommer", "purpose", "newsletter", "language", "de"));
    assertThat(made.status()).isEqualTo(302);
    return made.location().replaceFirst("/edit.*", "");
  }

  private Form form(String path) {
    return server.bean(Forms.class).all(server.tenant()).stream()
        .filter(one -> path.endsWith(one.id().value().toString()))
        .findFirst()
        .orElseThrow();
  }

  private EditedPage page(String path, String tab) {
    var page = owner.get(path + "/edit?tab=" + tab);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).doesNotContain("??");
    return new EditedPage(page.body());
  }

  /** Sends the tab as it stands, with what is typed, by a button. */
  private TestBrowser.Page press(
      String path, String tab, String button, Map<String, String> typed) {
    return owner.post(path + "/edit", page(path, tab).sent(button, typed));
  }

  @Test
  @DisplayName("S1-12 a form is built field by field, published, filled in, and changed again")
  void built() {
    String path = begun();
    String address = "/f/" + form(path).key();
    assertThat(owner.get(address).status()).as("not online yet").isEqualTo(503);
    assertThat(owner.get(address).body()).contains("nicht online gestellt", path + "/edit");

    assertThat(press(path, "fields", "add-CHOICE", Map.of()).location()).contains("open=3");
    var unnamed = press(path, "fields", "publish", Map.of());
    assertThat(unnamed.status()).isEqualTo(302);
    assertThat(owner.get(unnamed.location()).body())
        .contains("2 Dinge fehlen", "Die Beschriftung fehlt.", "mindestens zwei Antworten");
    assertThat(owner.get(address).status()).isEqualTo(503);

    press(path, "fields", "save", Map.of("label-3", "Worüber?", "options-3", "Kunst\nMusik\n"));
    press(path, "fields", "up-3", Map.of("required-3", "true"));
    assertThat(page(path, "fields").html()).contains("Wirklich nötig?", "außerdem: Worüber?");
    press(path, "texts", "save", Map.of("title", "Zum Sommerfest", "submit", "Dabei sein"));
    press(path, "after", "publish", Map.of("thanks", "Bis gleich im Postfach."));

    Form shown = form(path);
    assertThat(shown.online()).isTrue();
    assertThat(shown.version().version()).isEqualTo(2);
    assertThat(shown.definition().fields().stream().map(FormField::name))
        .containsExactly("email", "firstName", "choice", "lastName");
    assertThat(shown.definition().fields().get(2).type()).isEqualTo(FieldType.CHOICE);
    assertThat(owner.get(address).body())
        .contains("Zum Sommerfest", "Dabei sein", "<option value=\"Musik\">", "Einwilligung");
    assertThat(owner.get(address + "/done").body()).contains("Bis gleich im Postfach.");

    press(path, "texts", "save", Map.of("title", "Zum Herbstfest"));
    assertThat(owner.get(address).body()).as("a draft").contains("Zum Sommerfest");
    assertThat(owner.get(path + "/preview").body()).contains("Zum Herbstfest");
    assertThat(owner.get(path + "/preview").header("Content-Security-Policy"))
        .contains("sandbox", "frame-ancestors 'self'");
  }

  @Test
  @DisplayName("S1-12 what was typed is saved by every button, and each change can be had back")
  void undone() {
    String path = begun();
    press(path, "fields", "remove-1", Map.of("label-2", "Familienname"));
    assertThat(page(path, "fields").fields()).isEqualTo(2);
    assertThat(page(path, "fields").html())
        .contains("Familienname")
        .doesNotContain("value=\"Vorname\"");
    press(path, "fields", "undo", Map.of());
    assertThat(page(path, "fields").fields()).isEqualTo(3);
    assertThat(page(path, "fields").html())
        .contains("value=\"Vorname\"")
        .doesNotContain("Familienname");
    press(path, "fields", "redo", Map.of());
    assertThat(page(path, "fields").html()).contains("Familienname");
    var page = page(path, "fields");
    var gone = owner.post(path + "/discard", Map.of("seen", page.seen(), "tab", "fields"));
    assertThat(owner.get(gone.location()).body()).contains("Der Entwurf ist verworfen");
    assertThat(page(path, "fields").fields()).isEqualTo(3);
  }

  @Test
  @DisplayName("S1-12 two who build one form at once: the second is told, and loses nothing")
  void overtaken() {
    String path = begun();
    EditedPage mine = page(path, "texts");
    press(path, "texts", "save", Map.of("title", "Ihres"));
    var late = owner.post(path + "/edit", mine.sent("save", Map.of("title", "Meines")));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("ada war schneller", "value=\"Meines\"");
    owner.post(path + "/edit", new EditedPage(late.body()).sent("publish", Map.of()));
    assertThat(form(path).definition().title()).isEqualTo("Meines");
  }

  @Test
  @DisplayName("S1-12 what no form can hold is refused beside its field, and stays typed")
  void refused() {
    String path = begun();
    var long1 = press(path, "texts", "save", Map.of("title", "x".repeat(201)));
    assertThat(long1.status()).isEqualTo(422);
    assertThat(long1.body()).contains("x".repeat(201), "aria-invalid=\"true\"", "href=\"#title\"");
    press(path, "fields", "add-LINES", Map.of());
    var length = press(path, "fields", "save", Map.of("label-3", "Wunsch", "length-3", "9999"));
    assertThat(length.status()).isEqualTo(422);
    assertThat(length.body()).contains("Zahl von 1 bis 5.000", "value=\"9999\"");
    Map<String, Object> many = page(path, "fields").sent("save", Map.of());
    many.put("place", IntStream.range(0, 60).mapToObj(String::valueOf).toList());
    assertThat(owner.post(path + "/edit", many).status()).isEqualTo(422);
    assertThat(owner.get(path.substring(0, path.length() - 12) + "000000000000/edit").status())
        .isEqualTo(404);
    owner.get("/app/forms/new");
    var nameless = owner.post("/app/forms", Map.of("name", " ", "purpose", "nothing"));
    assertThat(nameless.status()).isEqualTo(422);
    assertThat(nameless.body()).contains("#name", "#purpose", "#language");
  }

  @Test
  @DisplayName("S1-12 B-02 each version can be looked at as it was shown, and taken as a draft")
  void versions() {
    String path = begun();
    press(path, "texts", "publish", Map.of("title", "Zum Sommerfest"));
    press(path, "texts", "publish", Map.of("title", "Zum Herbstfest"));
    assertThat(owner.get(path + "/versions").body())
        .contains("Version 3", "Version 1", "versions/3/shown", "Als Entwurf nehmen")
        .doesNotContain("??");
    assertThat(owner.get(path + "/versions/2/shown").body()).contains("Zum Sommerfest");
    assertThat(owner.get(path + "/versions/4/shown").status()).isEqualTo(404);
    owner.get(path + "/versions?look=2");
    var taken = owner.post(path + "/versions/2", Map.of("seen", "0"));
    assertThat(owner.get(taken.location()).body()).contains("was Version 2 sagte");
    assertThat(owner.get(path + "/preview").body()).contains("Zum Sommerfest");
    assertThat(form(path).definition().title()).isEqualTo("Zum Herbstfest");
  }

  @Test
  @DisplayName("S1-12 S1-11 after submitting, a page of an allowed website; no other, and nobody's")
  void elsewhere() {
    String path = begun();
    for (String wrong : List.of("http://salon.example/", "https://salon.example/?email=a")) {
      var refused = press(path, "after", "save", Map.of("redirect", wrong));
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.body()).contains("href=\"#redirect\"");
    }
    Map<String, String> page = Map.of("redirect", "https://www.salon.example/danke");
    var unlisted = press(path, "after", "publish", page);
    assertThat(owner.get(unlisted.location()).body())
        .contains("nicht auf der Liste der erlaubten Websites");
    assertThat(form(path).online()).isFalse();
    var host = new HostName("www.salon.example");
    var user = new UserId(UUID.randomUUID());
    server.bean(AllowedHosts.class).add(server.tenant(), host, user);
    press(path, "after", "publish", Map.of());
    String address = "/f/" + form(path).key();
    assertThat(owner.get(address).header("Content-Security-Policy"))
        .contains("form-action 'self' https:");
    var sent =
        server
            .browser()
            .postBare(
                address, Map.of("email", "ada@example.org", "newsletter", "on", "privacy", "on"));
    assertThat(sent.status()).isEqualTo(303);
    assertThat(sent.location()).isEqualTo("https://www.salon.example/danke");
    assertThat(server.bean(AllowedHosts.class).remove(server.tenant(), host))
        .isInstanceOf(AllowedHosts.RemovalOutcome.InUse.class);
  }

  @Test
  @DisplayName("S1-12 whoever publishes a form that visitors do not see is told what is lacking")
  void lacking() {
    String path = begun();
    TenantProfile whole = server.bean(Tenants.class).find(server.tenant()).profile();
    server
        .bean(Tenants.class)
        .update(
            server.tenant(),
            new TenantProfile(
                whole.name(),
                "",
                whole.privacyPolicyUrl(),
                whole.senderName(),
                whole.senderAddress(),
                whole.replyTo(),
                whole.languages(),
                whole.timeZone(),
                whole.ipMode(),
                whole.colour(),
                whole.country()));
    var published = press(path, "texts", "publish", Map.of("title", "Zum Fest"));
    assertThat(published.status()).as(published.toString()).isEqualTo(302);
    assertThat(owner.get(published.location()).body())
        .contains("Version 2 ist veröffentlicht, aber Besucher sehen", "<li>das Impressum</li>")
        .doesNotContain("Version 2 ist online", "??");
    var online = owner.post(path + "/online", Map.of());
    assertThat(owner.get(online.location()).body())
        .contains("Das Formular ist freigegeben, aber Besucher sehen es noch nicht")
        .doesNotContain("Das Formular ist online.");
    server.bean(Tenants.class).update(server.tenant(), whole);
    assertThat(owner.get(owner.post(path + "/online", Map.of()).location()).body())
        .contains("Das Formular ist online.");
  }

  @Test
  @DisplayName("S1-12 a form is renamed, copied, taken offline and put away")
  void life() {
    String path = begun();
    press(path, "fields", "publish", Map.of());
    String address = "/f/" + form(path).key();
    owner.post(path + "/rename", Map.of("name", "Winter, 2. Teil"));
    var copied = owner.post(path + "/copy", Map.of("name", "Kopie von Winter"));
    Form copy = form(copied.location().replaceFirst("/edit.*", ""));
    assertThat(copy.name()).isEqualTo("Kopie von Winter");
    assertThat(copy.online()).isFalse();
    owner.post(path + "/offline", Map.of());
    assertThat(owner.get(address).status()).isEqualTo(503);
    owner.post(path + "/online", Map.of());
    assertThat(owner.get(address).status()).isEqualTo(200);
    var gone = owner.post(path + "/archive", Map.of());
    assertThat(owner.get(gone.location()).body()).contains("Das Formular ist entfernt");
    assertThat(owner.get(address).status()).isEqualTo(404);
    assertThat(owner.get(path + "/edit").status()).isEqualTo(404);
  }
}
