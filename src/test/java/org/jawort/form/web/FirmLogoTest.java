package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.OwnTenant;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.campaign.landing.TestPictures;
import org.jawort.form.Form;
import org.jawort.form.Forms;
import org.jawort.platform.Language;
import org.jawort.platform.picture.LogoFile;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.TenantLogos;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S1-12 The firm's logo on its public pages")
class FirmLogoTest {
  private static final String SETTINGS = "/app/settings";
  private static final Pattern SHOWN = Pattern.compile("<img src=\"(/assets/firm/[^\"]+)\"");

  private final TestServer server = TestServer.guest();
  private final TestBrowser owner = server.owner();

  private Tenant tenant() {
    return server.bean(Tenants.class).find(server.tenant());
  }

  /** The settings as their page would send them. */
  private Map<String, Object> settings(Map<String, String> typed) {
    Tenant now = tenant();
    var fields = new HashMap<String, Object>();
    fields.put("name", now.name());
    fields.put("imprint", now.imprint());
    fields.put("privacyPolicyUrl", now.privacyPolicyUrl().map(URI::toString).orElse(""));
    fields.put("senderName", now.senderName());
    fields.put("senderAddress", now.senderAddress());
    fields.put("languages", now.language().code());
    fields.put("timeZone", "Europe/Berlin");
    fields.put("colour", now.colour());
    fields.put("logo", now.logo().map(logo -> logo.sha256()).orElse(""));
    fields.put("logoAlt", now.logo().map(logo -> logo.alt()).orElse(""));
    fields.putAll(typed);
    return fields;
  }

  private TestBrowser.Page upload(byte[] picture, Map<String, String> typed) {
    owner.get(SETTINGS);
    return owner.upload(SETTINGS, settings(typed), "file", "logo.png", "image/png", picture);
  }

  private void save(Map<String, String> typed) {
    owner.get(SETTINGS);
    assertThat(owner.post(SETTINGS, settings(typed)).status()).isEqualTo(302);
  }

  private Form form() {
    return server.bean(Forms.class).all(server.tenant()).stream()
        .filter(one -> one.language() == Language.DE)
        .findFirst()
        .orElseThrow();
  }

  private String visited(String more) {
    return server.browser().get("/f/" + form().key() + more).body();
  }

  private static String address(String page) {
    var shown = SHOWN.matcher(page);
    assertThat(shown.find()).as(page).isTrue();
    return shown.group(1);
  }

