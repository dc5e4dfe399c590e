package org.jawort.campaign.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.Campaigns;
import org.jawort.delivery.Message;
import org.jawort.delivery.MessageStatus;
import org.jawort.delivery.Messages;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.platform.Tokens;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The confirmation mail as the built-in mailbox catches it. */
class MailComposerTest {
  private static TestInstallation jawort;

  @BeforeAll
  static void start() {
    jawort = TestInstallation.guest();
  }

  @AfterAll
  static void stop() {
    jawort.close();
  }

  private static Message settled(TestInstallation.Asked asked) {
    Await.until(
        "the message is settled", () -> jawort.message(asked).status() != MessageStatus.QUEUED);
    return jawort.message(asked);
  }

  private static byte[] raw(TestInstallation.Asked asked) {
    assertThat(settled(asked).status()).isEqualTo(MessageStatus.ACCEPTED);
    return jawort.bean(Messages.class).content(asked.tenant(), asked.message()).orElseThrow();
  }

  private static MimeMessage mail(TestInstallation.Asked asked) throws Exception {
    return new MimeMessage(
        Session.getInstance(new Properties()), new ByteArrayInputStream(raw(asked)));
  }

  private static String part(MimeMessage mail, int place) throws Exception {
    return (String) ((MimeMultipart) mail.getContent()).getBodyPart(place).getContent();
  }

  @Test
  @DisplayName("law 9 the German mail: headers, both parts, every fact that it must name")
  void german() throws Exception {
    jawort
        .bean(AllowedHosts.class)
        .add(
            jawort.tenant,
            HostName.parse("salon-ada.example").orElseThrow(),
            new UserId(UUID.randomUUID()));
    TestInstallation.Asked asked = jawort.ask("ada@example.org");
    MimeMessage mail = mail(asked);

    assertThat(((InternetAddress) mail.getFrom()[0]).getPersonal()).isEqualTo("Salon Ada");
    assertThat(((InternetAddress) mail.getFrom()[0]).getAddress())
        .isEqualTo("post@salon-ada.example");
    assertThat(mail.getHeader("Reply-To", null)).isEqualTo("antwort@salon-ada.example");
    assertThat(mail.getHeader("To", null)).isEqualTo("ada@example.org");
    assertThat(mail.getSubject()).isEqualTo("Bitte bestätigen Sie Ihre Anmeldung bei Salon Ada");
    assertThat(mail.getHeader("Message-ID", null))
        .isEqualTo("<" + asked.message() + "@ja.salon-ada.example>");
    assertThat(mail.getSentDate().toInstant())
        .isEqualTo(jawort.clock.instant().truncatedTo(ChronoUnit.SECONDS));
    assertThat(mail.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
    assertThat(mail.getHeader("MIME-Version", null)).isEqualTo("1.0");
    assertThat(mail.getHeader("Feedback-ID", null)).matches("[0-9a-f-]{36}:\\d+:OPT_IN:jawort");
    assertThat(mail.getHeader("List-Unsubscribe-Post", null))
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.getHeader("List-Unsubscribe", null))
        .matches("<https://ja\\.salon-ada\\.example/u/[\\w-]{48}>");
    assertThat(mail.isMimeType("multipart/alternative")).isTrue();
    assertThat(((MimeMultipart) mail.getContent()).getBodyPart(0).isMimeType("text/plain"))
        .isTrue();

    String text = part(mail, 0);
    assertThat(text)
        .contains("Guten Tag Ada,", "bei Salon Ada angemeldet", " um ", " Uhr (ME")
        .contains("auf der Seite salon-ada\u2060.\u2060example. Dabei")
        .contains("„Ja, Salon Ada darf mir <b>Angebote</b> & Neues senden.“")
        .contains("Anmeldung bestätigen: https://ja.salon-ada.example/c/")
        .contains("Das waren nicht Sie", "https://ja.salon-ada.example/r/", "7 Tage")
        .contains("Salon Ada GmbH", "Lange Straße 1", "10115 Berlin")
        .contains("Datenschutzerklärung: https://salon-ada.example/datenschutz")
        .doesNotContain("Ich habe die Datenschutzerklärung gelesen", "{{", "{%");
    String html = part(mail, 1);
    assertThat(html)
        .startsWith("<!DOCTYPE html>\r\n<html lang=\"de\"")
        .contains("&lt;b&gt;Angebote&lt;/b&gt; &amp; Neues senden.")
        .contains(">Anmeldung bestätigen</a>", "Lange Straße 1<br>")
        .contains("prefers-color-scheme: dark")
        .doesNotContain("<img", "<script", "{{", "{%", "http://", "url(");
  }

  @Test
  void english() throws Exception {
    MimeMessage mail =
        mail(
            jawort.ask(
                jawort.tenant,
                "grace@example.org",
                "Grace",
                Language.EN,
                "https://salon-ada.example/en"));

    assertThat(mail.getSubject()).isEqualTo("Please confirm your sign-up with Salon Ada");
    assertThat(part(mail, 0))
        .contains("Hello Grace,", "Confirm sign-up: https://ja.", "If this was not you", "7 days");
    assertThat(part(mail, 1)).contains("<html lang=\"en\"", ">Confirm sign-up</a>");
  }

