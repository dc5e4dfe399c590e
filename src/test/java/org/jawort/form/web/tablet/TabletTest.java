package org.jawort.form.web.tablet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactCard;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.form.FieldType;
import org.jawort.form.FormContent;
import org.jawort.form.FormField;
import org.jawort.form.OwnFormOutcome;
import org.jawort.form.OwnForms;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "S4-04 A form on a tablet is all that its holder gets to, and brings in each person once")
class TabletTest {
  private final TestServer server = TestServer.guest();

  private HandedOver open() {
    return new HandedOver(server, server.owner(), "Empfang <b>Mitte</b>");
  }

  @Test
  @DisplayName(
      "The session of the browser is exchanged: no tab, no reload, no cookie leads to staff")
  void walls() {
    TestBrowser staff = server.owner();
    TestBrowser thief = server.browser();
    thief.cookies().putAll(staff.cookies());
    var tablet = new HandedOver(server, staff, "Empfang");
    assertThat(tablet.opened.headers().get("clear-site-data")).containsExactly("\"cache\"");
    assertThat(tablet.opened.headers().get("set-cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-jawort-tablet=")
                    .contains("HttpOnly", "Secure", "SameSite=Strict", "Path=/"));
    for (String page : List.of("/app", "/app/contacts", tablet.desk(), "/app/settings")) {
      assertThat(tablet.browser.get(page).location()).as(page).contains("/login");
      assertThat(thief.get(page).location()).as("the former session: " + page).contains("/login");
    }
    assertThat(tablet.browser.get("/api/v1/contacts").status()).isEqualTo(401);
    assertThat(tablet.browser.post("/t/end", Map.of()).status()).isEqualTo(403);
    assertThat(tablet.browser.get("/t").body())
        .contains("data-tablet=", "name=\"newsletter\"")
        .doesNotContain("/app/", "logout");
    assertThat(server.browser().get("/t").status()).isEqualTo(403);
    assertThat(server.browser().postJson("/t/submissions", "{}").status()).isEqualTo(403);
    tablet.browser.header("Origin", "https://evil.example");
    assertThat(tablet.sign("evil@example.org", HandedOver.DRAWN).status()).isEqualTo(403);
  }

  @Test
  @DisplayName(
      "law 15, 19: who opened it, where, when and how it was signed is evidence; the mail asks")
  void evidence() throws Exception {
    HandedOver tablet = open();
    String address = "tablet-" + UUID.randomUUID() + "@example.org";
    assertThat(tablet.sign(address, HandedOver.DRAWN).body()).isEqualTo("{\"state\":\"taken\"}");
    HistoryEntry signedUp = signedUp(address);
    assertThat(signedUp.type()).isEqualTo(EventType.SIGNED_UP);
    assertThat(signedUp.source()).isEqualTo("TABLET");
    assertThat(signedUp.status().name()).isEqualTo("TRIGGERED");
    Evidence evidence = signedUp.evidence();
    assertThat(evidence.boxes()).hasSize(2).allMatch(Evidence.Box::ticked);
    assertThat(evidence.declaration().takenByName()).isEqualTo("ada");
    assertThat(evidence.declaration().occasion()).isEqualTo("Empfang <b>Mitte</b>");
    assertThat(evidence.declaration().saidBy()).isEqualTo("Ada Lovelace");
    assertThat(evidence.declaration().note()).contains("mit dem Finger");
    TestBrowser staff = server.owner();
    String contact = staff.get("/app/contacts?q=" + address).body();
    Matcher link = Pattern.compile("/app/contacts/[0-9a-f-]{36}").matcher(contact);
    assertThat(link.find()).isTrue();
    String page = staff.get(link.group()).body();
    assertThat(page).contains("Empfang &lt;b&gt;Mitte", "class=\"desk-signature\"");
    Matcher file = Pattern.compile("src=\"(/app/contact-points/[^\"]+)\"").matcher(page);
    assertThat(file.find()).isTrue();
    TestBrowser.Page picture = staff.get(file.group(1));
    assertThat(picture.header("content-type")).isEqualTo("image/svg+xml");
    assertThat(picture.header("content-disposition")).startsWith("attachment");
    assertThat(picture.header("content-security-policy")).contains("default-src 'none'");
    assertThat(picture.body())
        .matches("<svg [a-z:=\"/. A-Z0-9#-]+><path d=\"[ML0-9,]+\"/></svg>")
        .contains("M10,10L40,80L90,20L150,90M200,40L260,60");
    printed(address);
  }

