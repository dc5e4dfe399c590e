package org.jawort.optin.webhook;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jawort.optin.run.RunGroup;
import org.jawort.platform.Ids;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The rows of webhook_call: written with the step, worked off afterwards. */
@Component
public class WebhookCalls {
  /** What a dead node had claimed comes free after this time. */
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final int MOST_ATTEMPTS = 12;
  private static final int LONGEST_PAUSE_HOURS = 6;

  private final Ids ids;
  private final WebhookBell bell;
  private final List<WebhookSource> sources;

  WebhookCalls(Ids ids, WebhookBell bell, List<WebhookSource> sources) {
    this.ids = ids;
    this.bell = bell;
    this.sources = sources;
  }

  /** Queues one for each run, in the caller's transaction. */
  public void queue(Connection connection, RunGroup group, String step, String url, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO webhook_call (tenant_id, id, run_id, process_id, process_version, step,
                                  contact_point_id, purpose_id, url, status, created_at, due_at,
                                  trial)
        SELECT :tenant, u.id, u.run, :process, :version, :step, u.point, u.purpose, :url, 'QUEUED',
               :now::timestamptz, :now::timestamptz, :trial
        FROM unnest(:id::uuid[], :run::uuid[], :point::uuid[], :purpose::uuid[])
          u (id, run, point, purpose)
        ON CONFLICT (run_id, step, tenant_id) DO NOTHING
        """;
    Rows.batch(connection, sql, group.runs())
        .uuid("tenant", group.tenant().value())
        .uuid("process", group.process().value())
        .integer("version", group.version())
        .text("step", step)
        .text("url", url)
        .instant("now", now)
        .bool("trial", group.trial())
        .uuids("id", run -> ids.next())
        .uuids("run", run -> run.run().value())
        .uuids("point", run -> run.contactPoint().value())
        .uuids("purpose", run -> run.purpose().value())
        .update();
    bell.ringAfterCommit();
  }

  /** Queues calls that no process makes, in the caller's transaction. */
  public void queue(Connection connection, String type, List<SourcedCall> calls, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO webhook_call (tenant_id, id, subject_id, type, occasion, url, status,
                                  created_at, due_at)
        SELECT u.tenant, u.id, u.subject, :type, u.occasion, u.url, 'QUEUED', :now::timestamptz,
               :now::timestamptz
        FROM unnest(:tenant::uuid[], :id::uuid[], :subject::uuid[], :occasion::text[],
                    :url::text[]) u (tenant, id, subject, occasion, url)
        ON CONFLICT DO NOTHING
        """;
    Rows.batch(connection, sql, calls)
        .text("type", type)
        .instant("now", now)
        .uuids("tenant", call -> call.tenant().value())
        .uuids("id", call -> ids.next())
        .uuids("subject", SourcedCall::subject)
        .texts("occasion", SourcedCall::occasion)
        .texts("url", SourcedCall::url)
        .update();
    bell.ringAfterCommit();
  }

  /** Claims due calls of one tenant for as long as a lease; ARRAY, as in the outbox. */
  List<WebhookCall> claim(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    String sql =
        """
        WITH claimed AS (
          UPDATE webhook_call SET due_at = :dueAt, attempts = attempts + 1
          WHERE tenant_id = :tenant AND id = ANY (ARRAY(
            SELECT id FROM webhook_call
            WHERE tenant_id = :tenant AND status = 'QUEUED' AND due_at <= :now
            ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED))
          RETURNING *)
        SELECT w.*, u.key AS purpose, p.address, c.status AS consent FROM claimed w
        LEFT JOIN purpose u ON u.tenant_id = w.tenant_id AND u.id = w.purpose_id
        LEFT JOIN contact_point p ON p.tenant_id = w.tenant_id AND p.id = w.contact_point_id
        LEFT JOIN consent c ON c.tenant_id = w.tenant_id
          AND c.contact_point_id = w.contact_point_id AND c.purpose_id = w.purpose_id
        ORDER BY w.id
        """;
    List<WebhookCall> claimed =
        Rows.sql(connection, sql)
            .instant("dueAt", now.plus(LEASE))
            .uuid("tenant", tenant.value())
            .instant("now", now)
            .integer("most", most)
            .list(row -> call(tenant, row));
    return told(connection, tenant, claimed);
  }

  private List<WebhookCall> told(Connection connection, TenantId tenant, List<WebhookCall> claimed)
      throws SQLException {
    var data = new HashMap<UUID, Map<String, Object>>();
    for (WebhookSource source : sources) {
      List<UUID> about =
          claimed.stream()
              .flatMap(call -> Stream.ofNullable(call.told()))
              .filter(told -> told.type().equals(source.type()))
              .map(WebhookCall.Told::about)
              .toList();
      data.putAll(about.isEmpty() ? Map.of() : source.data(connection, tenant, about));
    }
    return claimed.stream().map(call -> call.telling(data)).toList();
  }

