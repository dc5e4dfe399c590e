package org.jawort.optin.webhook;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.TenantId;

/** What calls other systems besides processes; owned here, told by the rooms above. */
public interface WebhookSource {
  /** What its calls say that they are, such as {@code submission.received}. */
  String type();

  /**
   * What its calls tell, read when they are made; of what was erased meanwhile nothing.
   *
   * @param subjects what the calls are about
   */
  Map<UUID, Map<String, Object>> data(Connection connection, TenantId tenant, List<UUID> subjects)
      throws SQLException;

  /** Which addresses it calls, each with the names of what does, as staff know them. */
  Map<String, List<String>> callers(TenantId tenant);
}
