package org.jawort.transfer.exports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobId;
import org.springframework.stereotype.Component;

/** The rows of export and export_chunk. */
@Component
class ExportRows {
  void insert(Connection connection, TenantId tenant, Export export) throws SQLException {
    String sql =
        """
        INSERT INTO export (tenant_id, id, ordered_by, ordered_at, format, columns, headings, state,
                            job_id)
        VALUES (:tenant, :id, :by, :at, :format, :columns::text[], :headings::text[], 'RUNNING',
                :job)
        """;
    Rows.batch(connection, sql, export.columns())
        .uuid("tenant", tenant.value())
        .uuid("id", export.id().value())
        .uuid("by", export.orderedBy())
        .instant("at", export.orderedAt())
        .text("format", export.format().name())
        .texts("columns", ExportColumn::code)
        .texts("headings", export.headings(), heading -> heading)
        .uuid("job", export.job().value())
        .update();
  }

  /** Adds a piece of the file behind the others, and its rows to their number. */
  void append(Connection connection, TenantId tenant, ExportId id, int rows, byte[] content)
      throws SQLException {
    String sql =
        """
        WITH counted AS (
          UPDATE export SET rows = rows + :rows, chunks = chunks + 1
          WHERE tenant_id = :tenant AND id = :id AND state = 'RUNNING'
          RETURNING tenant_id, id, chunks)
        INSERT INTO export_chunk (tenant_id, export_id, place, content)
        SELECT tenant_id, id, chunks - 1, :content FROM counted
        """;
    Rows.sql(connection, sql)
        .integer("rows", rows)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .bytea("content", content)
        .update();
  }

  void finish(Connection connection, TenantId tenant, ExportId id, Instant until)
      throws SQLException {
    String sql =
        """
        UPDATE export SET state = 'DONE', until = :until
        WHERE tenant_id = :tenant AND id = :id AND state = 'RUNNING'
        """;
    Rows.sql(connection, sql)
        .instant("until", until)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .update();
  }

  /** One whose job ended before its file was whole. */
  void fallBack(Connection connection, TenantId tenant, JobId job) throws SQLException {
    String sql =
        """
        WITH gone AS (
          UPDATE export SET state = 'GONE' WHERE tenant_id = :tenant AND job_id = :job
            AND state = 'RUNNING' RETURNING id)
        DELETE FROM export_chunk WHERE tenant_id = :tenant AND export_id IN (SELECT id FROM gone)
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).uuid("job", job.value()).update();
  }

  /** Ends files whose time is over; what was exported when, and how many rows, stays. */
  void end(Connection connection, TenantId tenant, Instant now) throws SQLException {
    String sql =
        """
        UPDATE export SET state = 'GONE'
        WHERE tenant_id = :tenant AND state = 'DONE' AND until <= :now
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).instant("now", now).update();
    deleteGone(connection, tenant);
  }

  /** Ends all files of a tenant, also those in the making: their people are no longer there. */
  void endAll(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        UPDATE export SET state = 'GONE' WHERE tenant_id = :tenant AND state IN ('RUNNING', 'DONE')
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).update();
    deleteGone(connection, tenant);
  }

  /** Nothing is added to one that is gone, so what a batch added just before goes too. */
  private static void deleteGone(Connection connection, TenantId tenant) throws SQLException {
    String sql =
        """
        DELETE FROM export_chunk c USING export e
        WHERE c.tenant_id = :tenant AND e.tenant_id = c.tenant_id AND e.id = c.export_id
          AND e.state = 'GONE'
        """;
    Rows.sql(connection, sql).uuid("tenant", tenant.value()).update();
  }

  Optional<Export> find(Connection connection, TenantId tenant, ExportId id) throws SQLException {
    String sql = "SELECT * FROM export WHERE tenant_id = :tenant AND id = :id";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .first(ExportRows::export);
  }

  List<Export> latest(Connection connection, TenantId tenant, int most) throws SQLException {
    String sql = "SELECT * FROM export WHERE tenant_id = :tenant ORDER BY id DESC LIMIT :most";
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .integer("most", most)
        .list(ExportRows::export);
  }

  Optional<byte[]> chunk(Connection connection, TenantId tenant, ExportId id, int place)
      throws SQLException {
    String sql =
        """
        SELECT content FROM export_chunk
        WHERE tenant_id = :tenant AND export_id = :id AND place = :place
        """;
    return Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .uuid("id", id.value())
        .integer("place", place)
        .first(row -> row.getBytes(1));
  }

  private static Export export(ResultSet row) throws SQLException {
    return new Export(
        new ExportId(row.getObject("id", UUID.class)),
        row.getObject("ordered_by", UUID.class),
        row.getTimestamp("ordered_at").toInstant(),
        ExportFormat.valueOf(row.getString("format")),
        texts(row, "columns").stream().flatMap(code -> ExportColumn.of(code).stream()).toList(),
        texts(row, "headings"),
        Export.State.valueOf(row.getString("state")),
        new JobId(row.getObject("job_id", UUID.class)),
        row.getInt("rows"),
        Optional.ofNullable(Rows.instant(row, "until")));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
