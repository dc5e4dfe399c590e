package org.jawort.transfer.imports;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of contact_batch_row: what each row of a batch came to. */
@Component
class BatchAnswerRows {
  private static final int PAGE = 1_000;

  private final JsonMapper json;

  BatchAnswerRows(JsonMapper json) {
    this.json = json;
  }

  /** A line that is no contact. */
  record Bad(int number, BatchLine.Problem problem) {}

  /** Answers lines that are no contacts. */
  void refuse(Connection connection, TenantId tenant, ImportId batch, List<Bad> bad)
      throws SQLException {
    String sql =
        """
        INSERT INTO contact_batch_row (tenant_id, batch_id, number, outcome, problem)
        SELECT :tenant, b.id, p.number, 'REFUSED', p.problem::jsonb
        FROM contact_batch b
        CROSS JOIN unnest(:number::int[], :problem::text[]) p (number, problem)
        WHERE b.tenant_id = :tenant AND b.id = :batch
        """;
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
