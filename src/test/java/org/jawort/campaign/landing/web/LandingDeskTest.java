package org.jawort.campaign.landing.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jawort.campaign.landing.web.LandingServer.fields;
import static org.jawort.campaign.landing.web.LandingServer.path;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.campaign.landing.TestPictures;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("S1-11 Landing pages as staff write them")
class LandingDeskTest {
  private static final LandingServer SERVER = LandingServer.get();

  private final TestBrowser owner = SERVER.owner();

  /** English pages, so that the visitors of the other tests are not disturbed. */
  private static LandingPage page(LandingKind kind) {
    return SERVER.page(kind, Language.EN);
  }

  private TestBrowser.Page publish(LandingKind kind, Map<String, Object> changes) {
    LandingPage page = page(kind);
    Map<String, Object> fields = fields(page);
    fields.putAll(changes);
    owner.get(path(page));
    return owner.post(path(page), fields);
  }

  @Test
  @DisplayName("S1-11 a new tenant has the set; a language switched on adds its own")
  void standardSet() {
    Tenants tenants = SERVER.server.bean(Tenants.class);
    LandingPages pages = SERVER.server.bean(LandingPages.class);
    TenantProfile german = inOnly(tenants.find(SERVER.tenant), Language.DE);
    TenantId tenant = tenants.create(new NewTenant(german, true));
    assertThat(pages.all(tenant))
        .hasSize(LandingKind.values().length)
        .allMatch(page -> page.language() == Language.DE && page.standard());
    tenants.update(tenant, inOnly(tenants.find(tenant), Language.DE, Language.EN));
    assertThat(pages.all(tenant)).hasSize(2 * LandingKind.values().length);
    tenants.update(tenant, inOnly(tenants.find(tenant), Language.EN));
    tenants.update(tenant, inOnly(tenants.find(tenant), Language.DE, Language.EN));
    assertThat(pages.all(tenant))
        .hasSize(2 * LandingKind.values().length)
        .allMatch(page -> page.version() == 1);
  }

