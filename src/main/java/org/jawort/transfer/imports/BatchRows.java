package org.jawort.transfer.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of contact_batch and contact_batch_row: batches, and what each of their rows came to.
 */
@Component
class BatchRows {
  private static final int PAGE = 1_000;

  private final JsonMapper json;

  BatchRows(JsonMapper json) {
    this.json = json;
  }

  /**
   * Begins a batch, or takes in hand what the same call began before; what it had not read whole it
   * begins anew.
   *
   * @return empty where it is in somebody else's hands
   */
  Optional<Batch> hold(
      Connection connection, BatchCall call, ImportId fresh, Instant now, Instant until)
      throws SQLException {
    if (insert(connection, call, fresh, now, until)) {
      return Optional.of(Batch.begun(fresh, now));
    }
    Optional<Batch> before = find(connection, call, now);
    if (before.isPresent() && before.get().body() == null) {
      delete(connection, call.tenant(), before.get().id());
      return insert(connection, call, fresh, now, until)
          ? Optional.of(Batch.begun(fresh, now))
          : Optional.empty();
    }
    if (before.isPresent() && !before.get().done()) {
      holdOn(connection, call.tenant(), before.get(), until);
    }
    return before;
  }

  private static boolean insert(
      Connection connection, BatchCall call, ImportId id, Instant now, Instant until)
      throws SQLException {
    String batch =
        """
        INSERT INTO contact_batch (tenant_id, id, key_id, idempotency, state, begun_at, held_until)
        VALUES (:tenant, :id, :key, :idempotency, 'READING', :now, :until)
        ON CONFLICT (tenant_id, key_id, idempotency) DO NOTHING
        """;
    String staged =
        """
        INSERT INTO import (tenant_id, id, name, state, actor, actor_id, begun_at)
        VALUES (:tenant, :id, '', 'UPLOADING', 'API', :key, :now)
        """;
    boolean begun =
        Rows.sql(connection, batch)
                .uuid("tenant", call.tenant().value())
                .uuid("id", id.value())
                .uuid("key", call.key())
                .bytea("idempotency", idempotency(call))
                .instant("now", now)
                .instant("until", until)
                .update()
            > 0;
    if (begun) {
      Rows.sql(connection, staged)
          .uuid("tenant", call.tenant().value())
          .uuid("id", id.value())
          .uuid("key", call.key())
          .instant("now", now)
          .update();
    }
    return begun;
  }

