package org.jawort.transfer.imports;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.Sha256;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The rows of contact_batch, each beside the import in which its rows are laid down. */
@Component
class BatchRows {
  private final ImportRows imports;

  BatchRows(ImportRows imports) {
    this.imports = imports;
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

  private boolean insert(
      Connection connection, BatchCall call, ImportId id, Instant now, Instant until)
      throws SQLException {
    String batch =
        """
        INSERT INTO contact_batch (tenant_id, id, key_id, idempotency, state, begun_at, held_until)
        VALUES (:tenant, :id, :key, :idempotency, 'READING', :now, :until)
        ON CONFLICT (tenant_id, key_id, idempotency) DO NOTHING
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
      imports.insert(connection, call.tenant(), Import.begun(id, "", Actor.api(call.key()), now));
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
    imports.delete(connection, tenant, batch);
    String sql =
        "UPDATE contact_batch SET state = 'DONE' WHERE tenant_id = :tenant AND id = :batch";
    return one(connection, sql, tenant, batch);
  }

  /** Forgets all of it. */
  int delete(Connection connection, TenantId tenant, ImportId batch) throws SQLException {
    imports.delete(connection, tenant, batch);
    String sql = "DELETE FROM contact_batch WHERE tenant_id = :tenant AND id = :batch";
    return one(connection, sql, tenant, batch);
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
}