  @Test
  @DisplayName("it stands in place of the name, as part of the form's version, until it is removed")
  void shown() {
    int before = form().version().version();
    byte[] picture = TestPictures.png(120, 40);
    assertThat(upload(picture, Map.of("logoAlt", "Sonne <& Wellen")).status()).isEqualTo(302);
    assertThat(owner.get(SETTINGS).body())
        .contains("class=\"firm-logo\"", "Logo entfernen", "value=\"Sonne &lt;&amp; Wellen\"")
        .doesNotContain("??");
    String page = visited("");
    String address = address(page);
    assertThat(page)
        .contains("alt=\"Sonne &lt;&amp; Wellen\"", "width=\"120\" height=\"40\"")
        .doesNotContain("<p>" + tenant().name() + "</p>");
    assertThat(visited("/done")).contains(address);
    var file = server.browser().get(address);
    assertThat(file.header("Content-Type")).isEqualTo("image/png");
    assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(file.header("Cache-Control")).contains("public", "immutable");
    assertThat(file.header("Content-Disposition")).isEqualTo("inline; filename=\"logo.png\"");
    assertThat(file.header("Content-Security-Policy")).contains("default-src 'none'", "sandbox");
    save(Map.of("logoAlt", ""));
    assertThat(visited("")).contains("alt=\"" + tenant().name() + "\"");

    int worn = form().version().version();
    assertThat(worn).isGreaterThan(before);
    save(Map.of("withoutLogo", "true"));
    assertThat(visited("")).contains("<p>" + tenant().name() + "</p>").doesNotContain("<img");
    String versions = "/app/forms/" + form().id().value() + "/versions/";
    assertThat(owner.get(versions + worn + "/shown").body()).contains(address);
    assertThat(owner.get(versions + before + "/shown").body()).doesNotContain("<img");
    assertThat(server.browser().get(address).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("B-12 with the heaviest logo a form has at most 30 KB with everything")
  void weight() {
    byte[] heavy = TestPictures.noise(60, 65);
    assertThat(heavy.length).isBetween(11_000, LogoFile.MOST);
    upload(heavy, Map.of());
    String page = visited("");
    int all = heavy.length + page.getBytes(StandardCharsets.UTF_8).length;
    var parts = Pattern.compile("href=\"(/assets/[^\"]+)\"").matcher(page);
    while (parts.find()) {
      all += server.browser().get(parts.group(1)).body().getBytes(StandardCharsets.UTF_8).length;
    }
    assertThat(all).isBetween(heavy.length + 2_000, 30 * 1024);
  }

  @Test
  @DisplayName(
      "landing pages without a logo of their own show it, and forms show the name by choice")
  void chosen() {
    upload(TestPictures.jpeg(90, 30), Map.of());
    String address = address(visited(""));
    String landing = owner.get("/app/landing-pages").body();
    var first = Pattern.compile("href=\"(/app/landing-pages/[0-9a-f-]{36})\"").matcher(landing);
    assertThat(first.find()).isTrue();
    assertThat(owner.get(first.group(1) + "/versions/1/shown").body()).contains(address);
    owner.get("/app/forms/new");
    var made =
        owner.post("/app/forms", Map.of("name", "Fest", "purpose", "newsletter", "language", "de"));
    String edit = made.location().replaceFirst("\\?.*", "");
    String tab = owner.get(edit + "?tab=look").body();
    assertThat(tab).contains("das Logo, wo es eines gibt").doesNotContain("??");
    var seen = Pattern.compile("name=\"seen\" value=\"(\\d+)\"").matcher(tab);
    assertThat(seen.find()).isTrue();
    var typed = Map.of("tab", "look", "seen", seen.group(1), "colour", "", "head", "NAME");
    String preview = edit.replaceFirst("/edit$", "/preview");
    assertThat(owner.post(preview, typed).body())
        .contains("<p>" + tenant().name() + "</p>")
        .doesNotContain("<img");
    var logo = Map.of("tab", "look", "seen", seen.group(1), "colour", "", "head", "LOGO");
    assertThat(owner.post(preview, logo).body()).contains(address);
  }

  @Test
  @DisplayName("what no page can show is refused in a sentence, and what was typed stays")
  void refused() {
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
            "%PDF-1.7".getBytes(StandardCharsets.UTF_8),
            "Das ist ein PDF");
    refusals.forEach(
        (content, why) -> {
          var answer = upload(content, Map.of("name", "Neuer Name"));
          assertThat(answer.status()).as(why).isEqualTo(422);
          assertThat(answer.body()).contains(why, "value=\"Neuer Name\"").doesNotContain("??");
        });
    assertThat(tenant().logo()).isEmpty();
    var kept = upload(TestPictures.png(60, 20), Map.of("senderAddress", "niemand"));
    assertThat(kept.status()).isEqualTo(422);
    var hash = Pattern.compile("name=\"logo\" value=\"([0-9a-f]{64})\"").matcher(kept.body());
    assertThat(hash.find()).isTrue();
    save(Map.of("logo", hash.group(1)));
    assertThat(visited("")).contains("width=\"60\"");
  }

  @Test
  @DisplayName("B-13 no other tenant's logo is shown, taken or reached by its hash")
  void others() {
    upload(TestPictures.png(77, 33), Map.of());
    String address = address(visited(""));
    OwnTenant other = OwnTenant.fresh();
    int number = server.bean(Tenants.class).numberOf(other.id());
    String guessed = address.replaceFirst("/firm/\\d+/", "/firm/" + number + "/");
    assertThat(server.browser().get(guessed).status()).isEqualTo(404);
    owner.get(SETTINGS);
    var theirs = (LogoFile.Fit) LogoFile.of(TestPictures.png(12, 13));
    String foreign =
        server
            .bean(TenantLogos.class)
            .keep(other.id(), new UserId(UUID.randomUUID()), theirs)
            .sha256();
    for (String hash : List.of(foreign, "../../secret")) {
      var answer = owner.post(SETTINGS, settings(Map.of("logo", hash)));
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body()).contains("Dieses Logo gibt es nicht mehr");
    }
  }
}
