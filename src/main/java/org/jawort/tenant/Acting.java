package org.jawort.tenant;

import org.jawort.platform.Language;
import org.jawort.platform.TenantId;

/** The member of staff who acts; a controller takes it as an argument. */
public record Acting(TenantId tenant, UserId user, String name, Role role, Language language) {
  /** As whom the ledger and histories name them. */
  public Actor actor() {
    return Actor.staff(user.value());
  }
}
