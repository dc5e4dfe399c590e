package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jawort.delivery.SmtpReplies.Phase;
import org.jawort.platform.SettingException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JAWORT_SMTP_URL says, what replies mean, when to try again. */
class SmtpUnitTest {
  @Test
  @DisplayName("the setting of the contract is read whole")
  void whole() {
    SmtpSettings settings =
        SmtpSettings.of(
            URI.create("smtp://u%40x:p%3Aw%2B+d@mail.example:587?starttls=required&connections=7"));

    assertThat(settings.host()).isEqualTo("mail.example");
    assertThat(settings.port()).isEqualTo(587);
    assertThat(settings.encryption()).isEqualTo(SmtpSettings.Encryption.REQUIRED);
    assertThat(settings.connections()).isEqualTo(7);
    assertThat(settings.login().orElseThrow().user()).isEqualTo("u@x");
    assertThat(settings.login().orElseThrow().password()).isEqualTo("p:w++d");
    assertThat(settings.toString()).doesNotContain("p:w");
  }

  @Test
  void defaults() {
    assertThat(SmtpSettings.of(URI.create("smtp://mail")))
        .extracting(SmtpSettings::port, SmtpSettings::encryption, SmtpSettings::connections)
        .containsExactly(25, SmtpSettings.Encryption.OPTIONAL, 10);
    assertThat(SmtpSettings.of(URI.create("smtps://mail?connections=1")))
        .extracting(SmtpSettings::port, SmtpSettings::encryption, SmtpSettings::connections)
        .containsExactly(465, SmtpSettings.Encryption.TLS, 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smtp://mail?starttls=maybe",
        "smtp://mail?connections=0",
        "smtp://mail?connections=101",
        "smtp://mail?connections=5&connections=6",
        "smtp://mail?tls=yes",
        "smtp://mail?",
        "smtps://mail?starttls=required",
        "smtp://secret@mail",
        "smtp://:secret@mail",
        "smtp://mail/path",
        "smtp://mail:0",
        "smtp://mail:99999"
      })
  @DisplayName("a wrong setting is named in one line, without the password")
  void wrong(String url) {
    assertThatThrownBy(() -> SmtpSettings.of(URI.create(url)))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("JAWORT_SMTP_URL ")
        .hasMessageNotContainingAny("\n", "secret");
  }

  @ParameterizedTest
  @CsvSource({
    "RECIPIENT, 550, 550 5.1.1 no such user, RecipientRefused",
    "RECIPIENT, 550, 550 no such user, RecipientRefused",
    "RECIPIENT, 553, 553 5.1.3 bad address, RecipientRefused",
    "RECIPIENT, 450, 450 4.2.0 greylisted, Deferred",
    "RECIPIENT, 554, 554 5.7.1 Relay access denied, Unusable",
    "RECIPIENT, 550, 550 relaying not permitted, Unusable",
    "RECIPIENT, 530, 530 5.7.0 authentication required, Unusable",
    "SENDER, 553, 553 5.7.1 sender not owned by user, Unusable",
    "SENDER, 451, 451 4.3.0 later, Deferred",
    "SENDER, 552, 552 5.3.4 too big, MailRefused",
    "CONTENT, 554, 554 5.6.0 content, MailRefused",
    "CONTENT, 550, 550 5.1.1 unknown, RecipientRefused",
    "CONTENT, 550, 550 5.1.8 bad sender domain, Unusable",
    "CONTENT, 452, 452 4.3.1 full, Deferred",
    "CONTENT, -1, [EOF], Deferred",
    "CONNECT, 554, 554 no service, NoConnection"
  })
  @DisplayName("B-08 replies are told apart by whom they are about (RFC 3463)")
  void replies(Phase phase, int code, String text, String expected) {
    assertThat(SmtpReplies.failure(phase, code, text).getClass().getSimpleName())
        .isEqualTo(expected);
  }

  @Test
  @DisplayName("law 52 no address stays in a recorded answer")
  void withoutAddresses() {
    assertThat(SmtpReplies.shown("550 5.1.1 <ada@example.org>... User\r\n ada@example.org (b)"))
        .isEqualTo("550 5.1.1 <…>... User <…> (b)");
    assertThat(SmtpReplies.shown("x".repeat(10_000))).hasSize(500);
  }

  @Test
  void retriesEndAfterTwoDays() {
    Instant created = Instant.parse("2026-05-01T10:00:00Z");
    Instant end = created.plus(Duration.ofDays(2));

    assertThat(Retries.next(created, 1, created)).contains(created.plusSeconds(60));
    assertThat(Retries.next(created, 9, created)).contains(created.plus(Duration.ofHours(4)));
    assertThat(Retries.next(created, 9, end.minusSeconds(1))).contains(end);
    assertThat(Retries.next(created, 9, end)).isEmpty();
  }
}