  @Test
  @DisplayName("law 12 the links carry genuine tokens of this message, expiring after 7 days")
  void tokens() throws Exception {
    TestInstallation.Asked asked = jawort.ask("tokens@example.org");
    String text = part(mail(asked), 0);

    Tokens.Content confirm = token(text, "/c/", Tokens.Kind.CONFIRM);
    Tokens.Content refuse = token(text, "/r/", Tokens.Kind.REFUSE);

    assertThat(List.of(confirm.id(), refuse.id())).containsOnly(asked.message().value());
    assertThat(confirm.tenantNumber())
        .isEqualTo(jawort.bean(Tenants.class).numberOf(jawort.tenant));
    assertThat(confirm.expires())
        .contains(jawort.clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(7)));
  }

  private static Tokens.Content token(String text, String path, Tokens.Kind kind) {
    int start = text.indexOf(path) + path.length();
    return jawort.bean(Tokens.class).read(kind, text.substring(start, start + 48)).orElseThrow();
  }

  @Test
  @DisplayName("B-07 hostile names and pages put neither markup, link nor header into the mail")
  void hostileVisitor() throws Exception {
    for (String evil :
        List.of(
            "<a href=https://evil.example>x</a>",
            "https://evil.example",
            "evil.example",
            "Ada\r\nBcc: victim@evil.example",
            "{{ confirm_url }}{% include 'evil.example' %}")) {
      String raw =
          new String(
              raw(
                  jawort.ask(
                      jawort.tenant,
                      "v" + Integer.toHexString(evil.hashCode()) + "@example.org",
                      evil,
                      Language.DE,
                      "https://evil.example/\"><a href=x>" + evil)),
              StandardCharsets.UTF_8);

      assertThat(raw).doesNotContain("evil").doesNotContainIgnoringCase("bcc:");
      assertThat(raw).contains("Guten Tag,");
    }
  }

  @Test
  @DisplayName("hostile tenant settings inject neither header nor markup")
  void hostileTenant() throws Exception {
    String evil = "Ada\r\nBcc: victim@evil.example\r\n\r\n<script>x</script> \"quoted\" ";
    TenantId tenant =
        jawort
            .bean(Tenants.class)
            .create(new NewTenant(TestInstallation.profile(evil, evil), true));

    byte[] raw = raw(jawort.ask(tenant, "t@example.org", "Ada", Language.DE, "https://a.example/"));
    var mail =
        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));

    assertThat(mail.getHeader("Bcc")).isNull();
    assertThat(mail.getFrom()).hasSize(1);
    assertThat(mail.getHeader("Subject")).hasSize(1);
    assertThat(part(mail, 1)).doesNotContain("<script>");
    assertThat(part(mail, 1).toLowerCase(Locale.ROOT)).contains("&lt;script&gt;");
  }

  @Test
  @DisplayName("an internationalised domain goes out as A-label, a broken address not at all")
  void addresses() throws Exception {
    MimeMessage mail = mail(jawort.ask("info@bücher.example"));
    assertThat(mail.getHeader("To", null)).isEqualTo("info@xn--bcher-kva.example");

    byte[] local = raw(jawort.ask("jürgen@example.org"));
    assertThat(new String(local, StandardCharsets.UTF_8))
        .contains("\r\nTo: jürgen@example.org\r\n");

    for (String broken :
        List.of("a@b@c\r\nBcc: x@evil.example", "no-at", "a b@example.org", "a@exa mple.org")) {
      Message message = settled(jawort.ask(broken));
      assertThat(message.status()).isEqualTo(MessageStatus.REFUSED);
      assertThat(message.answer())
          .isEqualTo("Jawort: the recipient's address cannot be written to");
    }
  }

  @Test
  @DisplayName("lines stay short and ASCII, as every mail server takes them")
  void transportable() {
    String raw = new String(raw(jawort.ask("short@example.org")), StandardCharsets.UTF_8);

    assertThat(raw.lines()).allMatch(line -> line.length() <= 998);
    assertThat(raw.chars().allMatch(c -> c < 127)).isTrue();
    assertThat(raw.replace("\r\n", "")).doesNotContain("\r", "\n");
  }

  @Test
  @DisplayName("S1-06 S1-10 each active language has its standard campaign, event-driven and ready")
  void standardCampaigns() {
    List<Campaign> all = jawort.bean(Campaigns.class).all(jawort.tenant);

    assertThat(all)
        .extracting(Campaign::name)
        .containsExactly("Standard Double-Opt-In Kampagne", "Standard double opt-in campaign");
    assertThat(all).allMatch(c -> c.trigger() == Campaign.Trigger.EVENT);
    assertThat(all).allMatch(c -> c.status() == Campaign.Status.READY);
  }
}
