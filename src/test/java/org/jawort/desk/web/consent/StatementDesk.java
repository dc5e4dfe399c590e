package org.jawort.desk.web.consent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.FailureWords;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.History;
import org.jawort.consent.HistoryEntry;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.web.DeskServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A desk before which people tell staff things. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class StatementDesk {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final Pattern SEEN = Pattern.compile("name=\"seen\" value=\"([^\"]*)\"");
  static final Pattern PENDING = Pattern.compile("name=\"pending\" value=\"([^\"]*)\"");
  static final Pattern FILE = Pattern.compile("name=\"file\" value=\"([^\"]+)\"");
  public static final byte[] PDF = "%PDF-1.7\n1 0 obj\n".getBytes(UTF_8);
  static int number;

  public DeskServer desk;
  public TestBrowser owner;
  public UUID contact;
  public UUID point;

  @BeforeAll
  void start() {
    desk = new DeskServer(TestServer.timeTraveller());
    owner = desk.owner();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  @BeforeEach
  void somebody() {
    desk.server.clock().tick(Duration.ofMinutes(5));
    contact = desk.create(desk.tenant(), "p" + ++number + "@example.org", "Pia", "Probe");
    point = desk.pointOf(contact);
  }

  public String at(Duration ago) {
    return LocalDateTime.ofInstant(desk.server.clock().instant().minus(ago), BERLIN)
        .truncatedTo(ChronoUnit.SECONDS)
        .toString();
  }

  public String path(String verb) {
    return "/app/contact-points/" + point + "/" + verb;
  }

  /** Opens a form and fills in what it saw. */
  public Map<String, String> open(TestBrowser browser, String verb) {
    var page = browser.get(path(verb) + "/new?purpose=newsletter");
    assertThat(page.status()).as(FailureWords.of(page.body())).isEqualTo(200);
    var fields = new LinkedHashMap<String, String>();
    fields.put("purpose", "newsletter");
    fields.put("seen", find(SEEN, page.body()));
    fields.put("pending", find(PENDING, page.body()));
    return fields;
  }

  static String find(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    assertThat(found.find()).as("%s is in %s", found.pattern(), FailureWords.of(text)).isTrue();
    return found.group(1);
  }

  Map<String, String> paper(Duration ago) {
    var fields = new HashMap<String, String>();
    fields.put("basis", "PAPER");
    fields.put("at", at(ago));
    fields.put("reference", "Ordner 7");
    return fields;
  }

  void declare() {
    Map<String, String> fields = open(owner, "declarations");
    fields.putAll(paper(Duration.ofMinutes(3)));
    assertThat(owner.post(path("declarations"), fields).status()).isEqualTo(302);
  }

  void act(String verb, Duration ago) {
    Map<String, String> fields = open(owner, verb);
    fields.put("at", at(ago));
    assertThat(owner.post(path(verb), fields).status()).isEqualTo(302);
  }

  public List<HistoryEntry> history() {
    return desk.server.bean(History.class).of(desk.tenant(), new ContactPointId(point));
  }

  String status() {
    return history().getLast().status().name();
  }
}
