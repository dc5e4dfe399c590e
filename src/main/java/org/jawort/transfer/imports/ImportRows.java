package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.job.JobId;
import org.jawort.transfer.file.FileShape;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of import, one for each file. */
@Component
class ImportRows {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

  private final JsonMapper json;

  ImportRows(JsonMapper json) {
    this.json = json;
  }

  void insert(Connection connection, TenantId tenant, Import begun) throws SQLException {
    String sql =
        """
        INSERT INTO import (tenant_id, id, name, state, actor, actor_id, begun_at)
        VALUES (:tenant, :id, :name, 'UPLOADING', :actor, :by, :now)
        """;
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", begun.id().value())
        .text("name", begun.name())
        .text("actor", begun.actor().kind().name())
        .uuid("by", begun.actor().id())
        .instant("now", begun.begunAt())
        .update();
  }

  Optional<Import> find(Connection connection, TenantId tenant, ImportId id) throws SQLException {
    String sql = "SELECT * FROM import WHERE tenant_id = :tenant AND id = :id";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .first(this::read);
  }

  /** The same, held until the transaction ends. */
  Optional<Import> lock(Connection connection, TenantId tenant, ImportId id) throws SQLException {
    String sql = "SELECT * FROM import WHERE tenant_id = :tenant AND id = :id FOR UPDATE";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .first(this::read);
  }

  /** The newest first. */
  List<Import> page(Connection connection, TenantId tenant, @Nullable UUID before, int most)
      throws SQLException {
    String sql =
        """
        SELECT * FROM import
        WHERE tenant_id = :tenant AND id < :before AND state <> 'UPLOADING'
        ORDER BY id DESC LIMIT :most
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("before", before == null ? new UUID(-1, -1) : before)
        .integer("most", most)
        .list(this::read);
  }

  private Import read(ResultSet row) throws SQLException {
    String shape = row.getString("shape");
    String mapping = row.getString("mapping");
    @Nullable UUID job = Rows.uuid(row, "job_id");
    return new Import(
        new ImportId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getLong("size"),
        ImportState.valueOf(row.getString("state")),
        shape == null ? null : json.readValue(shape, FileShape.class),
        mapping == null ? null : json.readValue(mapping, Mapping.class),
        row.getInt("total"),
        json.readValue(row.getString("counts"), COUNTS),
        new Actor(
            Actor.Kind.valueOf(row.getString("actor")), row.getObject("actor_id", UUID.class)),
        Objects.requireNonNull(Rows.instant(row, "begun_at")),
        Rows.instant(row, "run_at"),
        Rows.instant(row, "ended_at"),
        job == null ? null : new JobId(job));
  }

  void looked(
      Connection connection,
      TenantId tenant,
      ImportId id,
      long size,
      FileShape shape,
      Mapping mapping)
      throws SQLException {
    String sql =
        """
        UPDATE import SET state = 'MAPPING', size = :size, shape = :shape::jsonb,
               mapping = :mapping::jsonb, total = :total
        WHERE tenant_id = :tenant AND id = :id
        """;
    Rows.sql(connection, sql)
        .bigint("size", size)
        .text("shape", json.writeValueAsString(shape).replace("\\u0000", " "))
        .text("mapping", json.writeValueAsString(mapping))
        .integer("total", shape.rows())
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .update();
  }

  /** Writes another mapping, and forgets what was found out by the one before. */
  void map(Connection connection, TenantId tenant, ImportId id, Mapping mapping)
      throws SQLException {
    String sql =
        """
        UPDATE import SET state = 'MAPPING', mapping = :mapping::jsonb, counts = '{}', job_id = NULL
        WHERE tenant_id = :tenant AND id = :id
        """;
    Rows.sql(connection, sql)
        .text("mapping", json.writeValueAsString(mapping))
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .update();
    empty(connection, tenant, id);
  }

  private static void empty(Connection connection, TenantId tenant, ImportId id)
      throws SQLException {
    for (String sql :
        List.of(
            "DELETE FROM import_change WHERE tenant_id = :tenant AND import_id = :id",
            "DELETE FROM import_note WHERE tenant_id = :tenant AND import_id = :id",
            "DELETE FROM import_row WHERE tenant_id = :tenant AND import_id = :id")) {
      Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("id", id.value()).update();
    }
  }

  void begin(
      Connection connection,
      TenantId tenant,
      ImportId id,
      ImportState state,
      JobId job,
      Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE import
        SET state = :state, job_id = :job,
            run_at = CASE WHEN :state = 'RUNNING' THEN coalesce(run_at, :now::timestamptz)
                          ELSE run_at END
        WHERE tenant_id = :tenant AND id = :id
        """;
    Rows.sql(connection, sql)
        .text("state", state.name())
        .uuid("job", job.value())
        .instant("now", now)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .update();
  }

