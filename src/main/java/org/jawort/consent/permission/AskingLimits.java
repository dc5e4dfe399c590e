package org.jawort.consent.permission;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * What speaks at this very moment against asking somebody for consent whom the rule lets be asked:
 * known to the room that asks, and told wherever the rule is asked, so that no answer says "yes" to
 * a request that would be refused. About a past moment the rule alone answers.
 */
public interface AskingLimits {
  /**
   * Somebody whom the rule lets be asked.
   *
   * @param purpose key of the purpose, or null where it is about none
   */
  record Asking(TenantId tenant, ContactPointId contactPoint, @Nullable String purpose) {}

  /**
   * The reasons against it, in the caller's transaction.
   *
   * @return for those who may not be asked now: NO_WORDING, PROFILE or MAILED_ENOUGH, the first
   *     that applies
   */
  Map<Asking, String> against(Connection connection, Collection<Asking> all) throws SQLException;
}
