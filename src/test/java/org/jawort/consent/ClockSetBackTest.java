package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.delivery.MessageId;
import org.jawort.optin.AnswerOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is appended later is the later event, whatever the clocks of the nodes say. */
class ClockSetBackTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "clock-" + UUID.randomUUID() + "@example.org";

  @AfterEach
  void theLedgerSaysTheSame() {
    assertThat(tenant.bean(Statuses.class).differences(tenant.id())).isEmpty();
    assertThat(tenant.bean(Statuses.class).rebuild(tenant.id())).isEmpty();
  }

  private void withdraw(MessageId mail) {
    var said = new Withdrawal(null, mail.value(), "LINK", Evidence.of(null));
    tenant
        .bean(Consents.class)
        .unsubscribe(tenant.id(), tenant.point(address), tenant.newsletter(), said);
  }

  @Test
  @DisplayName("S1-02 a withdrawal by a clock that was set back beats the confirmation before it")
  void setBack() {
    MessageId mail = tenant.confirmed(address);
    tenant.server().clock().tick(Duration.ofHours(-3));
    try {
      withdraw(mail);
      assertThat(tenant.status(address)).isEqualTo("REVOKED");
    } finally {
      tenant.server().clock().tick(Duration.ofHours(3));
    }
  }

  @Test
  @DisplayName("S1-02 likewise where another node, whose clock is ahead, wrote what came before")
  void anotherNode() {
    tenant.signUp(address);
    // As a node would that is an hour ahead: an event under a later key.
    UUID ahead = new UUID(tenant.now().plus(Duration.ofHours(1)).toEpochMilli() << 16 | 0x7000L, 0);
    tenant.update(
        """
        WITH ahead AS (
          INSERT INTO consent_event (tenant_id, id, contact_point_id, purpose_id, type, status, at,
                                     actor, source, mail_block)
          SELECT tenant_id, ?::uuid, contact_point_id, purpose_id, 'ASK_LATER', status, at, 'STAFF',
                 'TEST', mail_block
          FROM consent_event WHERE tenant_id = ? AND contact_point_id = ? LIMIT 1
          RETURNING tenant_id, id),
        evidence AS (
          INSERT INTO consent_evidence (tenant_id, event_id, salt, content)
          SELECT tenant_id, id, decode(repeat('00', 16), 'hex'), '{}' FROM ahead)
        INSERT INTO log_pending (tenant_id, event_id) SELECT tenant_id, id FROM ahead
        """,
        ahead,
        tenant.id().value(),
        tenant.point(address).value());
    assertThat(tenant.confirm(address)).isEqualTo(AnswerOutcome.DONE);
    String sql = "SELECT type FROM consent_event WHERE tenant_id = ? AND id > ? AND type <> 'SENT'";
    assertThat(tenant.list(String.class, sql, tenant.id().value(), ahead))
        .isEqualTo(List.of("CONFIRMED"));
  }
}