  private static TenantProfile inOnly(Tenant tenant, Language... languages) {
    TenantProfile profile = tenant.profile();
    try {
      var parts = TenantProfile.class.getRecordComponents();
      Object[] values = new Object[parts.length];
      for (int i = 0; i < parts.length; i++) {
        values[i] =
            parts[i].getName().equals("languages")
                ? List.of(languages)
                : parts[i].getAccessor().invoke(profile);
      }
      Class<?>[] types = Arrays.stream(parts).map(part -> part.getType()).toArray(Class<?>[]::new);
      return TenantProfile.class.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void list() {
    var list = owner.get("/app/landing-pages");
    assertThat(list.status()).isEqualTo(200);
    assertThat(list.body())
        .contains("Landingpages</span>", "Deutsch", "Englisch", "Standardtext", "Schon bestätigt")
        .contains("href=\"" + path(page(LandingKind.EXPIRED)) + "\"")
        .doesNotContain("??");
  }

  @Test
  @DisplayName("published, it is a new version; the earlier one can be looked at and taken again")
  void versions() {
    LandingPage before = page(LandingKind.REFUSED);
    assertThat(publish(LandingKind.REFUSED, Map.of("heading", "So be it")).status()).isEqualTo(302);
    LandingPage after = page(LandingKind.REFUSED);
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.standard()).isFalse();
    assertThat(owner.get(path(after)).body())
        .contains("wird ab jetzt gezeigt", "So be it", "Zurück zum Standardtext", "eigener Text");
    String earlier = path(after) + "/versions/" + before.version();
    assertThat(owner.get(earlier).body()).contains("wurde gezeigt", earlier + "/shown");
    var shown = owner.get(earlier + "/shown");
    assertThat(shown.body()).contains(before.content().heading(), "<html lang=\"en\"");
    assertThat(shown.header("Content-Security-Policy"))
        .contains("sandbox", "frame-ancestors 'self'");
    assertThat(owner.get(path(after) + "?from=" + before.version()).body())
        .contains("value=\"" + before.content().heading() + "\"");
    assertThat(publish(LandingKind.REFUSED, Map.of()).status()).isEqualTo(302);
    assertThat(page(LandingKind.REFUSED).version()).isEqualTo(after.version());
    owner.get(path(after));
    owner.post(path(after) + "/standard", Map.of("seen", after.version()));
    assertThat(page(LandingKind.REFUSED).standard()).isTrue();
    assertThat(page(LandingKind.REFUSED).version()).isEqualTo(after.version() + 1);
    assertThat(owner.get(path(after) + "/versions/99").status()).isEqualTo(404);
  }

  @Test
  @DisplayName("of two editors the later one sees what happened, and loses nothing")
  void overtaken() {
    LandingPage page = page(LandingKind.EXPIRED);
    TestBrowser berta = SERVER.staff(Role.EDITOR);
    owner.get(path(page));
    berta.get(path(page));
    Map<String, Object> hers = fields(page);
    hers.put("heading", "Bertas Überschrift");
    assertThat(berta.post(path(page), hers).status()).isEqualTo(302);
    Map<String, Object> mine = fields(page);
    mine.put("heading", "Adas Überschrift");
    mine.put("text", "Adas Text");
    var told = owner.post(path(page), mine);
    assertThat(told.status()).isEqualTo(409);
    assertThat(told.body())
        .contains("hat jemand anderes veröffentlicht", "Berta EDITOR", "Bertas Überschrift")
        .contains("value=\"Adas Überschrift\"", ">Adas Text</textarea>", "trotzdem")
        .contains("name=\"seen\" value=\"" + (page.version() + 1) + "\"");
    assertThat(page(LandingKind.EXPIRED).content().heading()).isEqualTo("Bertas Überschrift");
    mine.put("seen", page.version() + 1);
    assertThat(owner.post(path(page), mine).status()).isEqualTo(302);
    assertThat(page(LandingKind.EXPIRED).content().heading()).isEqualTo("Adas Überschrift");
    owner.post(path(page) + "/standard", Map.of("seen", page.version()));
    assertThat(page(LandingKind.EXPIRED).content().heading()).isEqualTo("Adas Überschrift");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CONFIRM | heading | '' | Bitte schreiben Sie eine Überschrift",
        "CONFIRM | button | '' | was auf dem Knopf steht",
        "CONFIRM | text | Hallo {{ first_name }} | verraten, wem der Link gehört",
        "CONFIRMED | text | Hallo {{ first_name }} | was dort stehen soll",
        "CONFIRMED | text | Hallo {{ vorname }} | Das Feld „vorname“ gibt es nicht",
        "CONFIRMED | text | [x](http://a.example) | beginnt nicht mit https",
        "CONFIRMED | redirect | https://fremd.example/ | steht nicht auf der Liste",
        "CONFIRMED | redirect | http://fremd.example/ | muss mit https:// beginnen",
        "CONFIRMED | redirect | https://fremd.example/?email= | nach Angaben über eine Person",
        "CONFIRMED | colour | #ffdd00 | nur einen Kontrast von 1,3",
        "CONFIRMED | logo | 0198f3a0-0000-7000-8000-000000000000 | Dieses Logo gibt es nicht mehr"
      })
  @DisplayName("what is wrong is named beside its field, and what was typed stays")
  void refused(LandingKind kind, String field, String value, String why) {
    LandingPage before = page(kind);
    var changes = new LinkedHashMap<String, Object>();
    changes.put("colours", "own");
    changes.put("colour", "#123456");
    changes.put("logoAlt", "Behalten");
    changes.put(field, value);
    var answer = publish(kind, changes);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains(why, "Behalten").doesNotContain("??");
    assertThat(page(kind).version()).isEqualTo(before.version());
  }

  @Test
  @DisplayName("a colour that is too light is measured, and a near one suggested and taken")
  void contrast() {
    assertThat(owner.get("/app/landing-pages/contrast?colour=%23ffdd00").body())
        .contains("1,3", "zu hell", "Nächste gute Farbe nehmen: #");
    assertThat(owner.get("/app/landing-pages/contrast?colour=%231b5e7b").body())
        .contains("gut lesbar");
    assertThat(owner.get("/app/landing-pages/contrast?colour=x").status()).isEqualTo(200);
    LandingPage page = page(LandingKind.CONFIRMED);
    Map<String, Object> fields = fields(page);
    fields.put("take", "#7a6a00");
    fields.put("heading", "Not published");
    fields.remove("step");
    owner.get(path(page));
    assertThat(owner.post(path(page), fields).body())
        .contains("value=\"#7a6a00\"", "value=\"Not published\"");
    assertThat(page(LandingKind.CONFIRMED).version()).isEqualTo(page.version());
  }

