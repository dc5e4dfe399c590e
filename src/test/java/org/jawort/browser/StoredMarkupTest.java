package org.jawort.browser;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jawort.Await;
import org.jawort.FailureWords;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactCard;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.delivery.Messages;
import org.jawort.form.FieldType;
import org.jawort.form.Form;
import org.jawort.form.FormAction;
import org.jawort.form.FormContent;
import org.jawort.form.FormExtras;
import org.jawort.form.FormField;
import org.jawort.form.KeptSubmissions;
import org.jawort.form.OwnFormOutcome;
import org.jawort.form.OwnForms;
import org.jawort.form.WrittenAnswer;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.NewApiKey;
import org.jawort.platform.Language;
import org.jawort.tenant.Users;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/**
 * What strangers write on forms, in the words of those who want it to be run: through every field
 * and header, into every page, file and mail that shows it. A browser's own parser judges whether
 * anything of it became more than text.
 */
class StoredMarkupTest {
  private static final int MOST_PAGES = 600;
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");

  private static final Pattern LINK = Pattern.compile("/c/[A-Za-z0-9_-]+");
  private static final Pattern LEADS = Pattern.compile("(?:href|src)=\"(/app[^\"]*)\"");

  private final TestServer server = TestServer.guest();
  private final Form form = form();
  private final List<String> corpus = some();
  private final MarkupJudge judge = new MarkupJudge();

  /**
   * One of every few, and a formula: all of them take minutes, and have their turn in the soak
   * tests.
   */
  private static List<String> some() {
    List<String> all = corpus();
    int step = Math.max(1, all.size() / Integer.getInteger("jawort.markup", 12));
    return IntStream.range(0, all.size())
        .filter(at -> at % step == 0 || all.get(at).startsWith("=HYPERLINK"))
        .mapToObj(all::get)
        .toList();
  }