  /** The dossier shows the signature, and has its picture with it. */
  private void printed(String address) throws Exception {
    var made = new AtomicReference<Proofs.ProofOutcome.Made>();
    Await.until(
        "the sign-up is sealed",
        () -> {
          if (server
                  .bean(Proofs.class)
                  .dossier(
                      server.tenant(),
                      card(address).points().getFirst().id(),
                      Proofs.Format.PDF,
                      Optional.of(Language.DE))
              instanceof Proofs.ProofOutcome.Made one) {
            made.set(one);
          }
          return made.get() != null;
        });
    var out = new ByteArrayOutputStream();
    made.get().content().writeTo(out);
    try (PDDocument pdf = Loader.loadPDF(out.toByteArray())) {
      assertThat(new PDFTextStripper().getText(pdf)).contains("Empfang <b>Mitte", "signature.svg");
      long drawings = 0;
      for (PDPage page : pdf.getPages()) {
        for (COSName name : page.getResources().getXObjectNames()) {
          drawings += page.getResources().getXObject(name) instanceof PDFormXObject ? 1 : 0;
        }
      }
      assertThat(drawings).isEqualTo(1);
    }
  }

  private HistoryEntry signedUp(String address) {
    return history(address).stream()
        .filter(entry -> entry.type() == EventType.SIGNED_UP)
        .findFirst()
        .orElseThrow();
  }

  private List<HistoryEntry> history(String address) {
    return server
        .bean(Contacts.class)
        .find(server.tenant(), CheckedAddress.parse(Channel.EMAIL, address).orElseThrow())
        .map(card -> server.bean(History.class).of(server.tenant(), card.points().getFirst().id()))
        .orElse(List.of());
  }

  @Test
  @DisplayName(
      "Saving writes the card of whoever is new at once; one that is known waits for the click")
  void card() {
    List<FormField> fields =
        List.of(
            FormField.of("email", "Adresse", FieldType.EMAIL, true, 254),
            FormField.of("firstName", "Vorname", FieldType.FIRST_NAME, false, 100),
            FormField.of("company", "Firma", FieldType.COMPANY, false, 100),
            FormField.of("mobile", "Mobil", FieldType.MOBILE, false, 40));
    var made =
        (OwnFormOutcome.Done)
            server
                .bean(OwnForms.class)
                .create(
                    server.tenant(),
                    "Karte",
                    Language.DE,
                    server
                        .bean(Purposes.class)
                        .byKey(server.tenant(), Purposes.NEWSLETTER)
                        .orElseThrow()
                        .id(),
                    FormContent.STANDARD.withFields(fields));
    var tablet = new HandedOver(server, server.owner(), "Messe", made.form());
    String address = "card-" + UUID.randomUUID() + "@example.org";
    assertThat(tablet.send(card(tablet, address, "Turm GmbH", "+4915112345678"), true).body())
        .contains("taken");
    assertThat(card(address).contact().company()).isEqualTo("Turm GmbH");
    assertThat(card(address).points())
        .extracting(point -> point.channel() + " " + point.mailBlock())
        .containsExactly("EMAIL NEW", "SMS NEW");
    server.clock().tick(Duration.ofSeconds(1));
    String known = "known-" + UUID.randomUUID() + "@example.org";
    tablet.send(card(tablet, known, "", ""), true);
    server.clock().tick(Duration.ofSeconds(1));
    tablet.send(card(tablet, known, "Fremd AG", "+4915187654321"), true);
    assertThat(card(known).contact().company()).isNull();
    assertThat(card(known).points()).hasSize(1);
  }

