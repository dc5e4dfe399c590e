package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.jawort.delivery.SmtpReplies.Phase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each answer by itself: an address is blocked for what is wrong with it, and for nothing else. */
class SmtpReplyTest {
  private static String kind(Phase phase, int code, String text) {
    return SmtpReplies.failure(phase, code, text).getClass().getSimpleName();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 530, 534, 535, 538})
  @DisplayName("B-08 A command that the server does not take from us is no fault of the recipient")
  void aboutUs(int code) {
    for (Phase phase : new Phase[] {Phase.RECIPIENT, Phase.CONTENT, Phase.SENDER}) {
      assertThat(kind(phase, code, code + " what is that"))
          .as("%s, %s", phase, code)
          .isEqualTo("Unusable");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RECIPIENT, 550, 550 5.5.1 bad sequence, Unusable",
    "RECIPIENT, 550, 550-5.7.26 this mail is unauthenticated, Unusable",
    "RECIPIENT, 550, 550 RELAYING denied, Unusable",
    "RECIPIENT, 501, 501 5.1.3 bad syntax, RecipientRefused",
    "RECIPIENT, 550, 550 5.1.7 whose, RecipientRefused",
    "RECIPIENT, 551, 551 5.1.6 moved, RecipientRefused",
    "RECIPIENT, 500, 500 5.1.1 no such user, Unusable",
    "RECIPIENT, 550, 550 see rule 5.7.1 of ours, RecipientRefused",
    "RECIPIENT, 550, 550 15.7.1 x, RecipientRefused",
    "RECIPIENT, 499, 499 almost, Deferred",
    "CONTENT, 550, 550 5.1.7 bad sender, Unusable",
    "CONTENT, 550, 550 5.1.10 null MX, RecipientRefused",
    "CONTENT, 554, 554 5.7.1 spam, MailRefused",
    "CONTENT, 552, 552 5.2.2 mailbox full, MailRefused",
    "CONTENT, 499, 499 almost, Deferred",
    "CONTENT, 500, 500 5.1.1 what, Unusable",
    "SENDER, 550, 550 no, Unusable",
    "SENDER, 499, 499 almost, Deferred",
    "CONNECT, 421, 421 busy, Deferred"
  })
  @DisplayName("B-08 The enhanced code at the beginning tells whom an answer is about (RFC 3463)")
  void enhanced(Phase phase, int code, String text, String expected) {
    assertThat(kind(phase, code, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(Phase.class)
  @DisplayName("B-08 A connection that ends is no refusal, at whatever command")
  void connectionLost(Phase phase) {
    assertThat(kind(phase, -1, "[EOF]")).isEqualTo("Deferred");
  }

  @Test
  @DisplayName("Law 52 What is recorded is one line without an address, and not too long")
  void shown() {
    assertThat(
            SmtpReplies.failure(Phase.RECIPIENT, 550, "550 <ada@example.org>\r\n\tgone\u0000!")
                .text())
        .isEqualTo("550 <…> gone !");
    assertThat(SmtpReplies.shown("x".repeat(500))).hasSize(500);
    assertThat(SmtpReplies.shown("x".repeat(501))).hasSize(500);
  }
}
