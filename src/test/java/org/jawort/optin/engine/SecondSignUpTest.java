package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.optin.SignUpOutcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Somebody who never confirms signs up twice: the second time counts. */
class SecondSignUpTest {
  private static final Duration ERASED_AFTER = Duration.ofDays(14);

  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "twice-" + UUID.randomUUID() + "@example.org";

  private void tick(Duration time) {
    PassingTime.pass(tenant, time);
    tenant.bean(UnconfirmedErasure.class).eraseDue();
  }

  private String status() {
    return tenant
        .list(
            String.class,
            "SELECT status FROM consent WHERE tenant_id = ? AND contact_point_id = ?",
            tenant.id().value(),
            tenant.point(address).value())
        .getFirst();
  }

  private List<Instant> erasure() {
    return tenant
        .list(
            java.sql.Timestamp.class,
            "SELECT erase_at FROM run WHERE tenant_id = ? AND contact_point_id = ?",
            tenant.id().value(),
            tenant.point(address).value())
        .stream()
        .map(java.sql.Timestamp::toInstant)
        .toList();
  }

  @Test
  @DisplayName("law 23 The day of erasing is counted from the last sign-up, not from the first")
  void twice() {
    assertThat(tenant.signUp(address)).isEqualTo(SignUpOutcome.STARTED);
    tick(Duration.ofDays(5));
    assertThat(tenant.signUp(address)).isEqualTo(SignUpOutcome.SENT_AGAIN);
    Instant last = tenant.now();
    tick(Duration.ofDays(8));
    assertThat(status()).as("the status eight days after the last sign-up").isEqualTo("LAPSED");
    assertThat(erasure())
        .as("the day of erasing of whoever signed up last at %s", last)
        .containsExactly(last.plus(ERASED_AFTER));
    tick(Duration.between(tenant.now(), last.plus(ERASED_AFTER)).minusSeconds(1));
    assertThat(tenant.knows(address))
        .as("whether %s is still known a second before the day", address)
        .isTrue();
    tick(Duration.ofSeconds(1));
    PassingTime.erases(tenant, address);
  }
}
