package org.jawort.campaign.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.Campaigns;
import org.jawort.campaign.SenderAddresses;
import org.jawort.delivery.Mailbox;
import org.jawort.delivery.ShownMail;
import org.jawort.platform.Database;
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

@DisplayName("S1-10 campaigns over HTTP")
class CampaignPagesTest {
  private static final String PASSWORD = "vier rote Fahrräder im Regen";
  private static final Pattern REVISION = Pattern.compile("name=\"revision\" value=\"(\\d+)\"");

  private final TestServer server = TestServer.shared();
  private final TenantId tenant = server.bean(Tenants.class).create(new NewTenant(profile(), true));
  private String address = "";

  private static TenantProfile profile() {
    return new TenantProfile(
        "Salon Feder",
        "Salon Feder\nDeichweg 7, 20457 Hamburg",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        "Salon Feder",
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE, Language.EN),
        ZoneId.of("Europe/Berlin"),
        IpMode.TRUNCATED,
        "#a8326f",
        "DE");
  }

  private TestBrowser signedIn(Role role) {
    address = role.name().toLowerCase() + "-" + UUID.randomUUID() + "@salon.example";
    var user =
        new NewUser(
            role.name(), StaffEmail.parse(address).orElseThrow(), role, Language.DE, PASSWORD);
    server.bean(Users.class).add(tenant, user);
    return server.browser().signIn(address, PASSWORD);
  }

  private static String begin(TestBrowser browser, String name, String kind) {
    browser.get("/app/campaigns/new");
    var created =
        browser.post(
            "/app/campaigns",
            Map.of(
                "name", name,
                "language", "de",
                "trigger", "EVENT",
                "messageClass", "ADVERTISING",
                "kind", kind));
    assertThat(created.status()).isEqualTo(302);
    return created.location().replace("/edit", "");
  }

  private static String revision(TestBrowser.Page page) {
    Matcher found = REVISION.matcher(page.body());
    assertThat(found.find()).as("%s is found", found.pattern()).isTrue();
    return found.group(1);
  }

  private static Map<String, String> fields(String revision, String subject, String html) {
    var fields = new HashMap<String, String>();
    fields.putAll(Map.of("revision", revision, "name", "Mai", "subject", subject, "html", html));
    fields.putAll(
        Map.of(
            "language", "de", "trigger", "EVENT", "messageClass", "ADVERTISING", "step", "save"));
    return fields;
  }

  private List<ShownMail> caught(String to) {
    return server.bean(Mailbox.class).newest(null, 50).stream()
        .map(mail -> ShownMail.of(mail.id(), mail.at(), mail.raw()))
        .filter(mail -> mail.to().equals(to))
        .toList();
  }

  @Test
  @DisplayName("All read, editors write")
  void roles() {
    String standard = "/app/campaigns/" + server.bean(Campaigns.class).all(tenant).getFirst().id();
    for (Role role : List.of(Role.AUDITOR, Role.STAFF)) {
      TestBrowser browser = signedIn(role);
      assertThat(browser.get("/app/campaigns").body())
          .contains("Standard Double-Opt-In Kampagne", "Versandbereit")
          .doesNotContain("Neue Kampagne");
      assertThat(browser.get(standard).body())
          .contains("Version 1 wird versandt")
          .doesNotContain("Kopieren");
      assertThat(browser.get(standard + "/preview").status()).isEqualTo(200);
      assertThat(browser.get("/app/campaigns/new").status()).isEqualTo(403);
      assertThat(browser.post(standard + "/copy", Map.of()).status()).isEqualTo(403);
      assertThat(browser.post(standard + "/test", Map.of()).status()).isEqualTo(403);
    }
    TestBrowser editor = signedIn(Role.EDITOR);
    assertThat(editor.get("/app/campaigns").body()).contains("Neue Kampagne");
    assertThat(editor.get("/app/campaigns/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(editor.get(standard + "/edit").status()).as("nothing in work").isEqualTo(404);
  }

  @Test
  @DisplayName("The list: by trigger, status, language and words; empty, it says what to do")
  void list() {
    TestBrowser browser = signedIn(Role.EDITOR);
    begin(browser, "Frühlingsgruß", "HTML");
    assertThat(browser.get("/app/campaigns").body()).contains("Frühlingsgruß", "Standard");
    assertThat(browser.get("/app/campaigns?q=fr%C3%BChling").body())
        .contains("Frühlingsgruß")
        .doesNotContain("Standard Double");
    assertThat(browser.get("/app/campaigns?status=READY&language=en").body())
        .contains("Standard double opt-in campaign")
        .doesNotContain("Frühlingsgruß", "Standard Double-Opt-In");
    assertThat(browser.get("/app/campaigns?trigger=SCHEDULED").body())
        .contains("Keine passende Kampagne", "Alle zeigen");
    assertThat(browser.get("/app/campaigns?q=" + "%27%22%3E%3Cb%3E").body())
        .contains("Keine passende Kampagne")
        .doesNotContain("\"><b>");
  }

  @Test
  @DisplayName("Written, checked, made ready, in work again")
  void life() {
    TestBrowser browser = signedIn(Role.EDITOR);
    String campaign = begin(browser, "Mai", "HTML");
    var edit = browser.get(campaign + "/edit");
    assertThat(edit.body()).contains("Der Betreff fehlt.");
    assertThat(browser.post(campaign + "/ready", Map.of("revision", revision(edit))).status())
        .isEqualTo(302);
    assertThat(browser.get(campaign).body())
        .contains("Noch nicht: Es fehlt noch etwas (1)", "Der Betreff fehlt.", "Entwurf");

    var saved =
        browser.post(
            campaign + "/edit",
            fields(
                revision(edit), "Neues im Mai", "<p>Hallo {{ first_name | default('Sie') }}</p>"));
    assertThat(saved.location()).isEqualTo(campaign + "/edit");
    edit = browser.get(campaign + "/edit");
    assertThat(edit.body()).contains("Nichts. Die Kampagne kann versandbereit werden.");
    browser.post(campaign + "/ready", Map.of("revision", revision(edit)));
    assertThat(browser.get(campaign).body())
        .contains("Version 1 ist versandbereit.", "Neue Version beginnen");
    browser.post(campaign + "/again", Map.of());
    assertThat(browser.get(campaign).body())
        .contains("Neue Version in Arbeit", "Version 1 wird versandt");
    assertThat(browser.get(campaign + "/edit").body()).contains("Sprache, Auslöser und Art stehen");
  }

  @Test
  @DisplayName("Wrong input: two editors, 5 MB, a header injection: refused, and nothing is lost")
  void wrongInput() {
    TestBrowser browser = signedIn(Role.EDITOR);
    String campaign = begin(browser, "Mai", "HTML");
    String seen = revision(browser.get(campaign + "/edit"));
    browser.post(campaign + "/edit", fields(seen, "Von Ada", "<p>Ada</p>"));
    browser.get(campaign + "/edit");
    var late = browser.post(campaign + "/edit", fields(seen, "Von Berta", "<p>Berta</p>"));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body())
        .contains("hat EDITOR gespeichert", "Von Ada", "value=\"Von Berta\"", "&lt;p&gt;Berta");
    var again =
        browser.post(campaign + "/edit", fields(revision(late), "Von Berta", "<p>Berta</p>"));
    assertThat(again.status()).isEqualTo(302);

    String now = revision(browser.get(campaign + "/edit"));
    var long5 = browser.post(campaign + "/edit", fields(now, "S", "x".repeat(5 * 1024 * 1024)));
    assertThat(long5.status()).isEqualTo(422);
    assertThat(long5.body()).contains("xxxxxxxxxx").hasSizeGreaterThan(5 * 1024 * 1024);
    var header = browser.post(campaign + "/edit", fields(now, "a\r\nBcc: b@c.example", "x"));
    assertThat(header.status()).isEqualTo(422);
    assertThat(browser.get(campaign + "/edit").body()).contains("Von Berta");
  }

  @Test
  @DisplayName("The preview holds nothing that runs, and a test comes marked by mail")
  void previewAndTest() {
    TestBrowser browser = signedIn(Role.EDITOR);
    Campaign standard = server.bean(Campaigns.class).all(tenant).getFirst();
    String copy =
        browser.get("/app/campaigns/" + standard.id()).status() == 200
            ? browser
                .post("/app/campaigns/" + standard.id() + "/copy", Map.of())
                .location()
                .replace("/edit", "")
            : "";
    assertThat(browser.get(copy + "/preview?view=phone").body())
        .contains("sandbox=\"\"", "Bitte bestätigen Sie Ihre Anmeldung bei Salon Feder");
    assertThat(browser.get(copy + "/preview?view=text").body()).contains("Guten Tag Ada,");
    var frame = browser.get(copy + "/preview/html?dark=true");
    assertThat(frame.header("Content-Security-Policy"))
        .contains("sandbox", "default-src 'none'", "frame-ancestors 'self'")
        .doesNotContain("script-src");
    assertThat(frame.body())
        .contains("/w/trial/de/confirm", "@media (min-width: 0px)")
        .doesNotContain("prefers-color-scheme: dark");

    assertThat(browser.post(copy + "/test", Map.of()).status()).isEqualTo(302);
    Await.until("the test mail is in the mailbox", () -> !caught(address).isEmpty());
    ShownMail mail = caught(address).getFirst();
    assertThat(mail.subject())
        .isEqualTo("[Test] Bitte bestätigen Sie Ihre Anmeldung bei Salon Feder");
    assertThat(mail.text()).contains("/w/trial/de/confirm", "Salon Feder");
    assertThat(mail.headers()).extracting(ShownMail.Line::name).doesNotContain("List-Unsubscribe");
    var trial = server.browser().get("/w/trial/de/confirm");
    assertThat(trial.status()).isEqualTo(200);
    assertThat(trial.body()).contains("Das war ein Test");
    assertThat(server.browser().get("/w/" + "x".repeat(48)).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("Law 27: no test goes out from a sender that did not agree, nor under a disguise")
  void testFromAnother() {
    TestBrowser browser = signedIn(Role.EDITOR);
    Campaign standard = server.bean(Campaigns.class).all(tenant).getFirst();
    browser.get("/app/campaigns/" + standard.id());
    String copy =
        browser
            .post("/app/campaigns/" + standard.id() + "/copy", Map.of())
            .location()
            .replace("/edit", "");
    server
        .bean(Database.class)
        .write(
            tenant,
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql(
                        "UPDATE campaign_draft SET sender_address = 'chef@bank.example'"
                            + " WHERE tenant_id = ? AND campaign_id = ?")
                    .params(tenant.value(), UUID.fromString(copy.replaceAll(".*/", "")))
                    .update());
    browser.get(copy + "/preview");
    assertThat(browser.post(copy + "/test", Map.of()).status()).isEqualTo(302);
    assertThat(browser.get(copy + "/preview").body())
        .contains("Unter diesem Absender geht noch keine E-Mail hinaus");
  }

  @Test
  @DisplayName("Law 27: another sender address counts once its reader agreed, by POST")
  void senders() {
    TestBrowser browser = signedIn(Role.EDITOR);
    browser.get("/app/campaigns/senders");
    String other = "info-" + UUID.randomUUID() + "@salon.example";
    assertThat(browser.post("/app/campaigns/senders", Map.of("address", "nonsense")).status())
        .isEqualTo(422);
    assertThat(browser.post("/app/campaigns/senders", Map.of("address", other)).status())
        .isEqualTo(302);
    Await.until(
        "the mail with the sender's link is in the mailbox", () -> !caught(other).isEmpty());
    Matcher link = Pattern.compile("/sender/[\\w-]{48}").matcher(caught(other).getFirst().text());
    assertThat(link.find()).as("%s is found", link.pattern()).isTrue();

    TestBrowser reader = server.browser();
    assertThat(reader.get(link.group()).body()).contains("Salon Feder", other);
    assertThat(server.bean(SenderAddresses.class).all(tenant).getFirst().verified()).isFalse();
    assertThat(reader.post(link.group(), Map.of()).body()).contains("Die Adresse ist bestätigt");
    assertThat(server.bean(SenderAddresses.class).all(tenant).getFirst().verified()).isTrue();
    assertThat(reader.get("/sender/" + "x".repeat(48)).status()).isEqualTo(404);
    assertThat(browser.get("/app/campaigns/senders").body()).contains(other, "bestätigt");
  }

  @Test
  @DisplayName("Pictures: judged by their content, served forever, bombs refused")
  void images() {
    TestBrowser browser = signedIn(Role.EDITOR);
    browser.get("/app/campaigns/images");
    byte[] good = png(600, 200);
    var upload = Map.of("alt", "Unser Logo");
    assertThat(
            browser
                .upload("/app/campaigns/images", Map.of(), "file", "a.png", "image/png", good)
                .body())
        .contains("Bitte");
    assertThat(
            browser
                .upload("/app/campaigns/images", upload, "file", "a.png", "image/png", good)
                .status())
        .isEqualTo(302);
    assertThat(
            browser
                .upload(
                    "/app/campaigns/images", upload, "file", "b.png", "image/png", png(50_000, 9))
                .body())
        .contains("höchstens");
    assertThat(
            browser
                .upload(
                    "/app/campaigns/images",
                    upload,
                    "file",
                    "c.png",
                    "image/png",
                    "<svg onload='x'/>".getBytes(UTF_8))
                .body())
        .contains("Das ist kein PNG");
    Matcher place =
        Pattern.compile("/assets/i/\\d+/[0-9a-f]{32}\\.png")
            .matcher(browser.get("/app/campaigns/images").body());
    assertThat(place.find()).as("%s is found", place.pattern()).isTrue();
    var served = server.browser().get(place.group());
    assertThat(served.status()).isEqualTo(200);
    assertThat(served.header("Content-Type")).isEqualTo("image/png");
    assertThat(served.header("Cache-Control")).contains("immutable");
    assertThat(served.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(server.browser().get(place.group().replace(".png", ".gif")).status()).isEqualTo(404);
  }

  private static byte[] png(int width, int height) {
    return ByteBuffer.allocate(33)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13})
        .put("IHDR".getBytes(UTF_8))
        .putInt(width)
        .putInt(height)
        .array();
  }

  @Test
  @DisplayName("Blocks: added, moved and removed without script; nothing typed is lost on the way")
  void blocks() {
    TestBrowser browser = signedIn(Role.EDITOR);
    String campaign = begin(browser, "Mai", "BLOCKS");
    var edit = browser.get(campaign + "/edit");
    var fields = new HashMap<String, Object>(fields(revision(edit), "Typed", ""));
    fields.put("block.kind", List.of("HEADING", "TEXT"));
    fields.put("block.text", List.of("Eins", "Zwei <b>"));
    for (String field : List.of("second", "label", "url", "image")) {
      fields.put("block." + field, List.of("", ""));
    }
    fields.put("step", "down-0");
    String moved = browser.post(campaign + "/edit", fields).body();
    assertThat(moved).contains("value=\"Typed\"");
    assertThat(moved.indexOf("Zwei &lt;b&gt;")).isLessThan(moved.indexOf("value=\"Eins\""));
    fields.put("step", "add-2");
    fields.put("add", "BUTTON");
    assertThat(browser.post(campaign + "/edit", fields).body()).contains("3. Knopf");
    fields.put("step", "remove-0");
    assertThat(browser.post(campaign + "/edit", fields).body()).doesNotContain("value=\"Eins\"");
    fields.put("step", "save");
    assertThat(browser.post(campaign + "/edit", fields).status()).isEqualTo(302);
    assertThat(browser.get(campaign + "/preview/html").body())
        .contains("Eins", "Zwei &lt;b&gt;", "Deichweg 7", "/w/trial/de/unsubscribe");
    edit = browser.get(campaign + "/edit");
    browser.post(campaign + "/kind", Map.of("kind", "HTML", "revision", revision(edit)));
    assertThat(browser.get(campaign + "/edit").body()).contains("&lt;!DOCTYPE html&gt;");
  }
}