  static List<String> corpus() {
    try (InputStream file = StoredMarkupTest.class.getResourceAsStream("stored-markup.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Form form() {
    List<FormField> fields =
        List.of(
            FormField.of("email", "Adresse", FieldType.EMAIL, true, 254),
            FormField.of("firstName", "Vorname", FieldType.FIRST_NAME, false, 100),
            FormField.of("lastName", "Nachname", FieldType.LAST_NAME, false, 100),
            FormField.of("line", "Zeile", FieldType.TEXT, false, 200),
            FormField.of("wish", "Wünsche", FieldType.LINES, false, 2000),
            FormField.of("number", "Zahl", FieldType.NUMBER, false, 200),
            FormField.of("day", "Tag", FieldType.DATE, false, 200),
            FormField.of("known", "Bekannt?", FieldType.YES_NO, false, 200),
            new FormField(
                "town", "Ort", FieldType.CHOICE, false, 200, null, List.of("Berlin", "Bonn")));
    return ((OwnFormOutcome.Done)
            server
                .bean(OwnForms.class)
                .create(
                    server.tenant(),
                    "Sommerfest",
                    Language.DE,
                    server
                        .bean(Purposes.class)
                        .byKey(server.tenant(), Purposes.NEWSLETTER)
                        .orElseThrow()
                        .id(),
                    FormContent.STANDARD.withFields(fields).with(FormExtras.NONE.with(telling()))))
        .form();
  }

  /** Each submission is told to staff, and to another system. */
  private FormAction telling() {
    UUID staff = server.bean(Users.class).active(server.tenant()).getFirst().id().value();
    return new FormAction(
        List.of(),
        List.of(staff),
        FormAction.When.SUBMITTED,
        "https://crm.example/hook",
        null,
        false);
  }

  private String address(int at) {
    return "m" + at + "-" + form.key() + "@example.org";
  }

  @Test
  @DisplayName("S0-01 what strangers write is stored as given, and is text wherever it is shown")
  void textEverywhere() throws Exception {
    for (int at = 0; at < corpus.size(); at++) {
      submit(at, corpus.get(at));
    }
    server.clock().tick(Duration.ofSeconds(6));
    Await.until("the mails are out", this::isMailed);
    for (int at = 0; at < corpus.size(); at++) {
      answer(at, corpus.get(at));
      stored(at, corpus.get(at));
    }
    crawl();
    program();
    var passedOn = new PassedOn(server, judge);
    for (int at = 0; at < corpus.size(); at += 32) {
      passedOn.dossier(card(at), corpus.get(at));
    }
    for (String first : List.of("<", "=")) {
      int at =
          IntStream.range(0, corpus.size())
              .filter(i -> corpus.get(i).startsWith(first))
              .findFirst()
              .orElseThrow();
      passedOn.copy(card(at), corpus.get(at));
    }
    passedOn.webhooks(form, corpus);
    judge.read();
    assertThat(judge.wrong()).isEmpty();
    assertThat(judge.pages()).isGreaterThan(6 * corpus.size());
  }

  @Test
  @DisplayName("The judge finds what is not escaped, in a text, an attribute, a script and a table")
  void judged() {
    List<String> markup =
        corpus.stream().filter(line -> line.startsWith("<") && !line.contains("![")).toList();
    markup.forEach(line -> judge.see(line, "text/html", "<p>" + line + "</p>"));
    judge.see("attribute", "text/html", "<input value=\"\" onfocus=xssprobe() x=\"\">");
    judge.see("script", "text/html", "<script>var a = 1;</script>");
    judge.read();
    judge.see("table", "text/csv", "\"a\",\"=1+1\"\r\n");
    judge.see("object", "application/json", "{\"a\": \"\"b\"}");
    assertThat(judge.wrong()).hasSize(markup.size() + 4);
  }

  /** As a browser would, with all that it says of itself; whoever is asked once more goes on. */
  private void submit(int at, String text) {
    TestBrowser stranger = stranger(at, text);
    var fields = new HashMap<String, Object>();
    fields.put("email", address(at));
    fields.put("newsletter", "true");
    fields.put("privacy", "true");
    fields.put("firstName", text);
    fields.put("lastName", text);
    fields.put("line", text);
    fields.put("wish", "Zeile eins\n" + text);
    fields.put("_page", "https://shop.example/?q=" + text);
    faulty(at, fields, text);
    TestBrowser.Page page = stranger.postBare("/f/" + form.key(), fields);
    judge.see("step for " + text, page);
    if (page.status() != 303) {
      page = stranger.postBare("/f/" + form.key(), hidden(page));
    }
    assertThat(page.status()).as(text + " " + FailureWords.of(page.body())).isEqualTo(303);
  }

  private TestBrowser stranger(int at, String text) {
    TestBrowser stranger =
        server.browser().header("X-Forwarded-For", "198.51.%d.7".formatted(at % 200));
    if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      stranger.header("User-Agent", text).header("Referer", "https://shop.example/" + text);
    }
    return stranger;
  }

  /** What is refused is shown once more. */
  private void faulty(int at, Map<String, Object> good, String text) {
    var fields = new HashMap<>(good);
    for (String name : List.of("number", "day", "known", "town", "email", text)) {
      fields.put(name, text);
    }
    TestBrowser.Page page = stranger(at, text).postBare("/f/" + form.key(), fields);
    assertThat(page.status()).as(text).isEqualTo(422);
    judge.see("faults of " + text, page);
    judge.see(
        "answers of " + text,
        stranger(at, text)
            .header("Accept", "application/json")
            .postBare("/f/" + form.key(), fields));
  }

  private static Map<String, Object> hidden(TestBrowser.Page page) {
    var fields = new HashMap<String, Object>();
    Matcher hidden = HIDDEN.matcher(page.body());
    while (hidden.find()) {
      fields.put(hidden.group(1), HtmlUtils.htmlUnescape(hidden.group(2)));
    }
    return fields;
  }

  private ContactCard card(int at) {
    return server
        .bean(Contacts.class)
        .find(server.tenant(), CheckedAddress.parse(Channel.EMAIL, address(at)).orElseThrow())
        .orElseThrow();
  }

  /** The mails that went to somebody, as they went out. */
  private List<byte[]> mails(int at) {
    Messages messages = server.bean(Messages.class);
    return messages.ofContactPoint(server.tenant(), card(at).points().getFirst().id()).stream()
        .flatMap(one -> messages.content(server.tenant(), one.id()).stream())
        .toList();
  }

  private boolean isMailed() {
    return IntStream.range(0, corpus.size()).noneMatch(at -> mails(at).isEmpty());
  }

  /**
   * The mail is what it was meant to be, and its link is opened and pressed by strange browsers.
   */
  private void answer(int at, String text) throws Exception {
    var mail = new MimeMessage(null, new ByteArrayInputStream(mails(at).getFirst()));
    assertThat(mail.getAllRecipients()).hasSize(1);
    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getSubject()).doesNotContain(MarkupJudge.PROBE);
    var parts = (Multipart) mail.getContent();
    String html = parts.getBodyPart(parts.getCount() - 1).getContent().toString();
    judge.see("mail of " + text, "text/html", html);
    Matcher link = LINK.matcher(parts.getBodyPart(0).getContent().toString());
    assertThat(link.find()).as("there is a link in the mail of " + text).isTrue();
    judge.see("question to " + text, stranger(at, text).get(link.group()));
    judge.see("thanks to " + text, stranger(at, text).postBare(link.group(), Map.of()));
  }

