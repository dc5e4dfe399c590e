package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jawort.OwnTenant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Through which mail somebody came to where they stand, and that it can be told anew. */
class CampaignOfConsentTest {
  private static final Evidence NOTHING =
      new Evidence(null, null, null, null, List.of(), null, null);

  private final OwnTenant tenant = OwnTenant.fresh();
  private final String address = "campaign-" + UUID.randomUUID() + "@example.org";
  private final Statuses statuses = tenant.bean(Statuses.class);

  private PurposeStatus stands() {
    var point = tenant.point(address);
    return statuses.of(tenant.id(), List.of(point)).get(point).getFirst();
  }

  private List<UUID> campaigns() {
    return tenant.list(
        UUID.class, "SELECT id FROM campaign WHERE tenant_id = ? ORDER BY id", tenant.id().value());
  }

  private void unsubscribe(UUID campaign) {
    var withdrawal = new Withdrawal(new CampaignVersion(campaign, 1), null, "LINK", NOTHING);
    tenant
        .bean(Consents.class)
        .unsubscribe(tenant.id(), tenant.point(address), tenant.newsletter(), withdrawal);
  }

  private void spoil(String change, Object value) {
    int spoiled =
        tenant.update(
            "UPDATE consent SET " + change + " WHERE tenant_id = ? AND contact_point_id = ?",
            value,
            tenant.id().value(),
            tenant.point(address).value());
    assertThat(spoiled).as("statuses that were spoiled by: %s", change).isEqualTo(1);
  }

  @Test
  @DisplayName("S1-02 The status names the mail of its last event, and no earlier one")
  void last() {
    tenant.signUp(address);
    tenant.confirm(address);
    UUID asked = stands().campaign();
    UUID other = campaigns().stream().filter(id -> !id.equals(asked)).findFirst().orElseThrow();
    unsubscribe(other);
    assertThat(stands().campaign())
        .as("the mail through which somebody unsubscribed who had confirmed by %s", asked)
        .isEqualTo(other);
    assertThat(statuses.differences(tenant.id())).as("what the ledger says otherwise").isEmpty();
  }

  @Test
  @DisplayName(
      "B-04 A status is told anew by the ledger: since when, through which mail, the block")
  void rebuilt() {
    tenant.signUp(address);
    tenant.server().clock().tick(Duration.ofSeconds(5));
    tenant.confirm(address);
    tenant.server().clock().tick(Duration.ofSeconds(5));
    unsubscribe(campaigns().getFirst());
    PurposeStatus before = stands();
    Timestamp blockedAt = blockedAt();
    spoil("since = ?", Timestamp.from(tenant.now().minusSeconds(99)));
    assertThat(statuses.rebuild(tenant.id())).as("what differed by its time alone").hasSize(1);
    spoil("campaign_id = ?", campaigns().getLast());
    assertThat(statuses.rebuild(tenant.id())).as("what differed by its mail alone").hasSize(1);
    tenant.update(
        "UPDATE contact_point SET mail_block = 'NEW', mail_block_at = ?"
            + " WHERE tenant_id = ? AND id = ?",
        Timestamp.from(tenant.now().minusSeconds(99)),
        tenant.id().value(),
        tenant.point(address).value());
    assertThat(statuses.rebuild(tenant.id())).as("what differed by its block alone").hasSize(1);
    assertThat(stands()).as("the status as told anew").isEqualTo(before);
    assertThat(blockedAt()).as("since when the block stands, as told anew").isEqualTo(blockedAt);
  }

  private Timestamp blockedAt() {
    return tenant
        .list(
            Timestamp.class,
            "SELECT mail_block_at FROM contact_point WHERE tenant_id = ? AND id = ?",
            tenant.id().value(),
            tenant.point(address).value())
        .getFirst();
  }
}