  @Test
  @DisplayName("the preview shows what was typed, as visitors would see it, and changes nothing")
  void preview() {
    LandingPage page = page(LandingKind.CONFIRM);
    owner.get(path(page));
    Map<String, Object> fields = fields(page);
    fields.put("heading", "Is this **you**, <b>?");
    fields.put("colour", "#zz");
    fields.put("colours", "own");
    var preview = owner.post(path(page) + "/preview", fields);
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body())
        .contains("<h1>Is this **you**, &lt;b&gt;?</h1>", "<blockquote>", "Received on")
        .doesNotContain("??");
    assertThat(preview.header("Content-Security-Policy"))
        .contains("sandbox", "frame-ancestors 'self'", "script-src 'self'");
    assertThat(page(LandingKind.CONFIRM).version()).isEqualTo(page.version());
  }

  private TestBrowser.Page upload(byte[] content) {
    LandingPage page = page(LandingKind.UNSUBSCRIBED);
    Map<String, Object> fields = fields(page);
    fields.put("step", "logo");
    fields.put("heading", "Typed before");
    owner.get(path(page));
    return owner.upload(path(page), fields, "file", "logo.png", "image/png", content);
  }

  @Test
  @DisplayName("a logo is kept while the rest is written, and used once published")
  void logo() {
    var kept = upload(TestPictures.png(120, 40));
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.body()).contains("value=\"Typed before\"");
    var chosen =
        Pattern.compile("name=\"logo\" value=\"([0-9a-f-]{36})\"( checked=\"checked\")?")
            .matcher(kept.body());
    assertThat(chosen.find()).as("%s is found", chosen.pattern()).isTrue();
    assertThat(chosen.group(2)).isNotNull();
    Map<String, Object> dressed = Map.of("logo", chosen.group(1), "everywhere", "true");
    assertThat(publish(LandingKind.UNSUBSCRIBED, dressed).body()).contains("was das Logo zeigt");
    var all =
        Map.<String, Object>of(
            "logo", chosen.group(1), "logoAlt", "Salon Ada", "everywhere", "true");
    assertThat(publish(LandingKind.UNSUBSCRIBED, all).status()).isEqualTo(302);
    assertThat(SERVER.server.bean(LandingPages.class).all(SERVER.tenant))
        .hasSize(16)
        .allMatch(page -> page.content().logoAlt().equals("Salon Ada"));
    assertThat(page(LandingKind.UNSUBSCRIBED).standard()).isTrue();
    var none =
        Map.<String, Object>of(
            "logo", "", "logoAlt", "", "colours", "tenant", "everywhere", "true");
    assertThat(publish(LandingKind.UNSUBSCRIBED, none).status()).isEqualTo(302);
    assertThat(SERVER.server.bean(LandingPages.class).all(SERVER.tenant))
        .allMatch(page -> page.logo() == null);
  }

  @Test
  @DisplayName("an image bomb, an animation, an SVG and whatever is no picture are refused")
  void notALogo() {
    var refusals =
        Map.of(
            TestPictures.bomb(50_000, 50_000),
            "50.000 × 50.000 Pixel",
            TestPictures.moving(),
            "Dieses Bild bewegt sich",
            TestPictures.noise(200, 200),
            "höchstens 12 KB",
            "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8),
            "SVG-Zeichnung",
            "GIF89a".getBytes(StandardCharsets.UTF_8),
            "Das ist ein GIF",
            "<html><script>".getBytes(StandardCharsets.UTF_8),
            "keine Bild|kein Bild");
    refusals.forEach(
        (content, why) -> {
          var answer = upload(content);
          assertThat(answer.status()).as(why).isEqualTo(422);
          assertThat(answer.body()).containsPattern(why).contains("Typed before");
        });
  }

  @Test
  @DisplayName("a host stays on the list while a page leads there, and the pages are named")
  void hosts() {
    String list = "/app/settings/hosts";
    owner.get(list);
    assertThat(owner.post(list, Map.of("host", "192.0.2.7")).status()).isEqualTo(422);
    assertThat(owner.post(list, Map.of("host", "https://WWW.Ziel.Example/danke")).status())
        .isEqualTo(302);
    assertThat(owner.post(list, Map.of("host", "bücher.example")).status()).isEqualTo(302);
    assertThat(owner.get(list).body())
        .contains("www.ziel.example", "xn--bcher-kva.example", "Zeichen außer a bis z");
    var leads = Map.<String, Object>of("redirect", "https://www.ziel.example:443/danke");
    assertThat(publish(LandingKind.REFUSED, leads).status()).isEqualTo(302);
    assertThat(page(LandingKind.REFUSED).content().redirect())
        .isEqualTo("https://www.ziel.example/danke");
    LandingPage leading = page(LandingKind.REFUSED);
    assertThat(owner.get(path(leading) + "/versions/" + leading.version() + "/shown").body())
        .contains("Only in the preview", "https://www.ziel.example/danke instead");
    owner.get(list);
    var inUse = owner.post(list + "/remove", Map.of("remove", "www.ziel.example"));
    assertThat(inUse.status()).isEqualTo(409);
    assertThat(inUse.body())
        .contains("wird noch gebraucht", "Landingpage „Abgelehnt“, Englisch")
        .contains(path(page(LandingKind.REFUSED)));
    assertThat(deleteDirectly("www.ziel.example")).contains("violates foreign key");
    assertThat(publish(LandingKind.REFUSED, Map.of("redirect", "")).status()).isEqualTo(302);
    owner.get(list);
    assertThat(owner.post(list + "/remove", Map.of("remove", "www.ziel.example")).status())
        .isEqualTo(302);
    assertThat(owner.get(list).body()).doesNotContain("www.ziel.example</strong>");
    assertThat(publish(LandingKind.REFUSED, leads).status()).isEqualTo(422);
  }

  /** Past the door, as somebody with a console would. */
  private static String deleteDirectly(String host) {
    try {
      return SERVER
          .server
          .bean(Database.class)
          .write(
              SERVER.tenant,
              connection ->
                  "deleted "
                      + SERVER
                          .server
                          .bean(JdbcClient.class)
                          .sql("DELETE FROM allowed_host WHERE host = ?")
                          .param(host)
                          .update());
    } catch (RuntimeException e) {
      return Optional.ofNullable(e.getMessage()).orElse("");
    }
  }

  @Test
  @DisplayName("S1-20 those who read may look, editors write, owners keep the list of hosts")
  void roles() {
    LandingPage page = page(LandingKind.CONFIRM);
    TestBrowser auditor = SERVER.staff(Role.AUDITOR);
    assertThat(auditor.get("/app/landing-pages").status()).isEqualTo(200);
    assertThat(auditor.get(path(page)).body()).contains("<fieldset disabled", "Nur Redakteure");
    assertThat(auditor.post(path(page), fields(page)).status()).isEqualTo(403);
    TestBrowser editor = SERVER.staff(Role.EDITOR);
    editor.get("/app/settings/hosts");
    editor.get(path(page));
    assertThat(editor.post("/app/settings/hosts", Map.of("host", "x.example")).status())
        .isEqualTo(403);
    assertThat(editor.post(path(page), fields(page)).status()).isEqualTo(302);
    assertThat(SERVER.server.browser().get(path(page)).status()).isEqualTo(302);
    TenantId other =
        SERVER
            .server
            .bean(Tenants.class)
            .create(
                new NewTenant(
                    SERVER.server.bean(Tenants.class).find(SERVER.tenant).profile(), true));
    LandingPage theirs = SERVER.server.bean(LandingPages.class).all(other).getFirst();
    assertThat(owner.get(path(theirs)).status()).isEqualTo(404);
    owner.get("/app/landing-pages");
    assertThat(owner.post(path(theirs), fields(theirs)).status()).isEqualTo(404);
    assertThat(owner.post(path(theirs) + "/preview", fields(theirs)).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("what is too long is said, not cut off")
  void tooLong() {
    var answer =
        publish(LandingKind.CONFIRM, Map.of("text", "x".repeat(LandingContent.LONGEST_TEXT + 1)));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("höchstens 2.000 Zeichen", "x".repeat(2001));
  }
}
