package org.jawort.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.jawort.OwnTenant;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Staff block somebody who is not there, or not theirs. */
class BlockOfNobodyTest {
  private final OwnTenant tenant = OwnTenant.fresh();
  private final UserId staff = new UserId(UUID.randomUUID());

  private void nobody(ContactPointId point) {
    MailBlockChanges blocks = tenant.bean(MailBlockChanges.class);
    assertThat(blocks.set(tenant.id(), point, staff, "a call"))
        .as("a block of a contact point that the tenant has not")
        .isEqualTo(BlockOutcome.UNKNOWN);
    assertThat(blocks.lift(tenant.id(), point, MailBlock.STAFF, staff, "a call"))
        .as("lifting the block of a contact point that the tenant has not")
        .isEqualTo(BlockOutcome.UNKNOWN);
  }

  @Test
  @DisplayName("B-04 Whom a tenant does not have it cannot block, and is told so")
  void unknown() {
    nobody(new ContactPointId(UUID.randomUUID()));
    OwnTenant other = OwnTenant.fresh();
    String address = "theirs-" + UUID.randomUUID() + "@example.org";
    other.signUp(address);
    nobody(other.point(address));
    assertThat(
            other.list(
                String.class,
                "SELECT mail_block FROM contact_point WHERE tenant_id = ?",
                other.id().value()))
        .as("the block of another tenant's contact point")
        .containsExactly("NEW");
  }
}
