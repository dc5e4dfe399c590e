package org.jawort.campaign.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.campaign.Campaign;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.CampaignLife;
import org.jawort.campaign.Drafts;
import org.jawort.campaign.Heading;
import org.jawort.campaign.ReadyingOutcome;
import org.jawort.campaign.template.Content;
import org.jawort.consent.CampaignVersion;
import org.jawort.consent.permission.MessageClass;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.MessageStatus;
import org.jawort.delivery.Messages;
import org.jawort.delivery.NewMessage;
import org.jawort.delivery.Outbox;
import org.jawort.delivery.ShownMail;
import org.jawort.delivery.TestInstallation;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.tenant.UserId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An advertisement as the built-in mailbox catches it. */
class AdvertisingMailTest {
  private static final UserId EDITOR = new UserId(UUID.randomUUID());
  private static TestInstallation jawort;

  @BeforeAll
  static void start() {
    jawort = TestInstallation.guest();
  }

  @AfterAll
  static void stop() {
    jawort.close();
  }

  private static CampaignVersion ready(Content content) {
    var heading = new Heading("Mai", Campaign.Trigger.EVENT, Language.DE, MessageClass.ADVERTISING);
    CampaignId id = jawort.bean(Drafts.class).create(jawort.tenant, heading, content, EDITOR);
    assertThat(jawort.bean(CampaignLife.class).makeReady(jawort.tenant, id, 1, EDITOR))
        .isEqualTo(new ReadyingOutcome.Ready(1));
    return new CampaignVersion(id.value(), 1);
  }

  private static ShownMail sent(String address, Content content) {
    return sent(address, null, content);
  }

  private static ShownMail sent(String address, @Nullable String lastName, Content content) {
    TestInstallation.Asked asked = jawort.ask(address);
    jawort.update(
        asked.tenant(),
        "UPDATE contact c SET last_name = ? FROM contact_point p WHERE p.tenant_id = ? AND p.id = ?"
            + " AND c.tenant_id = p.tenant_id AND c.id = p.contact_id",
        lastName,
        asked.tenant().value(),
        asked.contactPoint().value());
    jawort.update(
        asked.tenant(),
        "UPDATE consent SET status = 'CONFIRMED' WHERE tenant_id = ? AND contact_point_id = ?",
        asked.tenant().value(),
        asked.contactPoint().value());
    jawort.update(
        asked.tenant(),
        "UPDATE contact_point SET mail_block = NULL, mail_block_at = NULL"
            + " WHERE tenant_id = ? AND id = ?",
        asked.tenant().value(),
        asked.contactPoint().value());
    var message = new MessageId(jawort.bean(Ids.class).next());
    CampaignVersion campaign = ready(content);
    jawort
        .bean(Database.class)
        .write(
            asked.tenant(),
            connection -> {
              jawort
                  .bean(Outbox.class)
                  .queue(
                      connection,
                      List.of(
                          new NewMessage(
                              asked.tenant(),
                              message,
                              asked.contactPoint(),
                              MessageClass.ADVERTISING,
                              asked.purpose().id(),
                              campaign,
                              null,
                              null,
                              jawort.clock.instant())));
              return message;
            });
    Messages messages = jawort.bean(Messages.class);
    Await.until(
        "the advertising mail is accepted",
        () ->
            messages.find(asked.tenant(), message).orElseThrow().status()
                == MessageStatus.ACCEPTED);
    return ShownMail.of(
        message, jawort.clock.instant(), messages.content(asked.tenant(), message).orElseThrow());
  }

  private static String header(ShownMail mail, String name) {
    return mail.headers().stream()
        .filter(line -> line.name().equals(name))
        .map(ShownMail.Line::value)
        .findFirst()
        .orElse("");
  }

  @Test
  @DisplayName(
      "S3-05 S4-05 law 27, 31, 33: foot, parts and headers lead to the way out; law 29: no pixel")
  void advertisement() {
    ShownMail mail =
        sent(
            "werbung@example.org",
            new Content(
                "Neu für {{ first_name | default('Sie') }}",
                "Nur im Mai",
                "Ada vom Salon",
                "",
                "ada@salon-ada.example",
                Content.Kind.HTML,
                "<html><body><p>Hallo {{ first_name }} {{ last_name | default('–') }}</p>"
                    + "{{ web_version_link('Im Browser') }}</body></html>",
                "",
                ""));

    assertThat(mail.subject()).isEqualTo("Neu für Ada");
    assertThat(mail.from()).isEqualTo("Ada vom Salon <post@salon-ada.example>");
    assertThat(header(mail, "Reply-To")).isEqualTo("ada@salon-ada.example");
    assertThat(header(mail, "List-Unsubscribe"))
        .matches("<https://ja\\.salon-ada\\.example/u/[\\w-]{48}>");
    assertThat(header(mail, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(mail.html())
        .contains("Nur im Mai", "<p>Hallo Ada –</p>", "Lange Straße 1<br>", "/u/")
        .doesNotContain("<img");
    assertThat(mail.text())
        .contains("Hallo Ada –", "Lange Straße 1", "Von diesen E-Mails abmelden: ");

    Matcher link = Pattern.compile("/w/[\\w-]{48}").matcher(mail.html());
    assertThat(link.find()).as("%s is found", link.pattern()).isTrue();
    Response page = given().port(jawort.port()).get(link.group());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.asString()).contains("Hallo Ada –", "Lange Straße 1");
    assertThat(page.header("Content-Security-Policy")).contains("sandbox", "default-src 'none'");
    assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(page.cookies()).isEmpty();
    String forged = link.group().substring(0, 20) + "AAAA" + link.group().substring(24);
    assertThat(given().port(jawort.port()).get(forged).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("B-07 A last name that is none is left out of a mail like a first name")
  void hostileLastName() {
    var content =
        new Content(
            "Für {{ last_name | default('Sie') }}",
            "",
            "",
            "",
            "",
            Content.Kind.TEXT,
            "",
            "Hallo {{ first_name }} {{ last_name | default('–') }}",
            "");
    assertThat(sent("lovelace@example.org", "Lovelace", content).text())
        .as("a mail to somebody with a name")
        .contains("Hallo Ada Lovelace");
    List<String> evil =
        List.of("https://evil.example", "www.evil.example", "<a href=https://evil.example>x</a>");
    for (int i = 0; i < evil.size(); i++) {
      ShownMail mail = sent("evil" + i + "@example.org", evil.get(i), content);
      assertThat(mail.text()).as("a mail to %s", evil.get(i)).contains("Hallo Ada –");
      assertThat(mail.source()).as("its source").doesNotContain("evil.example");
      assertThat(mail.subject()).as("its subject").isEqualTo("Für Sie");
    }
  }

  @Test
  @DisplayName("S1-10 a plain mail has one part, and its foot")
  void plain() {
    ShownMail mail =
        sent(
            "schlicht@example.org",
            new Content("S", "", "", "", "", Content.Kind.TEXT, "", "Hallo {{ first_name }}", ""));

    assertThat(mail.html()).isNull();
    assertThat(mail.text()).contains("Hallo Ada", "Lange Straße 1", "/u/");
    assertThat(header(mail, "Content-Type")).startsWith("text/plain");
    assertThat(mail.source().replace("\r\n", "")).doesNotContain("\r", "\n");
  }
}
