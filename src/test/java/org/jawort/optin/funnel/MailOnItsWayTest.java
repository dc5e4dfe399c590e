package org.jawort.optin.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.consent.EventType;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A sign-up that was answered before its mail had arrived. */
class MailOnItsWayTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "on-its-way-" + UUID.randomUUID() + "@example.org";

  /**
   * What was written down; whether by this call or by the server's own, which runs now and then.
   */
  private List<String> written() {
    tenant.server().clock().tick(Duration.ofSeconds(1));
    tenant.bean(SettledSignUps.class).settle(tenant.id());
    return tenant.list(
        String.class,
        "SELECT fate || ' ' || mail FROM sign_up_fate WHERE tenant_id = ?",
        tenant.id().value());
  }

  private void mail(String status, Duration due) {
    tenant.update(
        "UPDATE message SET status = ?, answer = NULL, due_at = ? WHERE tenant_id = ? AND id = ?",
        status,
        Timestamp.from(tenant.now().plus(due)),
        tenant.id().value(),
        tenant.question(address).value());
  }

  @Test
  @DisplayName("B-11 What became of a sign-up is written down once its mail is no more on its way")
  void refusedMeanwhile() {
    tenant.signUp(address);
    String sql = "SELECT status FROM message WHERE tenant_id = ? AND id = ?";
    UUID question = tenant.question(address).value();
    await()
        .alias("the mail is sent, so that nobody else touches it")
        .until(
            () ->
                tenant
                    .list(String.class, sql, tenant.id().value(), question)
                    .equals(List.of("ACCEPTED")));
    mail("QUEUED", Duration.ofDays(9999));
    tenant.happens(
        tenant.point(address),
        tenant.newsletter(),
        EventType.REFUSED,
        Actor.staff(UUID.randomUUID()));
    assertThat(written()).as("what is written down while the mail is on its way").isEmpty();
    mail("ACCEPTED", Duration.ZERO);
    assertThat(written())
        .as("what is written down when it has arrived")
        .containsExactly("REFUSED ACCEPTED");
  }
}