  private void stored(int at, String text) {
    ContactCard card = card(at);
    assertThat(card.contact().firstName()).isEqualTo(text);
    assertThat(card.contact().lastName()).isEqualTo(text);
    assertThat(server.bean(KeptSubmissions.class).writtenBy(server.tenant(), card.contact().id()))
        .extracting(WrittenAnswer::answer)
        .contains(text, "Zeile eins\n" + text);
  }

  /** Every page that staff reach from where these people are shown, and what they search for. */
  private void crawl() {
    TestBrowser staff = server.owner();
    var open = new ArrayDeque<String>();
    for (int at = 0; at < corpus.size(); at++) {
      String text = URLEncoder.encode(corpus.get(at), StandardCharsets.UTF_8);
      open.add("/app/contacts/" + card(at).contact().id());
      // What is searched for is shown by the same parts as what is found.
      open.add(at % 2 == 0 ? "/app/contacts?q=" + text : submissions() + "?q=" + text);
    }
    open.addAll(List.of("/app", "/app/contacts", "/app/audit", "/app/forms/" + form.id()));
    open.addAll(List.of("/app/notices", "/app/settings/webhooks"));
    open.add(submissions() + ".csv");
    var seen = new HashSet<String>();
    while (!open.isEmpty() && seen.size() < MOST_PAGES) {
      String path = open.poll();
      if (seen.add(path.contains("q=") ? path : kind(path))) {
        TestBrowser.Page page = staff.get(path);
        assertThat(page.status()).as(path).isLessThan(500);
        judge.see(path, page);
        Matcher leads = LEADS.matcher(page.body());
        while (leads.find()) {
          open.add(HtmlUtils.htmlUnescape(leads.group(1)).replaceAll("#.*", ""));
        }
      }
    }
  }

  private String submissions() {
    return "/app/forms/" + form.id() + "/submissions";
  }

  /** Each person for themselves, and one of everything else. */
  private static String kind(String path) {
    String plain = path.replaceAll("\\?.*", "");
    return plain.matches("/app/contacts/[0-9a-f-]{36}")
        ? plain
        : plain.replaceAll("[0-9a-f-]{36}", "*");
  }

  private void program() {
    String secret =
        server
            .bean(ApiKeys.class)
            .issue(
                server.tenant(),
                NewApiKey.unlimited(
                    "Kasse", StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null)))
            .secret();
    TestBrowser program = server.browser().header("Authorization", "Bearer " + secret);
    judge.see("feed", program.get("/api/v1/forms/" + form.id() + "/submissions"));
    for (int at = 0; at < corpus.size(); at++) {
      ContactCard card = card(at);
      String point = "/api/v1/contact-points/" + card.points().getFirst().id();
      TestBrowser.Page contact = program.get("/api/v1/contacts/" + card.contact().id());
      assertThat(contact.header("content-type")).startsWith("application/json");
      judge.see("contact " + at, contact);
      judge.see("history " + at, program.get(point + "/history"));
    }
  }
}