  private static byte @Nullable [] idempotency(BatchCall call) {
    String key = call.idempotencyKey();
    return key == null ? null : Sha256.of(key.getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<Batch> find(Connection connection, BatchCall call, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT id, body, total, taken, state = 'DONE' AS done, begun_at FROM contact_batch
        WHERE tenant_id = :tenant AND key_id = :key AND idempotency = :idempotency
          AND (state = 'DONE' OR held_until <= :now)
        FOR UPDATE
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", call.tenant().value())
        .uuid("key", call.key())
        .bytea("idempotency", idempotency(call))
        .instant("now", now)
        .first(BatchRows::batch);
  }

  private static Batch batch(ResultSet row) throws SQLException {
    return new Batch(
        new ImportId(row.getObject("id", UUID.class)),
        row.getBytes("body"),
        row.getInt("total"),
        row.getInt("taken"),
        row.getBoolean("done"),
        Objects.requireNonNull(Rows.instant(row, "begun_at")));
  }

  int holdOn(Connection connection, TenantId tenant, Batch batch, Instant until)
      throws SQLException {
    String sql =
        """
        UPDATE contact_batch SET held_until = :until
        WHERE tenant_id = :tenant AND id = :id AND state <> 'DONE'
        """;
    return Rows.sql(connection, sql)
        .instant("until", until)
        .uuid("tenant", tenant.value())
        .uuid("id", batch.id().value())
        .update();
  }

  /** All of it is here. */
  int read(Connection connection, TenantId tenant, Batch batch) throws SQLException {
    String sql =
        """
        UPDATE contact_batch SET state = 'TAKING', total = :total, body = :body
        WHERE tenant_id = :tenant AND id = :id AND state = 'READING'
        """;
    return Rows.sql(connection, sql)
        .integer("total", batch.total())
        .bytea("body", batch.body())
        .uuid("tenant", tenant.value())
        .uuid("id", batch.id().value())
        .update();
  }

  private record Bad(int number, BatchLine.Problem problem) {}

  /** Answers lines that are no contacts. */
  void refuse(
      Connection connection,
      TenantId tenant,
      ImportId batch,
      List<Integer> numbers,
      List<BatchLine.Problem> problems)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_batch_row (tenant_id, batch_id, number, outcome, problem)
        SELECT :tenant, b.id, p.number, 'REFUSED', p.problem::jsonb
        FROM contact_batch b
        CROSS JOIN unnest(:number::int[], :problem::text[]) p (number, problem)
        WHERE b.tenant_id = :tenant AND b.id = :batch
        """;
    var bad = new ArrayList<Bad>();
    for (int i = 0; i < numbers.size(); i++) {
      bad.add(new Bad(numbers.get(i), problems.get(i)));
    }
    Rows.batch(connection, sql, bad)
        .uuid("tenant", tenant.value())
        .uuid("batch", batch.value())
        .integers("number", Bad::number)
        .texts("problem", one -> json.writeValueAsString(one.problem()))
        .update();
  }

  /** Refuses what is not answered yet of a span. */
  int refuse(Connection connection, Span span, String reason) throws SQLException {
    String sql =
        """
        INSERT INTO contact_batch_row (tenant_id, batch_id, number, outcome, reasons)
        SELECT tenant_id, import_id, number, 'REFUSED', ARRAY [:reason] FROM import_row
        WHERE tenant_id = :tenant AND import_id = :import AND number BETWEEN :from AND :to
        ON CONFLICT DO NOTHING
        """;
    return span.sql(connection, sql).text("reason", reason).update();
  }

  /** Answers the rows of a span by what became of them. */
  void answer(Connection connection, Span span) throws SQLException {
    String sql =
        """
        INSERT INTO contact_batch_row (tenant_id, batch_id, number, outcome, contact_id, reasons)
        SELECT r.tenant_id, r.import_id, r.number,
               CASE WHEN p.contact_id IS NULL THEN 'REFUSED'
                    WHEN r.outcome = 'NEW' AND p.contact_id = r.contact_id THEN 'CREATED'
                    WHEN c.found THEN 'CHANGED' ELSE 'UNCHANGED' END,
               p.contact_id,
               coalesce(n.reasons,
                        CASE WHEN p.contact_id IS NULL THEN ARRAY [:gone] ELSE '{}' END)
        FROM import_row r
        LEFT JOIN LATERAL (
          SELECT p.contact_id FROM contact_point p
          WHERE r.outcome <> 'REFUSED' AND p.tenant_id = r.tenant_id AND p.channel = r.channel
            AND p.address_key = r.address_key LIMIT 1) p ON true
        LEFT JOIN LATERAL (
          SELECT true AS found FROM import_change c
          WHERE c.tenant_id = r.tenant_id AND c.import_id = r.import_id AND c.number = r.number
            AND (c.applied OR c.what IN ('CONSENT', 'BLOCK')) LIMIT 1) c ON true
        LEFT JOIN LATERAL (
          SELECT array_agg(DISTINCT n.reason ORDER BY n.reason) AS reasons FROM import_note n
          WHERE n.import_id = r.import_id AND n.number = r.number
            AND n.tenant_id = r.tenant_id) n ON true
        WHERE r.tenant_id = :tenant AND r.import_id = :import AND r.number BETWEEN :from AND :to
        ON CONFLICT DO NOTHING
        """;
    span.sql(connection, sql).text("gone", ContactBatches.GONE_MEANWHILE).plannedAnew().update();
  }

  /** They are taken over up to the end of the span. */
  void taken(Connection connection, Span span, Instant until) throws SQLException {
    String sql =
        """
        UPDATE contact_batch SET taken = :to, held_until = :until
        WHERE tenant_id = :tenant AND id = :import AND taken >= :from - 1
        """;
    span.sql(connection, sql).instant("until", until).update();
  }

  /** All have their answer; the rows as they came are forgotten. */
  int finish(Connection connection, TenantId tenant, ImportId batch) throws SQLException {
    String done =
        "UPDATE contact_batch SET state = 'DONE' WHERE tenant_id = :tenant AND id = :batch";
    String rows = "DELETE FROM import WHERE tenant_id = :tenant AND id = :batch";
    one(connection, rows, tenant, batch);
    return one(connection, done, tenant, batch);
  }

  /** Forgets all of it. */
  int delete(Connection connection, TenantId tenant, ImportId batch) throws SQLException {
    one(connection, "DELETE FROM import WHERE tenant_id = :tenant AND id = :batch", tenant, batch);
    return one(
        connection,
        "DELETE FROM contact_batch WHERE tenant_id = :tenant AND id = :batch",
        tenant,
        batch);
  }

  private static int one(Connection connection, String sql, TenantId tenant, ImportId batch)
      throws SQLException {
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("batch", batch.value())
        .update();
  }

  /** Forgets those that began before. */
  int end(Connection connection, TenantId tenant, Instant done, Instant open) throws SQLException {
    String sql =
        """
        DELETE FROM contact_batch
        WHERE tenant_id = :tenant AND (begun_at < :done OR state <> 'DONE' AND begun_at < :open)
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("done", done)
        .instant("open", open)
        .update();
  }

  /** A page of answers. */
  List<BatchAnswer> answers(Connection connection, TenantId tenant, ImportId batch, int behind)
      throws SQLException {
    String sql =
        """
        SELECT number, outcome, contact_id, reasons, problem FROM contact_batch_row
        WHERE tenant_id = :tenant AND batch_id = :batch AND number > :behind
        ORDER BY number LIMIT :most
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("batch", batch.value())
        .integer("behind", behind)
        .integer("most", PAGE)
        .list(this::answer);
  }

  private BatchAnswer answer(ResultSet row) throws SQLException {
    String problem = row.getString("problem");
    return new BatchAnswer(
        row.getInt("number"),
        BatchAnswer.Outcome.valueOf(row.getString("outcome")),
        Rows.uuid(row, "contact_id"),
        List.of((String[]) row.getArray("reasons").getArray()),
        problem == null ? null : json.readValue(problem, BatchLine.Problem.class));
  }
}
