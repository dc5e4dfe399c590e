package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.TestServer;
import org.jawort.form.Forms;
import org.jawort.optin.step.Step;
import org.jawort.platform.Language;
import org.jawort.tenant.AllowedHosts;
import org.jawort.tenant.HostName;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a confirmation mail states, read in the mail that arrives. */
class TrueMailTest {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("d. MMMM yyyy 'um' HH:mm", Locale.GERMAN)
          .withZone(ZoneId.of("Europe/Berlin"));

  private final TestServer server = TestServer.timeTraveller();
  private final OwnTenant tenant = new OwnTenant(server, server.tenant());
  private final Journeys journeys = new Journeys(server);

  private void reminding(int days, int more) {
    journeys.online(
        List.of(
            new Step.SendCampaign("send", journeys.ask, "wait"),
            new Step.WaitForConfirmation("wait", days, "complete", "remind"),
            new Step.SendCampaign("remind", journeys.ask, "wait2"),
            new Step.WaitForConfirmation("wait2", more, "complete", "unsubscribe"),
            new Step.Complete("complete"),
            new Step.Unsubscribe("unsubscribe")));
  }

  private Instant signUp(String address) {
    String form = server.bean(Forms.class).pathOf(tenant.id(), Language.DE).orElseThrow();
    Instant at = tenant.now();
    assertThat(
            server
                .browser()
                .header("Referer", "https://salon.example/herbst?id=7")
                .postBare(form, Map.of("email", address, "newsletter", "true", "privacy", "true"))
                .status())
        .isEqualTo(303);
    return at;
  }

  private List<String> mails(int expected) {
    return Await.until("mails came: " + expected, this::sent, sent -> sent.size() == expected)
        .stream()
        .map(TrueMailTest::text)
        .toList();
  }

  private List<byte[]> sent() {
    return tenant.list(
        byte[].class,
        """
        SELECT c.raw FROM message_content c
        JOIN message m ON m.tenant_id = c.tenant_id AND m.id = c.message_id
        WHERE c.tenant_id = ? ORDER BY m.id
        """,
        tenant.id().value());
  }

  private static String text(byte[] raw) {
    try {
      var mail =
          new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
      return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("law 9 A reminder states time and website of the sign-up, and its own days")
  void reminder() {
    server
        .bean(AllowedHosts.class)
        .add(
            tenant.id(),
            HostName.parse("salon.example").orElseThrow(),
            new UserId(UUID.randomUUID()));
    reminding(3, 1);
    Instant signedUp = signUp("true@example.org");
    assertThat(mails(1).getFirst())
        .contains("am " + MINUTE.format(signedUp))
        .contains("Der Link gilt 3 Tage, bis zum")
        .contains(MINUTE.format(signedUp.atZone(ZoneId.of("Europe/Berlin")).plusDays(3)));
    PassingTime.pass(tenant, Duration.ofDays(3).plusHours(2));
    assertThat(mails(2).getLast())
        .contains("am " + MINUTE.format(signedUp))
        .contains("auf der Seite salon")
        .doesNotContain("herbst")
        .contains("Der Link gilt 1 Tag, bis zum")
        .doesNotContain("7 Tage");
  }

  @Test
  @DisplayName("law 9 A mail to whoever signed up again states the time of that")
  void again() {
    Instant first = signUp("again@example.org");
    mails(1);
    server.clock().tick(Duration.ofHours(5));
    Instant second = signUp("again@example.org");
    assertThat(mails(2).getLast())
        .contains("am " + MINUTE.format(second), "Der Link gilt 7 Tage, bis zum")
        .doesNotContain(MINUTE.format(first));
  }
}
