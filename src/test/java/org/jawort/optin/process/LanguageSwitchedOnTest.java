package org.jawort.optin.process;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.FailureWords;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.campaign.landing.LandingContent;
import org.jawort.campaign.landing.LandingEditing;
import org.jawort.campaign.landing.LandingKind;
import org.jawort.campaign.landing.LandingPage;
import org.jawort.campaign.landing.LandingPages;
import org.jawort.consent.Evidence;
import org.jawort.consent.FormVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.PurposeName;
import org.jawort.consent.purpose.PurposeProfile;
import org.jawort.consent.purpose.Purposes;
import org.jawort.consent.purpose.Wordings;
import org.jawort.contact.address.Channel;
import org.jawort.delivery.Mailbox;
import org.jawort.optin.OptIns;
import org.jawort.optin.SignUp;
import org.jawort.optin.engine.Journeys;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.Tokens;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A language that a tenant switches on later, when it has long made its own in another one. */
class LanguageSwitchedOnTest {
  private static final Map<String, String> MADE =
      Map.ofEntries(
          Map.entry("opt_in_process", "language = ?"),
          Map.entry(
              "opt_in_process_version",
              "process_id IN (SELECT id FROM opt_in_process WHERE language = ?)"),
          Map.entry(
              "opt_in_process_draft",
              "process_id IN (SELECT id FROM opt_in_process WHERE language = ?)"),
          Map.entry("campaign", "language = ?"),
          Map.entry(
              "campaign_version", "campaign_id IN (SELECT id FROM campaign WHERE language = ?)"),
          Map.entry(
              "campaign_draft", "campaign_id IN (SELECT id FROM campaign WHERE language = ?)"),
          Map.entry("landing_page", "language = ?"),
          Map.entry(
              "landing_page_version",
              "landing_page_id IN (SELECT id FROM landing_page WHERE language = ?)"),
          Map.entry("form", "language = ?"),
          Map.entry("form_version", "form_id IN (SELECT id FROM form WHERE language = ?)"),
          Map.entry("wording", "language = ?"),
          Map.entry("purpose", "? <> ''"));

  private static final UserId BY = new UserId(Journeys.BY);

