package org.jawort.consent;

import java.time.Instant;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlock;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who records what people said, for which purpose.
 *
 * @param actor a member of staff, or another system
 * @param source where, such as STAFF_ENTRY, MASS_CHANGE or API
 */
public record Recording(TenantId tenant, PurposeId purpose, Actor actor, String source) {
  /** One event of it; no form, campaign or mail had a part. */
  public NewEvent event(
      ContactPointId point,
      EventType type,
      Evidence evidence,
      Instant now,
      @Nullable MailBlock block) {
    return new NewEvent(
        tenant, point, purpose, type, actor, source, null, null, null, evidence, now, block);
  }
}