  private Map<String, Object> card(
      HandedOver tablet, String address, String company, String mobile) {
    var entries = new ArrayList<List<String>>();
    entries.add(List.of("email", address));
    entries.add(List.of("firstName", "Ada"));
    entries.add(List.of("company", company));
    entries.add(List.of("mobile", mobile));
    entries.add(List.of("newsletter", "true"));
    entries.add(List.of("privacy", "true"));
    return tablet.sealed(entries, HandedOver.DRAWN, server.clock().instant());
  }

  private ContactCard card(String address) {
    return server
        .bean(Contacts.class)
        .find(server.tenant(), CheckedAddress.parse(Channel.EMAIL, address).orElseThrow())
        .orElseThrow();
  }

  @Test
  @DisplayName("However often and at once the same is sent, it counts once")
  void once() throws Exception {
    HandedOver tablet = open();
    String address = "once-" + UUID.randomUUID() + "@example.org";
    Map<String, Object> sealed =
        tablet.sealed(HandedOver.entries(address), HandedOver.DRAWN, server.clock().instant());
    try (var hands = Executors.newVirtualThreadPerTaskExecutor()) {
      var sending = new ArrayList<Future<TestBrowser.Page>>();
      for (int i = 0; i < 8; i++) {
        Callable<TestBrowser.Page> send = () -> tablet.send(sealed, false);
        sending.add(hands.submit(send));
      }
      for (Future<TestBrowser.Page> sent : sending) {
        assertThat(sent.get().body()).isEqualTo("{\"state\":\"taken\"}");
      }
    }
    assertThat(tablet.send(sealed, true).body()).isEqualTo("{\"state\":\"taken\"}");
    assertThat(history(address).stream().filter(e -> e.type() == EventType.SIGNED_UP)).hasSize(1);
  }

  @Test
  @DisplayName("A signature is points that we draw ourselves, or a typed name; nothing else is one")
  void signature() {
    HandedOver tablet = open();
    String address = "signs-" + UUID.randomUUID() + "@example.org";
    for (Object none :
        List.of(
            Map.of(),
            Map.of("typed", "  "),
            Map.of("typed", "a\u0000b"),
            "<svg onload=alert(1)>",
            drawn(List.of(10, 10, 11, 11, 12, 12, 13, 13, 14, 14)),
            drawn(List.of(10, 10, 40, 80, 90, 2000, 150, 90, 200, 10)),
            drawn(List.of("0,0\"/><script>", 1, 40, 80, 90, 20, 150, 90, 200, 10)))) {
      assertThat(tablet.sign(address, none).body())
          .as(none.toString())
          .contains("\"state\":\"faults\"", "_signature");
    }
    assertThat(history(address)).isEmpty();
    assertThat(tablet.sign(address, Map.of("typed", "Ada <script>")).body()).contains("taken");
    Evidence evidence = signedUp(address).evidence();
    assertThat(evidence.declaration().saidBy()).isEqualTo("Ada <script>");
    assertThat(evidence.declaration().note()).contains("Eintippen");
    assertThat(evidence.declaration().file()).isNull();
  }

  private static Map<String, Object> drawn(List<Object> stroke) {
    return Map.of("width", 600, "height", 200, "by", "touch", "strokes", List.of(stroke));
  }