  private static TestServer server;
  private static Journeys journeys;
  private static TestBrowser owner;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            Map.of(
                "JAWORT_LANGUAGES", "de",
                "JAWORT_ADMIN_EMAIL", TestServer.OWNER,
                "JAWORT_ADMIN_PASSWORD", TestServer.PASSWORD));
    journeys = new Journeys(server);
    owner = server.owner();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Everything that was made in a language, to the last column. */
  private static Map<String, String> made(String language) {
    var made = new HashMap<String, String>();
    MADE.forEach(
        (table, of) ->
            made.put(
                table,
                journeys
                    .list(
                        String.class,
                        "SELECT coalesce(string_agg(to_jsonb(t)::text, E'\\n"
                            + "' ORDER BY to_jsonb(t)::text), '') FROM "
                            + table
                            + " t WHERE "
                            + of,
                        language)
                    .getFirst()));
    return made;
  }

  private static void speak(String... languages) {
    owner.get("/app/settings");
    var saved =
        owner.post(
            "/app/settings",
            Map.of(
                "name", "Salon Ada",
                "imprint", "Salon Ada\nHauptstraße 1\n10115 Berlin",
                "privacyPolicyUrl", "https://salon.example/datenschutz",
                "senderName", "Salon Ada",
                "senderAddress", "post@salon.example",
                "languages", List.of(languages),
                "language", "de",
                "timeZone", "Europe/Berlin",
                "country", "DE"));
    assertThat(saved.status()).as(FailureWords.of(saved.body())).isEqualTo(302);
  }

  /** Own process online, own campaign, landing page, form, purpose and wordings. */
  private static void ownGerman() {
    journeys.online(journeys.welcoming());
    landing(LandingKind.CONFIRM, Language.DE, "Nur noch ein Klick, liebe Kundin");
    Purposes purposes = server.bean(Purposes.class);
    var birthday =
        purposes
            .create(
                journeys.tenant,
                "geburtstag",
                PurposeProfile.usual(new PurposeName("Geburtstag", "Birthday")))
            .orElseThrow();
    Wordings wordings = server.bean(Wordings.class);
    wordings.supersede(
        journeys.tenant, birthday.id(), Language.DE, Channel.EMAIL, "Ja, zum Geburtstag.", 0, BY);
    var latest =
        wordings.current(journeys.tenant, journeys.purpose).stream()
            .filter(one -> one.language() == Language.DE)
            .findFirst()
            .orElseThrow();
    wordings.supersede(
        journeys.tenant,
        journeys.purpose,
        Language.DE,
        Channel.EMAIL,
        "Ja, Salon Ada darf mir schreiben.",
        latest.version(),
        BY);
    UUID form = server.bean(Ids.class).next();
    journeys.update(
        """
        WITH own AS (
          INSERT INTO form (tenant_id, id, key, name, language, purpose_id, version, standard,
                            online, created_at)
          SELECT tenant_id, ?, key || 'x', 'Meine', language, purpose_id, 1, false, true,
                 created_at
          FROM form WHERE language = 'de')
        INSERT INTO form_version (tenant_id, form_id, version, definition, created_at)
        SELECT v.tenant_id, ?, 1, v.definition, v.created_at FROM form_version v
        JOIN form f ON f.tenant_id = v.tenant_id AND f.id = v.form_id AND f.version = v.version
        WHERE f.language = 'de'
        """,
        form,
        form);
  }

  private static void landing(LandingKind kind, Language language, String heading) {
    LandingPage page =
        server.bean(LandingPages.class).all(journeys.tenant).stream()
            .filter(one -> one.kind() == kind && one.language() == language)
            .findFirst()
            .orElseThrow();
    LandingContent now = page.content();
    var content = LandingContent.ofWords(heading, now.text(), now.button());
    assertThat(
            server
                .bean(LandingEditing.class)
                .publish(journeys.tenant, page.id(), content, page.version(), false, BY))
        .extracting(published -> published.getClass().getSimpleName())
        .isEqualTo("Published");
  }

  /** What people prepared in English before the firm spoke it. */
  private static void preparedEnglish() {
    UUID own = journeys.campaign("Prepared", MessageClass.OPT_IN, "{{ confirm_link('Yes') }}");
    journeys.update("UPDATE campaign SET language = 'en' WHERE id = ?", own);
    server.bean(OptInProcesses.class).create(journeys.tenant, Journeys.BY, Language.EN, "Prepared");
    // Whoever signs up in English meanwhile goes through the German process.
    String early = "early@example.org";
    var evidence = Evidence.of(early);
    server
        .bean(OptIns.class)
        .signUp(
            new SignUp(
                journeys.tenant,
                early,
                early,
                "Eve",
                null,
                Language.EN,
                journeys.purpose,
                new FormVersion(UUID.randomUUID(), 1),
                evidence));
    assertThat(language(early)).isEqualTo("de");
  }

  /** The language of the process through which somebody goes. */
  private static String language(String address) {
    String sql =
        """
        SELECT p.language FROM run r JOIN opt_in_process p
          ON p.tenant_id = r.tenant_id AND p.id = r.process_id
        WHERE r.tenant_id = ? AND r.contact_point_id = ?
        """;
    return journeys
        .list(String.class, sql, journeys.tenant.value(), journeys.point(address))
        .getFirst();
  }

  @Test
  @DisplayName("S1-06 the set comes with the language, what is there stays as it is")
  void switchedOn() throws Exception {
    speak("de");
    ownGerman();
    preparedEnglish();
    Map<String, String> german = made("de");
    Map<String, String> englishBefore = made("en");

    speak("de", "en");

    assertThat(made("de")).isEqualTo(german);
    assertThat(made("en").get("campaign"))
        .as("what was prepared stands beside the standard campaign")
        .contains("Prepared", "\"standard\": true");
    assertThat(made("en").get("campaign").lines()).hasSize(2);
    assertThat(made("en").get("opt_in_process").lines()).hasSize(2);
    assertThat(made("en").get("opt_in_process_draft"))
        .isEqualTo(englishBefore.get("opt_in_process_draft"));
    assertThat(made("en").get("landing_page").lines()).hasSize(LandingKind.values().length);
    assertThat(made("en").get("form").lines()).hasSize(1);
    assertThat(made("en").get("wording").lines()).hasSize(1);
    signsUpInEnglish();
    offAndOnAgain(german);
  }

  private static void signsUpInEnglish() throws Exception {
    TestBrowser visitor = server.browser().header("Accept-Language", "en");
    String key =
        journeys.list(String.class, "SELECT key FROM form WHERE language = 'en'").getFirst();
    var form = visitor.get("/f/" + key);
    assertThat(form.status()).isEqualTo(200);
    assertThat(form.body()).contains("lang=\"en\"", "Salon Ada");
    String address = "grace@example.org";
    var fields = new HashMap<String, Object>(Map.of("email", address, "newsletter", "true"));
    fields.put("privacy", "true");
    fields.put("homepage", "");
    assertThat(visitor.postBare("/f/" + key, fields).status()).isEqualTo(303);
    assertThat(language(address)).isEqualTo("en");
    Await.until("the question is out", () -> journeys.status(address).equals("SENT"));
    var mail = server.bean(Mailbox.class).newest(null, 1).getFirst();
    var message =
        new MimeMessage(
            Session.getInstance(new Properties()), new ByteArrayInputStream(mail.raw()));
    assertThat(message.getAllRecipients()[0].toString()).contains(address);
    assertThat(message.getSubject()).startsWith("Please confirm");
    String link = link(address);
    assertThat(visitor.get(link).body()).contains("lang=\"en\"").doesNotContain("Kundin", "??");
    assertThat(visitor.postBare(link, Map.of()).body()).contains("lang=\"en\"");
    assertThat(journeys.status(address)).isEqualTo("CONFIRMED");
  }

  private static String link(String address) {
    UUID message =
        journeys
            .list(
                UUID.class,
                "SELECT id FROM message WHERE contact_point_id = ?",
                journeys.point(address))
            .getFirst();
    int tenant = server.bean(Tenants.class).numberOf(journeys.tenant);
    var end = Optional.of(server.clock().instant().plus(Duration.ofDays(7)));
    return "/c/"
        + server
            .bean(Tokens.class)
            .write(new Tokens.Content(Tokens.Kind.CONFIRM, tenant, message, end));
  }

  private static void offAndOnAgain(Map<String, String> german) {
    landing(LandingKind.CONFIRM, Language.EN, "One more click, dear customer");
    Map<String, String> english = made("en");
    speak("de");
    assertThat(made("en")).isEqualTo(english);
    speak("de", "en");
    assertThat(made("en")).isEqualTo(english);
    assertThat(made("de")).isEqualTo(german);

    // What is taken away while nobody speaks the language comes back with it: sign-ups need one.
    speak("de");
    OptInProcesses processes = server.bean(OptInProcesses.class);
    ProcessId active =
        processes.all(journeys.tenant).stream()
            .filter(one -> one.language() == Language.EN)
            .filter(one -> one.status() == OptInProcess.Status.ACTIVE)
            .findFirst()
            .orElseThrow()
            .id();
    assertThat(processes.archive(journeys.tenant, active))
        .isInstanceOf(ProcessChangeOutcome.Archived.class);
    speak("de", "en");
    assertThat(processes.all(journeys.tenant))
        .filteredOn(one -> one.language() == Language.EN)
        .filteredOn(one -> one.status() == OptInProcess.Status.ACTIVE)
        .hasSize(1);
    assertThat(made("en").get("campaign")).isEqualTo(english.get("campaign"));
  }
}
