package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jawort.Await;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The outbox against a mail server that answers as the test says. */
class OutboxTest {
  private static SmtpPeer peer;
  private static TestInstallation jawort;
  private static final AtomicReference<Function<String, String>> SCRIPT = new AtomicReference<>();

  @BeforeAll
  static void start() {
    peer = new SmtpPeer().script(command -> SCRIPT.get().apply(command));
    SCRIPT.set(command -> null);
    jawort = new TestInstallation("outbox", Optional.of(peer.url() + "?connections=3"));
  }

  @AfterAll
  static void stop() {
    jawort.close();
    peer.close();
  }

  @BeforeEach
  void obliging() {
    SCRIPT.set(command -> null);
  }

  private static Message until(TestInstallation.Asked asked, MessageStatus status) {
    Await.until("the message has the status", () -> jawort.message(asked).status() == status);
    return jawort.message(asked);
  }

  /** The last attempt is over, and not only begun: the clock does not move before. */
  private static Message answered(TestInstallation.Asked asked, int attempts) {
    Instant now = jawort.clock.instant().truncatedTo(ChronoUnit.MICROS);
    return Await.until(
        "the message was answered as often, the last time just now",
        () -> jawort.message(asked),
        message ->
            message.attempts() >= attempts
                && message.answeredAt() != null
                && !message.answeredAt().isBefore(now));
  }

  private static Function<String, String> answering(String start, String reply) {
    return command -> command.startsWith(start) ? reply : null;
  }

  @Test
  @DisplayName("S1-02 law 15 an accepted mail is recorded with its answer and bytes, status SENT")
  void accepted() {
    TestInstallation.Asked asked = jawort.ask("accepted@example.org");

    Message message = until(asked, MessageStatus.ACCEPTED);

    assertThat(message.answer()).startsWith("250 2.0.0 Ok: queued as");
    assertThat(message.answeredAt()).isEqualTo(jawort.clock.instant());
    assertThat(jawort.consentStatus(asked)).isEqualTo("SENT");
    byte[] raw = jawort.bean(Messages.class).content(asked.tenant(), asked.message()).orElseThrow();
    SmtpPeer.Taken taken = taken(asked).getFirst();
    assertThat(taken.data()).isEqualTo(new String(raw, java.nio.charset.StandardCharsets.UTF_8));
    assertThat(taken.from()).startsWith("MAIL FROM:<post@salon-ada.example>");
    assertThat(taken.to()).isEqualTo("RCPT TO:<accepted@example.org>");
  }

  private static List<SmtpPeer.Taken> taken(TestInstallation.Asked asked) {
    return peer.taken.stream()
        .filter(mail -> mail.messageId().contains(asked.message().toString()))
        .toList();
  }

  @Test
  @DisplayName("B-08 a refused recipient blocks the contact point as HARD_BOUNCE")
  void deadAddress() {
    SCRIPT.set(answering("RCPT", "550 5.1.1 <dead@example.org>: unknown user dead@example.org"));
    TestInstallation.Asked asked = jawort.ask("dead@example.org");

    Message message = until(asked, MessageStatus.REFUSED);

    assertThat(message.answer()).isEqualTo("550 5.1.1 <…>: unknown user <…>");
    assertThat(jawort.mailBlock(asked)).isEqualTo("HARD_BOUNCE");
    assertThat(jawort.consentStatus(asked)).isEqualTo("TRIGGERED");
  }

  @Test
  @DisplayName("B-08 a refusal that is about our set-up blocks nobody, is retried and shown")
  void ourFault() {
    SCRIPT.set(answering("MAIL", "550 5.7.1 sender <post@salon-ada.example> not allowed"));
    TestInstallation.Asked asked = jawort.ask("innocent@example.org");

    Message message = answered(asked, 1);

    assertThat(message.status()).isEqualTo(MessageStatus.QUEUED);
    assertThat(message.answer()).isEqualTo("550 5.7.1 sender <…> not allowed");
    assertThat(jawort.mailBlock(asked)).isEqualTo("NEW");
    assertThat(jawort.bean(Sending.class).fault()).isPresent();

    SCRIPT.set(command -> null);
    jawort.clock.tick(Duration.ofMinutes(2));
    until(asked, MessageStatus.ACCEPTED);
    assertThat(jawort.bean(Sending.class).fault()).isEmpty();
  }

  @Test
  @DisplayName("a relay that does not know us is our fault, not the recipient's")
  void relayDenied() {
    SCRIPT.set(answering("RCPT", "554 5.7.1 <x@example.org>: Relay access denied"));
    TestInstallation.Asked asked = jawort.ask("relay@example.org");

    assertThat(answered(asked, 1).status()).isEqualTo(MessageStatus.QUEUED);
    assertThat(jawort.mailBlock(asked)).isEqualTo("NEW");
  }

