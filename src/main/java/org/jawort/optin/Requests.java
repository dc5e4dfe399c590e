package org.jawort.optin;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Evidence;
import org.jawort.delivery.MessageId;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What personal links ask, for the pages behind them. */
@Component
class Requests {
  private static final int LONGEST_USER_AGENT = 400;

  private final Database database;
  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final Ids ids;
  private final InstantSource clock;

  Requests(Database database, JdbcClient jdbc, JsonMapper json, Ids ids, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  Optional<Request> find(TenantId tenant, MessageId message) {
    String sql =
        """
        SELECT coalesce(c.status, 'UNKNOWN') AS status, g.language, e.content, m.created_at,
               coalesce(ev.at, m.created_at) AS asked_at, r.status = 'WAITING' AS waiting,
               (SELECT w.text FROM wording w
                WHERE w.tenant_id = m.tenant_id AND w.purpose_id = m.purpose_id
                  AND w.language = g.language AND w.channel = 'EMAIL'
                  AND w.created_at <= m.created_at
                ORDER BY w.version DESC LIMIT 1) AS wording
        FROM message m
        JOIN campaign g ON g.tenant_id = m.tenant_id AND g.id = m.campaign_id
        LEFT JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id
        LEFT JOIN consent_event ev ON ev.tenant_id = m.tenant_id AND ev.id = m.event_id
        LEFT JOIN consent_evidence e ON e.tenant_id = m.tenant_id AND e.event_id = m.event_id
        LEFT JOIN consent c ON c.tenant_id = m.tenant_id
          AND c.contact_point_id = m.contact_point_id AND c.purpose_id = m.purpose_id
        WHERE m.tenant_id = :tenant AND m.id = :message AND m.message_class = 'OPT_IN'
        """;
    return database.read(
        tenant,
        connection ->
            jdbc.sql(sql)
                .param("tenant", tenant.value())
                .param("message", message.value())
                .query(
                    (row, number) ->
                        new Request(
                            ConsentStatus.valueOf(row.getString("status")),
                            Language.ofCode(row.getString("language")),
                            boxes(row.getString("content")),
                            Optional.ofNullable(row.getString("wording")).orElse(""),
                            row.getTimestamp("asked_at").toInstant(),
                            row.getBoolean("waiting")))
                .optional());
  }

  /** The boxes that were ticked; empty where another system asked and no box was shown. */
  private List<Evidence.Box> boxes(@Nullable String content) {
    if (content == null) {
      return List.of();
    }
    return json.readValue(content, Evidence.class).boxes().stream()
        .filter(Evidence.Box::ticked)
        .toList();
  }

  void noteFetch(TenantId tenant, MessageId message, String linkType, Visit visit) {
    UUID id = ids.next();
    database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    INSERT INTO link_fetch (tenant_id, id, message_id, link_type, at, user_agent)
                    SELECT tenant_id, :id, id, :type, :at, :agent FROM message
                    WHERE tenant_id = :tenant AND id = :message
                    """)
                .param("tenant", tenant.value())
                .param("id", id)
                .param("message", message.value())
                .param("type", linkType)
                .param("at", Timestamp.from(clock.instant()))
                .param("agent", cut(visit.userAgent()))
                .update());
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= LONGEST_USER_AGENT
        ? text
        : text.substring(0, LONGEST_USER_AGENT);
  }
}
