package org.jawort.consent;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the evidence of events. */
public final class Evidences {
  /** Evidence of an older version may hold what this one does not know. */
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Evidences() {}

  /** The evidence of each event that has one, inside the caller's transaction. */
  public static Map<EventId, Evidence> of(
      Connection connection, TenantId tenant, List<EventId> events) throws SQLException {
    String sql =
        """
        SELECT event_id, content FROM consent_evidence
        WHERE tenant_id = :tenant AND event_id = ANY (:events::uuid[]) AND content <> '{}'
          AND NOT restricted
        """;
    var found = new HashMap<EventId, Evidence>();
    Rows.batch(connection, sql, events)
        .uuid("tenant", tenant.value())
        .uuids("events", EventId::value)
        .each(
            rows ->
                found.put(
                    new EventId(rows.getObject("event_id", UUID.class)),
                    JSON.readValue(rows.getString("content"), Evidence.class)));
    return found;
  }
}
