package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jawort.TestServer;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The first answer that a mail server gives to the end stands, whoever comes late with another. */
class RecordedAnswersTest {
  private final TestServer server = TestServer.shared();
  private final AttemptLog receipts = server.bean(AttemptLog.class);
  private final TenantId tenant =
      server
          .bean(Tenants.class)
          .create(new NewTenant(TestInstallation.profile("Salon Ada", "Salon Ada"), true));
  private final Instant tomorrow = server.clock().instant().plus(Duration.ofDays(1));
  private final DueMessages messages = new DueMessages(server, tenant);

  private Outgoing claimed() {
    messages.queue(tomorrow);
    return server.bean(Claims.class).claim(tenant, tomorrow, 1, List.of()).messages().getFirst();
  }

  private static SendAttempt answered(Outgoing message, Reply reply, Instant at) {
    var mail = new Mail("post@salon.example", "ada@example.org", false, new byte[] {1, 2});
    return SendAttempt.of(message, mail, reply, at);
  }

  private Message read(Outgoing message) {
    return server.bean(Messages.class).find(tenant, message.id()).orElseThrow();
  }

  @Test
  @DisplayName("Law 15 What was accepted stays accepted, with its first answer and its bytes")
  void once() {
    Outgoing message = claimed();
    assertThat(receipts.record(answered(message, new Reply.Accepted("250 first"), tomorrow)))
        .as("whether the first answer was waited for")
        .isTrue();
    Instant later = tomorrow.plusSeconds(60);
    for (Reply late :
        List.of(new Reply.Deferred("451 late"), new Reply.RecipientRefused("550 late"))) {
      assertThat(receipts.record(answered(message, late, later)))
          .as("whether anybody waited for '%s'", late.text())
          .isFalse();
    }
    Message kept = read(message);
    assertThat(kept.status()).isEqualTo(MessageStatus.ACCEPTED);
    assertThat(kept.answer()).isEqualTo("250 first");
    assertThat(kept.answeredAt()).isEqualTo(tomorrow);
    assertThat(server.bean(Messages.class).content(tenant, message.id()))
        .hasValueSatisfying(raw -> assertThat(raw).containsExactly(1, 2));
  }

  @Test
  @DisplayName("S1-02 A mail that is put off is due when its pause is over, not when its lease is")
  void putOff() {
    Outgoing message = claimed();
    assertThat(receipts.record(answered(message, new Reply.Deferred("451 later"), tomorrow)))
        .isTrue();
    Claims claims = server.bean(Claims.class);
    Instant due = tomorrow.plus(Duration.ofMinutes(1));
    assertThat(claims.claim(tenant, due.minusMillis(1), 1, List.of()).messages())
        .as("what is claimed before the pause is over")
        .isEmpty();
    assertThat(claims.claim(tenant, due, 1, List.of()).messages())
        .as("what is claimed when it is over")
        .extracting(Outgoing::id)
        .containsExactly(message.id());
    assertThat(read(message).answer()).as("the answer meanwhile").isEqualTo("451 later");
  }
}
