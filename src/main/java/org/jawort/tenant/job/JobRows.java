package org.jawort.tenant.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of job, as people start, see, pause and stop them. */
@Component
class JobRows {
  private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  JobRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** False where another open one is about the same. */
  boolean insert(TenantId tenant, JobId id, NewJob job, Instant now) {
    String sql =
        """
        INSERT INTO job (tenant_id, id, kind, started_by, started_at, about, parameters, once, state,
                         total, outcome, worked_at, going_since, due_at)
        VALUES (:tenant, :id, :kind, :by::uuid, :now, :about::jsonb, :parameters::jsonb, :once::text,
                'QUEUED', :total, :outcome::jsonb, :now, :now, :now)
        ON CONFLICT DO NOTHING
        """;
    return jdbc.sql(sql)
            .param("tenant", tenant.value())
            .param("id", id.value())
            .param("kind", job.kind())
            .param("by", job.startedBy())
            .param("now", Timestamp.from(now))
            .param("about", json.writeValueAsString(job.about()))
            .param("parameters", json.writeValueAsString(job.parameters()))
            .param("once", job.once())
            .param("total", job.total())
            .param("outcome", json.writeValueAsString(job.outcome()))
            .update()
        == 1;
  }

  /** The open one that is about this. */
  Optional<JobId> open(TenantId tenant, String kind, String once) {
    String sql =
        """
        SELECT id FROM job
        WHERE tenant_id = :tenant AND kind = :kind AND once = :once
          AND state NOT IN ('STOPPED', 'DONE')
        """;
    return jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("kind", kind)
        .param("once", once)
        .query(UUID.class)
        .optional()
        .map(JobId::new);
  }

  Optional<Job> find(TenantId tenant, JobId id) {
    return jdbc.sql("SELECT * FROM job WHERE tenant_id = :tenant AND id = :id")
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query((row, number) -> job(row))
        .optional();
  }

  /** The newest first. */
  List<Job> page(TenantId tenant, Optional<JobId> before, int most) {
    String sql =
        """
        SELECT * FROM job WHERE tenant_id = :tenant AND id < :before ORDER BY id DESC LIMIT :most
        """;
    return jdbc.sql(sql)
        .param("tenant", tenant.value())
        .param("before", before.map(JobId::value).orElse(new UUID(-1, -1)))
        .param("most", most)
        .query((row, number) -> job(row))
        .list();
  }

  Job job(ResultSet row) throws SQLException {
    return new Job(
        new JobId(row.getObject("id", UUID.class)),
        row.getString("kind"),
        row.getString("about"),
        Rows.uuid(row, "started_by"),
        life(row),
        progress(row));
  }

  private JobLife life(ResultSet row) throws SQLException {
    JobText rest = text(row, "rest");
    return new JobLife(
        JobState.valueOf(row.getString("state")),
        instant(row, "started_at"),
        Rows.instant(row, "ended_at"),
        text(row, "reason"),
        rest == null ? null : new JobRest(instant(row, "due_at"), rest));
  }

  private @Nullable JobText text(ResultSet row, String column) throws SQLException {
    String key = row.getString(column);
    return key == null
        ? null
        : new JobText(key, json.readValue(row.getString(column + "_arguments"), TEXTS));
  }

  private JobProgress progress(ResultSet row) throws SQLException {
    var pace =
        new JobProgress.Pace(
            instant(row, "going_since"), row.getInt("going_from"), instant(row, "worked_at"));
    return new JobProgress(
        row.getInt("total"),
        row.getInt("done"),
        json.readValue(row.getString("outcome"), COUNTS),
        pace);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(Rows.instant(row, column));
  }

  /** A batch at hand is still written. */
  boolean pause(TenantId tenant, JobId id) {
    String sql =
        """
        UPDATE job SET state = 'PAUSED'
        WHERE tenant_id = :tenant AND id = :id AND state IN ('QUEUED', 'RUNNING')
        """;
    return update(sql, tenant, id) == 1;
  }

  boolean goOn(TenantId tenant, JobId id, Instant now) {
    String sql =
        """
        UPDATE job
        SET state = 'QUEUED', reason = NULL, reason_arguments = NULL, ended_at = NULL, faults = 0,
            rest = NULL, rest_arguments = NULL, due_at = :now, going_since = :now, going_from = done
        WHERE tenant_id = :tenant AND id = :id AND state IN ('PAUSED', 'FAILED')
        """;
    return jdbc.sql(sql)
            .param("now", Timestamp.from(now))
            .param("tenant", tenant.value())
            .param("id", id.value())
            .update()
        == 1;
  }

  /** Takes a batch at hand from whoever has it, so that it is not written any more. */
  Optional<String> stop(TenantId tenant, JobId id, Instant now) {
    String sql =
        """
        UPDATE job
        SET state = 'STOPPED', reason = NULL, reason_arguments = NULL, ended_at = :now,
            parameters = NULL, holder = NULL, lease_until = NULL, rest = NULL, rest_arguments = NULL
        WHERE tenant_id = :tenant AND id = :id AND state NOT IN ('STOPPED', 'DONE')
        RETURNING kind
        """;
    return jdbc.sql(sql)
        .param("now", Timestamp.from(now))
        .param("tenant", tenant.value())
        .param("id", id.value())
        .query(String.class)
        .optional();
  }

  private int update(String sql, TenantId tenant, JobId id) {
    return jdbc.sql(sql).param("tenant", tenant.value()).param("id", id.value()).update();
  }
}
