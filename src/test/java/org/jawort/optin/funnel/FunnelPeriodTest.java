package org.jawort.optin.funnel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where a period of the funnel begins and ends, to the microsecond. */
class FunnelPeriodTest {
  private static final Duration LONG = Duration.ofDays(2);

  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "period-" + UUID.randomUUID() + "@example.org";
  private final Instant at = tenant.now();

  private long signUps(Instant from, Instant to) {
    var question = new FunnelQuestion(from, to, FunnelBy.FORM, Map.of());
    return tenant.bean(Funnels.class).of(tenant.id(), question).total().at(Stage.SUBMITTED);
  }

  private void belongsToItsPeriodAlone(String when) {
    Instant next = at.plus(1, ChronoUnit.MICROS);
    assertThat(signUps(at, next)).as("sign-ups in the period of %s alone, %s", at, when).isOne();
    assertThat(signUps(at.minus(LONG), at)).as("sign-ups until %s, %s", at, when).isZero();
    assertThat(signUps(next, at.plus(LONG))).as("sign-ups after %s, %s", at, when).isZero();
  }

  @Test
  @DisplayName("B-11 A sign-up at the first moment of a period counts, one at its end does not")
  void edges() {
    tenant.signUp(address);
    belongsToItsPeriodAlone("while it waits");
    tenant.confirm(address);
    tenant.server().clock().tick(Duration.ofSeconds(1));
    tenant.bean(SettledSignUps.class).settle(tenant.id());
    assertThat(
            tenant.list(
                Long.class,
                "SELECT count(*) FROM sign_up_fate WHERE tenant_id = ?",
                tenant.id().value()))
        .as("sign-ups that were written down")
        .containsExactly(1L);
    belongsToItsPeriodAlone("when it was written down");
  }
}
