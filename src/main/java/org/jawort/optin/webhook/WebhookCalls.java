package org.jawort.optin.webhook;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

  WebhookCalls(Ids ids, WebhookBell bell) {
    this.ids = ids;
    this.bell = bell;
  }

  /** Queues one for each run, in the caller's transaction. */
  public void queue(Connection connection, RunGroup group, String step, String url, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO webhook_call (tenant_id, id, run_id, process_id, process_version, step,
                                  contact_point_id, purpose_id, url, status, created_at, due_at,
                                  trial)
        SELECT ?, u.id, u.run, ?, ?, ?, u.point, u.purpose, ?, 'QUEUED', ?::timestamptz,
               ?::timestamptz, ?
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[]) u (id, run, point, purpose)
        ON CONFLICT (run_id, step, tenant_id) DO NOTHING
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, group.tenant().value());
      insert.setObject(2, group.process().value());
      insert.setInt(3, group.version());
      insert.setString(4, step);
      insert.setString(5, url);
      insert.setTimestamp(6, Timestamp.from(now));
      insert.setTimestamp(7, Timestamp.from(now));
      insert.setBoolean(8, group.trial());
      insert.setArray(9, Rows.uuids(connection, group.runs(), run -> ids.next()));
      insert.setArray(10, Rows.uuids(connection, group.runs(), run -> run.run().value()));
      insert.setArray(11, Rows.uuids(connection, group.runs(), run -> run.contactPoint().value()));
      insert.setArray(12, Rows.uuids(connection, group.runs(), run -> run.purpose().value()));
      insert.executeUpdate();
    }
    bell.ringAfterCommit();
  }

  /** Claims due calls of one tenant for as long as a lease; ARRAY, as in the outbox. */
  List<WebhookCall> claim(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    String sql =
        """
        WITH claimed AS (
          UPDATE webhook_call SET due_at = ?, attempts = attempts + 1
          WHERE tenant_id = ? AND id = ANY (ARRAY(
            SELECT id FROM webhook_call
            WHERE tenant_id = ? AND status = 'QUEUED' AND due_at <= ?
            ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED))
          RETURNING *)
        SELECT w.*, u.key AS purpose, p.address, c.status AS consent FROM claimed w
        LEFT JOIN purpose u ON u.tenant_id = w.tenant_id AND u.id = w.purpose_id
        LEFT JOIN contact_point p ON p.tenant_id = w.tenant_id AND p.id = w.contact_point_id
        LEFT JOIN consent c ON c.tenant_id = w.tenant_id
          AND c.contact_point_id = w.contact_point_id AND c.purpose_id = w.purpose_id
        ORDER BY w.id
        """;
    var calls = new ArrayList<WebhookCall>();
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setTimestamp(1, Timestamp.from(now.plus(LEASE)));
      update.setObject(2, tenant.value());
      update.setObject(3, tenant.value());
      update.setTimestamp(4, Timestamp.from(now));
      update.setInt(5, most);
      ResultSet row = update.executeQuery();
      while (row.next()) {
        calls.add(call(tenant, row));
      }
    }
    return calls;
  }

  private static WebhookCall call(TenantId tenant, ResultSet row) throws SQLException {
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
        UPDATE webhook_call SET status = ?, answer = ?, answered_at = ?, due_at = ?
        WHERE tenant_id = ? AND id = ? AND status = 'QUEUED'
        """;
    boolean over = answer.forGood() || call.attempts() >= MOST_ATTEMPTS;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setString(1, answer.taken() ? "DONE" : over ? "FAILED" : "QUEUED");
      update.setString(2, answer.text());
      update.setTimestamp(3, Timestamp.from(now));
      update.setTimestamp(4, Timestamp.from(now.plus(pause(call.attempts()))));
      update.setObject(5, call.tenant().value());
      update.setObject(6, call.id());
      update.executeUpdate();
    }
  }

  /** Keeps a call that staff made to try an address: made once, whatever came of it. */
  void tried(Connection connection, WebhookCall call, WebhookPost.Answer answer, Instant now)
      throws SQLException {
    String sql =
        """
        INSERT INTO webhook_call (tenant_id, id, url, status, created_at, due_at, attempts, answer,
                                  answered_at, test)
        VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?, true)
        """;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, call.tenant().value());
      insert.setObject(2, call.id());
      insert.setString(3, call.url());
      insert.setString(4, answer.taken() ? "DONE" : "FAILED");
      insert.setTimestamp(5, Timestamp.from(call.createdAt()));
      insert.setTimestamp(6, Timestamp.from(now));
      insert.setString(7, answer.text());
      insert.setTimestamp(8, Timestamp.from(now));
      insert.executeUpdate();
    }
  }

  /** The newest, whoever they were about. */
  List<SentWebhook> newest(Connection connection, TenantId tenant, int most) throws SQLException {
    String sql =
        """
        SELECT w.*, p.name FROM webhook_call w
        LEFT JOIN opt_in_process p ON p.tenant_id = w.tenant_id AND p.id = w.process_id
        WHERE w.tenant_id = ? ORDER BY w.id DESC LIMIT ?
        """;
    var calls = new ArrayList<SentWebhook>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, tenant.value());
      select.setInt(2, most);
      ResultSet row = select.executeQuery();
      while (row.next()) {
        calls.add(sent(row));
      }
    }
    return calls;
  }

  private static SentWebhook sent(ResultSet row) throws SQLException {
    return new SentWebhook(
        row.getObject("id", UUID.class),
        row.getString("url"),
        row.getString("name"),
        row.getString("step"),
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