  @Test
  @DisplayName("a refused content is final and blocks nobody")
  void refusedContent() {
    SCRIPT.set(answering(".", "554 5.6.0 we do not like it"));
    TestInstallation.Asked asked = jawort.ask("content@example.org");

    until(asked, MessageStatus.REFUSED);

    assertThat(jawort.mailBlock(asked)).isEqualTo("NEW");
  }

  @Test
  @DisplayName("temporary failures are tried again with growing intervals, for two days")
  void growingIntervals() {
    SCRIPT.set(
        command ->
            command.startsWith("RCPT") && command.contains("grey@") ? "451 4.7.1 later" : null);
    TestInstallation.Asked asked = jawort.ask("grey@example.org");
    int attempt = 1;
    answered(asked, attempt);
    List<Duration> waits =
        List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(4));
    for (Duration wait : waits) {
      jawort.clock.tick(wait.minusSeconds(1));
      TestInstallation.Asked passer = jawort.ask("passer" + attempt + "@example.org");
      until(passer, MessageStatus.ACCEPTED);
      assertThat(jawort.message(asked).attempts()).as("before %s", wait).isEqualTo(attempt);
      jawort.clock.tick(Duration.ofSeconds(1));
      attempt++;
      answered(asked, attempt);
    }
    jawort.clock.tick(Duration.ofDays(2));

    Message message = until(asked, MessageStatus.EXPIRED);

    assertThat(message.answer()).isEqualTo("451 4.7.1 later");
    assertThat(jawort.mailBlock(asked)).isEqualTo("NEW");
  }

  @Test
  @DisplayName("S4-01 law 27 asked again just before sending: withdrawn or blocked is withheld")
  void withheld() {
    SCRIPT.set(answering("RCPT", "451 4.7.1 later"));
    TestInstallation.Asked refused = jawort.ask("refused@example.org");
    TestInstallation.Asked blocked = jawort.ask("complaint@example.org");
    answered(refused, 1);
    answered(blocked, 1);
    jawort.update(
        jawort.tenant,
        "UPDATE consent SET status = 'REFUSED' WHERE tenant_id = ? AND contact_point_id = ?",
        jawort.tenant.value(),
        refused.contactPoint().value());
    jawort.update(
        jawort.tenant,
        "UPDATE contact_point SET mail_block = 'COMPLAINT' WHERE tenant_id = ? AND id = ?",
        jawort.tenant.value(),
        blocked.contactPoint().value());
    SCRIPT.set(command -> null);
    jawort.clock.tick(Duration.ofMinutes(2));

    assertThat(until(refused, MessageStatus.WITHHELD).answer()).isEqualTo("REFUSED");
    assertThat(until(blocked, MessageStatus.WITHHELD).answer()).isEqualTo("BLOCKED_COMPLAINT");
    assertThat(taken(refused)).isEmpty();
    assertThat(taken(blocked)).isEmpty();
  }

  @Test
  @DisplayName("S1-20 a tenant with many mails does not keep the others waiting")
  void fair() {
    TenantId other = jawort.createTenant("Salon Berta");
    SCRIPT.set(answering("RCPT", "451 4.7.1 later"));
    var many = new ArrayList<TestInstallation.Asked>();
    for (int i = 0; i < 60; i++) {
      many.add(jawort.ask("many" + i + "@example.org"));
    }
    TestInstallation.Asked one =
        jawort.ask(other, "one@example.org", "Berta", Language.EN, "https://berta.example/");
    many.forEach(asked -> answered(asked, 1));
    answered(one, 1);
    int before = peer.taken.size();
    SCRIPT.set(command -> null);
    jawort.clock.tick(Duration.ofMinutes(2));

    until(one, MessageStatus.ACCEPTED);
    many.forEach(asked -> until(asked, MessageStatus.ACCEPTED));

    List<SmtpPeer.Taken> order = peer.taken.subList(before, peer.taken.size());
    int place = order.indexOf(taken(one).getFirst());
    assertThat(place).isLessThan(10);
    assertThat(order).hasSize(61);
    assertThat(peer.busiest.get()).isLessThanOrEqualTo(3);
  }

  @Test
  @DisplayName("a connection lost after the last dot repeats that mail alone")
  void connectionLost() {
    var first = new AtomicReference<>(true);
    SCRIPT.set(command -> command.equals(".") && first.getAndSet(false) ? "" : null);
    TestInstallation.Asked asked = jawort.ask("lost@example.org");

    assertThat(answered(asked, 1).answer()).contains("EOF");
    jawort.clock.tick(Duration.ofMinutes(1));

    until(asked, MessageStatus.ACCEPTED);
    assertThat(taken(asked)).hasSize(1);
  }
}
