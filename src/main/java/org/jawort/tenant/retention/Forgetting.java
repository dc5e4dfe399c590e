package org.jawort.tenant.retention;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jawort.platform.TenantId;

/**
 * Something of which a room lets go when its time is over (law 64): a bean of this type is all that
 * a room adds, {@link RetentionNight} does the rest.
 */
public interface Forgetting {
  /**
   * Lets go of some of what is over, in the running transaction.
   *
   * @param most about how many rows it may take
   * @return how many it took; fewer than the most where nothing is left
   */
  int forget(Connection connection, TenantId tenant, Instant now, int most) throws SQLException;
}
