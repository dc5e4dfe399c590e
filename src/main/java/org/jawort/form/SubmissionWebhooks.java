package org.jawort.form;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jawort.optin.webhook.WebhookSource;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells other systems what was written on forms: the same as the feed of the API. */
@Component
class SubmissionWebhooks implements WebhookSource {
  static final String TYPE = "submission.received";

  private final Database database;
  private final JdbcClient jdbc;

  SubmissionWebhooks(Database database, JdbcClient jdbc) {
    this.database = database;
    this.jdbc = jdbc;
  }

  @Override
  public String type() {
    return TYPE;
  }

  /** The status says whether the person confirmed: until then, anybody may have typed it. */
  @Override
  public Map<UUID, Map<String, Object>> data(
      Connection connection, TenantId tenant, List<UUID> subjects) throws SQLException {
    String sql =
        """
        SELECT s.id, s.form_id, s.form_version, s.at, s.answers, p.contact_id, p.id AS point_id,
               p.address, u.key AS purpose, coalesce(c.status, 'UNKNOWN') AS status
        FROM form_submission s
        JOIN form f ON f.tenant_id = s.tenant_id AND f.id = s.form_id
        JOIN purpose u ON u.tenant_id = f.tenant_id AND u.id = f.purpose_id
        JOIN contact_point p ON p.tenant_id = s.tenant_id AND p.id = s.contact_point_id
        LEFT JOIN consent c ON c.tenant_id = s.tenant_id
          AND c.contact_point_id = s.contact_point_id AND c.purpose_id = f.purpose_id
        WHERE s.tenant_id = :tenant AND s.id = ANY (:subjects)
        """;
    var data = new HashMap<UUID, Map<String, Object>>();
    Rows.batch(connection, sql, subjects)
        .uuid("tenant", tenant.value())
        .uuids("subjects", id -> id)
        .each(row -> data.put(row.getObject("id", UUID.class), told(row)));
    return data;
  }

  private static Map<String, Object> told(ResultSet row) throws SQLException {
    var told = new LinkedHashMap<String, Object>();
    told.put("id", row.getObject("id", UUID.class));
    told.put("form", row.getObject("form_id", UUID.class));
    told.put("version", row.getInt("form_version"));
    told.put("at", row.getTimestamp("at").toInstant().toString());
    told.put("contact", row.getObject("contact_id", UUID.class));
    told.put("contactPoint", row.getObject("point_id", UUID.class));
    told.put("address", row.getString("address"));
    told.put("answers", AnswersJson.read(row.getString("answers")));
    told.put("purpose", row.getString("purpose"));
    told.put("status", row.getString("status"));
    return told;
  }

  @Override
  public Map<String, List<String>> callers(TenantId tenant) {
    var callers = new TreeMap<String, List<String>>();
    database.read(
        tenant,
        connection -> {
          jdbc.sql(
                  """
                  SELECT f.name, v.definition #>> '{extras,action,webhook}' AS url FROM form f
                  JOIN form_version v
                    ON v.tenant_id = f.tenant_id AND v.form_id = f.id AND v.version = f.version
                  WHERE f.tenant_id = :tenant AND f.archived_at IS NULL
                    AND v.definition #>> '{extras,action,webhook}' IS NOT NULL
                  UNION
                  SELECT f.name, d.content #>> '{extras,action,webhook}' FROM form f
                  JOIN form_draft d ON d.tenant_id = f.tenant_id AND d.form_id = f.id
                  WHERE f.tenant_id = :tenant AND f.archived_at IS NULL
                    AND d.content #>> '{extras,action,webhook}' IS NOT NULL
                  """)
              .param("tenant", tenant.value())
              .query(
                  row -> {
                    callers
                        .computeIfAbsent(row.getString("url"), url -> new ArrayList<>())
                        .add(row.getString("name"));
                  });
          return callers;
        });
    return callers;
  }
}
