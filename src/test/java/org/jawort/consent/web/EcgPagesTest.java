package org.jawort.consent.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jawort.consent.permission.MessageClass.ADVERTISING;
import static org.jawort.consent.permission.MessageClass.EXISTING_CUSTOMER;
import static org.jawort.consent.permission.MessageClass.NOTICE;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.ecg.TestEcgList;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permissions;
import org.jawort.contact.address.Channel;
import org.jawort.desk.web.DeskServer;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Austria's list, loaded by the page and honoured by the rule. */
class EcgPagesTest {
  private static final String PATH = "/app/settings/ecg";

  private final DeskServer desk = new DeskServer(TestServer.timeTraveller());
  private TestBrowser owner = desk.owner();

  private TestBrowser.Page load(byte[] file) {
    owner.get(PATH);
    return owner.upload(PATH, Map.of(), "file", "ecg-liste.hash", "application/octet-stream", file);
  }

  private String reason(String address, MessageClass kind) {
    return desk.server
        .bean(Permissions.class)
        .ask(desk.tenant(), Channel.EMAIL, address, "newsletter", kind)
        .reason();
  }

  @Test
  @DisplayName(
      "B-14 law 67 Without consent nobody is written to whose address or domain is on the list")
  void honoured() {
    for (String address :
        List.of("karl@firma.at", "max.muster@home.at", "eva@frei.at", "uwe@firma.example")) {
      desk.create(desk.tenant(), address, "Karl", "Testinger");
    }
    desk.signUp("mia@home.at", "Mia", "Muster");
    Instant before = desk.server.clock().instant();
    desk.server.clock().tick(Duration.ofHours(1));
    assertThat(owner.get(PATH).body()).contains("Es ist noch keine Liste geladen");
    // As the newer interface of the authority spells an address: without dots before the @.
    byte[] list =
        TestEcgList.of(List.of("karl@firma.at", "maxmuster@home.at", "uwe@firma.example"));
    assertThat(load(list).status()).isEqualTo(302);
    assertThat(owner.get(PATH).body()).contains("3 Einträge, heute geladen", "ecg-liste.hash");

    assertThat(reason("karl@firma.at", ADVERTISING)).isEqualTo("ECG_LISTED");
    assertThat(reason("karl@firma.at", EXISTING_CUSTOMER)).isEqualTo("ECG_LISTED");
    assertThat(reason("karl@firma.at", NOTICE)).as("no advertising").isEqualTo("NOTICE");
    assertThat(reason("max.muster@home.at", ADVERTISING)).isEqualTo("ECG_LISTED");
    assertThat(reason("eva@frei.at", ADVERTISING)).isEqualTo("NO_CONSENT");
    assertThat(reason("uwe@firma.example", ADVERTISING))
        .as("neither firm nor purpose nor address is of Austria")
        .isEqualTo("NO_CONSENT");
    assertThat(reason("mia@home.at", ADVERTISING)).isEqualTo("BLOCKED_NEW");
    assertThat(
            desk.server
                .bean(Permissions.class)
                .askAt(
                    desk.tenant(),
                    Channel.EMAIL,
                    "karl@firma.at",
                    "newsletter",
                    ADVERTISING,
                    before)
                .reason())
        .as("before it was loaded")
        .isEqualTo("NO_CONSENT");

    desk.server.clock().tick(Duration.ofDays(40));
    owner = desk.owner();
    assertThat(owner.get(PATH).body()).contains("Die Liste ist 40 Tage alt");
    assertThat(load(TestEcgList.of(List.of("@frei.at"))).status()).isEqualTo(302);
    assertThat(reason("eva@frei.at", ADVERTISING)).as("by its domain").isEqualTo("ECG_LISTED");
    assertThat(reason("karl@firma.at", ADVERTISING)).as("off the list").isEqualTo("NO_CONSENT");
    assertThat(owner.get(PATH).body())
        .contains("Ein Eintrag, heute geladen")
        .doesNotContain("Tage alt");
  }

  @Test
  @DisplayName("B-14 From where the list is fetched is said on the page, and why it failed")
  void source() {
    assertThat(owner.get(PATH).body()).contains("nicht von selbst abgerufen");
    TestBrowser.Page wrong = owner.post(PATH + "/source", Map.of("url", "http://listen.example/"));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body()).contains("http://listen.example/", "Sie beginnt mit https://");
    owner.get(PATH);
    String inside = "https://127.0.0.1/ecg-liste.hash";
    assertThat(owner.post(PATH + "/source", Map.of("url", inside)).status()).isEqualTo(302);
    assertThat(owner.get(PATH).body())
        .contains("einmal am Tag von 127.0.0.1", "noch nicht versucht");
    assertThat(owner.post(PATH + "/fetch", Map.of()).status()).isEqualTo(302);
    assertThat(owner.get(PATH).body())
        .contains("Der Abruf ist nicht gelungen", "führt in ein internes Netz", "Zuletzt versucht");
    TestBrowser editor = desk.signedIn(Role.EDITOR);
    assertThat(editor.get(PATH).body())
        .contains("internes Netz")
        .doesNotContain("Jetzt abrufen", inside);
    assertThat(editor.post(PATH + "/fetch", Map.of()).status()).isEqualTo(403);
    owner.get(PATH);
    assertThat(owner.post(PATH + "/source", Map.of("url", "")).status()).isEqualTo(302);
    assertThat(owner.get(PATH).body()).contains("nicht von selbst abgerufen");
  }

  @Test
  @DisplayName("B-14 A file that is no such list changes nothing, and is told why")
  void noList() {
    assertThat(load(TestEcgList.of(List.of("a@b.at", "@c.at"))).status()).isEqualTo(302);
    byte[] text = "karl@firma.at\nmax@home.at".getBytes(StandardCharsets.US_ASCII);
    assertThat(load(text).body()).contains("Das ist ein Text und keine Liste von Prüfsummen");
    assertThat(load(new byte[0]).body()).contains("Die Datei ist leer");
    byte[] part = TestEcgList.of(List.of("ä@b.at", "@c.at"));
    part[0] = (byte) 0xFF;
    assertThat(load(java.util.Arrays.copyOf(part, 33)).body())
        .contains("kein Vielfaches von 20 Byte");
    assertThat(owner.get(PATH).body()).contains("2 Einträge, heute geladen");
    TestBrowser editor = desk.signedIn(Role.EDITOR);
    assertThat(editor.get(PATH).body()).contains("2 Einträge").doesNotContain("Liste laden");
    assertThat(editor.upload(PATH, Map.of(), "file", "a", "text/plain", part).status())
        .isEqualTo(403);
  }
}