  /** How many are due, all tenants together. */
  long backlog(Connection connection, List<TenantId> tenants, Instant now) throws SQLException {
    String sql =
        """
        SELECT count(*) FROM webhook_call
        WHERE tenant_id = ANY (:tenants::uuid[]) AND status = 'QUEUED' AND due_at <= :now
        """;
    return Rows.batch(connection, sql, tenants)
        .uuids("tenants", TenantId::value)
        .instant("now", now)
        .first(row -> row.getLong(1))
        .orElse(0L);
  }

  private static WebhookCall call(TenantId tenant, ResultSet row) throws SQLException {
    UUID subject = Rows.uuid(row, "subject_id");
    return subject == null ? ofRun(tenant, row) : sourced(tenant, subject, row);
  }

  private static WebhookCall sourced(TenantId tenant, UUID subject, ResultSet row)
      throws SQLException {
    String type = row.getString("type");
    return new WebhookCall(
        tenant,
        row.getObject("id", UUID.class),
        row.getString("url"),
        null,
        new WebhookCall.Told(type, subject, Map.of("id", subject)),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("attempts"));
  }

  private static WebhookCall ofRun(TenantId tenant, ResultSet row) throws SQLException {
    return new WebhookCall(
        tenant,
        row.getObject("id", UUID.class),
        row.getString("url"),
        new WebhookCall.Subject(
            row.getObject("run_id", UUID.class),
            row.getObject("process_id", UUID.class),
            row.getInt("process_version"),
            row.getString("step"),
            row.getString("purpose"),
            row.getObject("contact_point_id", UUID.class),
            row.getString("address"),
            row.getString("consent"),
            row.getBoolean("trial")),
        row.getTimestamp("created_at").toInstant(),
        row.getInt("attempts"));
  }

  /**
   * Writes down what came of a call: after a failure it is made again, each pause twice as long as
   * the one before, for about a day and a half.
   */
  void answer(Connection connection, WebhookCall call, WebhookPost.Answer answer, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE webhook_call
        SET status = :status, answer = :answer, answered_at = :answeredAt, due_at = :dueAt
        WHERE tenant_id = :tenant AND id = :call AND status = 'QUEUED'
        """;
    boolean over = answer.forGood() || call.attempts() >= MOST_ATTEMPTS;
    Rows.sql(connection, sql)
        .text("status", answer.taken() ? "DONE" : over ? "FAILED" : "QUEUED")
        .text("answer", answer.text())
        .instant("answeredAt", now)
        .instant("dueAt", now.plus(pause(call.attempts())))
        .uuid("tenant", call.tenant().value())
        .uuid("call", call.id())
        .update();
  }

  /** Queues a call anew that was given up, as if it were its first attempt. */
  boolean again(Connection connection, TenantId tenant, UUID call, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE webhook_call SET status = 'QUEUED', attempts = 0, due_at = :now
        WHERE tenant_id = :tenant AND id = :call AND status = 'FAILED' AND NOT test
        """;
    bell.ringAfterCommit();
    return Rows.sql(connection, sql)
            .instant("now", now)
            .uuid("tenant", tenant.value())
            .uuid("call", call)
            .update()
        > 0;
  }

  /** Keeps a call that staff made to try an address: made once, whatever came of it. */
  void tried(Connection connection, WebhookCall call, WebhookPost.Answer answer, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO webhook_call (tenant_id, id, url, status, created_at, due_at, attempts, answer,
                                  answered_at, test)
        VALUES (:tenant, :id, :url, :status, :createdAt, :now, 1, :answer, :now, true)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", call.tenant().value())
        .uuid("id", call.id())
        .text("url", call.url())
        .text("status", answer.taken() ? "DONE" : "FAILED")
        .instant("createdAt", call.createdAt())
        .instant("now", now)
        .text("answer", answer.text())
        .update();
  }

  /** The newest, whoever they were about. */
  List<SentWebhook> newest(Connection connection, TenantId tenant, int most) throws SQLException {
    String sql =
        """
        SELECT w.*, p.name FROM webhook_call w
        LEFT JOIN opt_in_process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
        WHERE w.tenant_id = :tenant ORDER BY w.id DESC LIMIT :most
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("most", most)
        .list(WebhookCalls::sent);
  }

  private static SentWebhook sent(ResultSet row) throws SQLException {
    return new SentWebhook(
        row.getObject("id", UUID.class),
        row.getString("url"),
        row.getString("name"),
        row.getString("step"),
        row.getString("occasion"),
        row.getBoolean("test"),
        SentWebhook.Status.valueOf(row.getString("status")),
        row.getInt("attempts"),
        row.getString("answer"),
        row.getTimestamp("created_at").toInstant(),
        Rows.instant(row, "answered_at"),
        row.getTimestamp("due_at").toInstant());
  }

  private static Duration pause(int attempts) {
    Duration longest = Duration.ofHours(LONGEST_PAUSE_HOURS);
    Duration pause = Duration.ofMinutes(1L << Math.min(attempts, MOST_ATTEMPTS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