  @Test
  @DisplayName("The PIN ends it; guessing takes longer and longer; who forgot it signs in")
  void pin() {
    HandedOver tablet = open();
    for (int i = 0; i < 5; i++) {
      assertThat(leave(tablet, "000" + i).status()).isEqualTo(422);
    }
    assertThat(leave(tablet, HandedOver.PIN).status()).isEqualTo(429);
    assertThat(tablet.browser.get("/t").status()).isEqualTo(200);
    // Staff sign in on the device: until one of both ends, it shows nothing.
    tablet.browser.signIn(server.ownerAddress(), TestServer.PASSWORD);
    assertThat(tablet.browser.get("/t").body())
        .contains("/t/lock", "/t/end")
        .doesNotContain("name=\"newsletter\"");
    tablet.browser.post("/t/lock", Map.of());
    assertThat(tablet.browser.get("/app").location()).contains("/login");
    assertThat(tablet.browser.get("/t").body()).contains("name=\"newsletter\"");
    server.clock().tick(Duration.ofMinutes(1));
    assertThat(tablet.browser.post("/t/exit", Map.of("pin", HandedOver.PIN, "waiting", "2")).body())
        .contains("2 Eingaben");
    TestBrowser.Page left = leave(tablet, HandedOver.PIN);
    assertThat(left.location()).endsWith("/login");
    assertThat(tablet.browser.cookies()).doesNotContainKey("__Host-jawort-tablet");
    assertThat(tablet.browser.get("/app").location()).as("opens nothing").contains("/login");
  }

  private static TestBrowser.Page leave(HandedOver tablet, String pin) {
    return tablet.browser.post("/t/exit", Map.of("pin", pin));
  }

  @Test
  @DisplayName("What waited comes late, with both times; what cannot be taken is told to staff")
  void late() {
    HandedOver tablet = open();
    server.clock().tick(Duration.ofMinutes(50));
    Instant now = server.clock().instant();
    String address = "late-" + UUID.randomUUID() + "@example.org";
    // The device's clock is wrong by years; how long it waited is right all the same.
    Duration waited = Duration.ofMinutes(30);
    Map<String, Object> sealed =
        tablet.sealed(HandedOver.entries(address), HandedOver.DRAWN, now.minus(waited));
    assertThat(tablet.send(sealed, false).body()).contains("taken");
    HistoryEntry signedUp = signedUp(address);
    assertThat(Duration.between(signedUp.evidence().declaration().at(), signedUp.at()))
        .isBetween(waited.minusSeconds(5), waited.plusSeconds(5));
    Map<String, Object> faulty =
        tablet.sealed(HandedOver.entries("keine Adresse"), HandedOver.DRAWN, now.minus(waited));
    assertThat(tablet.send(faulty, false).body()).contains("faulty");
    assertThat(tablet.send(faulty, false).body()).contains("faulty");
    assertThat(tablet.send(tablet.sealed("{}".getBytes(UTF_8)), false).body()).contains("faulty");
    tablet.browser.postJson("/t/beat", "{\"waiting\":3}");
    assertThat(server.owner().get(tablet.desk()).body())
        .contains("email: at-sign", "unreadable", ">3</td>", "/app/contacts/")
        .doesNotContain("keine Adresse");
  }

  @Test
  @DisplayName("Whoever ends it from afar ends it for good, and what was sealed to another is none")
  void ended() {
    HandedOver tablet = open();
    HandedOver other = open();
    Map<String, Object> theirs =
        other.sealed(
            HandedOver.entries("x@example.org"), HandedOver.DRAWN, server.clock().instant());
    assertThat(tablet.send(theirs, false).body()).contains("faulty");
    var forged = new HashMap<>(theirs);
    forged.put("id", UUID.randomUUID().toString());
    assertThat(other.send(forged, false).body()).contains("faulty");
    TestBrowser staff = server.owner();
    Matcher end =
        Pattern.compile("action=\"([^\"]+/end)\"").matcher(staff.get(tablet.desk()).body());
    while (end.find()) {
      staff.post(end.group(1), Map.of());
    }
    assertThat(tablet.browser.get("/t").status()).isEqualTo(403);
    assertThat(tablet.sign("y@example.org", HandedOver.DRAWN).status()).isEqualTo(403);
    assertThat(history("y@example.org")).isEmpty();
  }
}