  /** Its job is over: done, or stopped for good. */
  void end(Connection connection, TenantId tenant, ImportId id, ImportState state, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE import
        SET state = :state,
            ended_at = CASE WHEN :state IN ('DONE', 'STOPPED') THEN coalesce(ended_at, :now::timestamptz)
                            ELSE ended_at END
        WHERE tenant_id = :tenant AND id = :id
        """;
    Rows.sql(connection, sql)
        .text("state", state.name())
        .instant("now", now)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .update();
  }

  /** Its job was stopped for good: where it still stands so, it stands otherwise from now on. */
  void fallBack(
      Connection connection,
      TenantId tenant,
      JobId job,
      ImportState from,
      ImportState to,
      Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE import
        SET state = :to, ended_at = CASE WHEN :to = 'STOPPED' THEN coalesce(ended_at, :now::timestamptz) ELSE ended_at END
        WHERE tenant_id = :tenant AND job_id = :job AND state = :from
        """;
    Rows.sql(connection, sql)
        .text("to", to.name())
        .instant("now", now)
        .uuid("tenant", tenant.value())
        .uuid("job", job.value())
        .text("from", from.name())
        .update();
  }

  /** The one on which a job works, or did last. */
  List<ImportId> of(Connection connection, TenantId tenant, JobId job) throws SQLException {
    return Rows.sql(
            connection, "SELECT id FROM import WHERE tenant_id = :tenant AND job_id = :job LIMIT 1")
        .uuid("tenant", tenant.value())
        .uuid("job", job.value())
        .list(row -> new ImportId(row.getObject(1, UUID.class)));
  }

  /** Counts what rows came to and which notes they have. */
  void count(Connection connection, TenantId tenant, ImportId id) throws SQLException {
    String sql =
        """
        UPDATE import SET counts = (
          SELECT coalesce(jsonb_object_agg(what, many), '{}') FROM (
            SELECT outcome AS what, count(*) AS many FROM import_row
            WHERE tenant_id = :tenant AND import_id = :id GROUP BY outcome
            UNION ALL
            SELECT 'CLAIM_' || claim, count(*) FROM import_row
            WHERE tenant_id = :tenant AND import_id = :id AND claim IS NOT NULL GROUP BY claim
            UNION ALL
            SELECT reason, count(DISTINCT number) FROM import_note
            WHERE tenant_id = :tenant AND import_id = :id GROUP BY reason) counted)
        WHERE tenant_id = :tenant AND id = :id
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("id", id.value()).update();
  }

  /** Forgets what stood in the columns; what they were called stays. */
  void forgetSamples(Connection connection, TenantId tenant, ImportId id) throws SQLException {
    String sql =
        """
        UPDATE import SET shape = jsonb_set(shape, '{columns}', (
          SELECT coalesce(jsonb_agg(c.one || '{"samples": []}' ORDER BY c.place), '[]')
          FROM jsonb_array_elements(shape -> 'columns') WITH ORDINALITY c (one, place)))
        WHERE tenant_id = :tenant AND id = :id AND shape IS NOT NULL
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("id", id.value()).update();
  }

  /** Deletes one that nobody will run, with all that was read of it. */
  int delete(Connection connection, TenantId tenant, ImportId id) throws SQLException {
    String sql = "DELETE FROM import WHERE tenant_id = :tenant AND id = :id";
    return Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("id", id.value()).update();
  }

  /** Those of which nothing is to be kept any more, and those whose upload never ended. */
  List<ImportId> over(Connection connection, TenantId tenant, Instant before, Instant uploading)
      throws SQLException {
    String sql =
        """
        SELECT id FROM import
        WHERE tenant_id = :tenant AND (
          state = 'UPLOADING' AND begun_at < :uploading
          OR shape IS NOT NULL AND coalesce(ended_at, begun_at) < :before
             AND state NOT IN ('RUNNING', 'UNDOING', 'CHECKING'))
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("uploading", uploading)
        .instant("before", before)
        .list(row -> new ImportId(row.getObject(1, UUID.class)));
  }

  /** Forgets the people of an import; that it was, and its counts, stay. */
  void forget(Connection connection, TenantId tenant, ImportId id) throws SQLException {
    empty(connection, tenant, id);
    String sql =
        "UPDATE import SET shape = NULL, mapping = NULL WHERE tenant_id = :tenant AND id = :id";
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("id", id.value()).update();
  }
}
