package org.jawort.tenant.job;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of job, as nodes work them off: whoever claims a batch has it until it is written or the
 * lease is over, and is the only one who can write it.
 */
@Component
class JobClaims {
  /** After that a node counts as dead; the one that took so long cannot write any more. */
  static final Duration LEASE = Duration.ofMinutes(1);

  private final JdbcClient jdbc;
  private final JsonMapper json;
  private final JobRows rows;

  JobClaims(JdbcClient jdbc, JsonMapper json, JobRows rows) {
    this.jdbc = jdbc;
    this.json = json;
    this.rows = rows;
  }

  /** One that may be claimed. */
  record DueJob(TenantId tenant, JobId job) {}

  /**
   * A batch that is ours alone.
   *
   * @param faults how often it went wrong until now
   */
  record ClaimedBatch(JobInHand hand, UUID holder, int faults) {
    TenantId tenant() {
      return hand.tenant();
    }

    JobId job() {
      return hand.job().id();
    }
  }

  /** One of each tenant that has any: the one that waited longest since its last batch. */
  List<DueJob> due(Collection<TenantId> tenants, Collection<String> kinds, Instant now) {
    String sql =
        """
        SELECT DISTINCT ON (tenant_id) tenant_id, id FROM job
        WHERE tenant_id = ANY (:tenants) AND kind = ANY (:kinds)
          AND state IN ('QUEUED', 'RUNNING') AND due_at <= :now
          AND (lease_until IS NULL OR lease_until <= :now)
        ORDER BY tenant_id, worked_at, id
        """;
    return jdbc.sql(sql)
        .param("tenants", tenants.stream().map(TenantId::value).toArray(UUID[]::new))
        .param("kinds", kinds.toArray(String[]::new))
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new DueJob(
                    new TenantId(row.getObject("tenant_id", UUID.class)),
                    new JobId(row.getObject("id", UUID.class))))
        .list();
  }

  /** Empty where it is over, paused, not due, or another's. */
  Optional<ClaimedBatch> claim(TenantId tenant, JobId job, UUID holder, Instant now) {
    String sql =
        """
        UPDATE job SET state = 'RUNNING', holder = :holder, lease_until = :until
        WHERE tenant_id = :tenant AND id IN (
          SELECT id FROM job
          WHERE tenant_id = :tenant AND id = :id
            AND state IN ('QUEUED', 'RUNNING') AND due_at <= :now
            AND (lease_until IS NULL OR lease_until <= :now)
          FOR UPDATE SKIP LOCKED)
        RETURNING *
        """;
    return jdbc.sql(sql)
        .param("holder", holder)
        .param("until", Timestamp.from(now.plus(LEASE)))
        .param("tenant", tenant.value())
        .param("id", job.value())
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new ClaimedBatch(
                    new JobInHand(
                        tenant,
                        rows.job(row),
                        row.getString("parameters"),
                        row.getString("cursor")),
                    holder,
                    row.getInt("faults")))
        .optional();
  }

  /** Writes how far it came; false where it is no longer ours, and nothing may be written. */
  boolean advance(ClaimedBatch batch, JobBatchOutcome.Worked worked, Instant now) {
    return advance(batch, worked, null, now);
  }

  /** Writes how far it came, and that it does nothing until then; false likewise. */
  boolean rest(ClaimedBatch batch, JobBatchOutcome.Rested rested, Instant now) {
    return advance(batch, rested.done(), new JobRest(rested.until(), rested.why()), now);
  }

  private boolean advance(
      ClaimedBatch batch, JobBatchOutcome.Worked worked, @Nullable JobRest rest, Instant now) {
    String sql =
        """
        UPDATE job
        SET done = done + :worked, outcome = :outcome::jsonb, cursor = :cursor, worked_at = :now,
            faults = 0, holder = NULL, lease_until = NULL, rest = :rest::text,
            rest_arguments = :restArguments::jsonb,
            due_at = coalesce(:until::timestamptz, due_at),
            state = CASE WHEN :last THEN 'DONE' ELSE state END,
            ended_at = CASE WHEN :last THEN :now::timestamptz END,
            parameters = CASE WHEN :last THEN NULL ELSE parameters END
        WHERE tenant_id = :tenant AND id = :id AND holder = :holder
        """;
    return jdbc.sql(sql)
            .param("worked", worked.worked())
            .param("outcome", json.writeValueAsString(sum(batch, worked)))
            .param("cursor", worked.cursor())
            .param("now", Timestamp.from(now))
            .param("last", worked.last())
            .param("rest", rest == null ? null : rest.why().key())
            .param(
                "restArguments",
                rest == null ? null : json.writeValueAsString(rest.why().arguments()))
            .param("until", rest == null ? null : Timestamp.from(rest.until()))
            .param("tenant", batch.tenant().value())
            .param("id", batch.job().value())
            .param("holder", batch.holder())
            .update()
        == 1;
  }

  private static Map<String, Integer> sum(ClaimedBatch batch, JobBatchOutcome.Worked worked) {
    var all = new HashMap<>(batch.hand().job().progress().outcome());
    worked.outcome().forEach((what, count) -> all.merge(what, count, Integer::sum));
    return all;
  }

  /** Ends it with its reason; false where it is no longer ours. */
  boolean fail(ClaimedBatch batch, JobText reason, Instant now) {
    String sql =
        """
        UPDATE job
        SET state = 'FAILED', reason = :reason, reason_arguments = :arguments::jsonb,
            ended_at = :now, holder = NULL, lease_until = NULL, rest = NULL, rest_arguments = NULL
        WHERE tenant_id = :tenant AND id = :id AND holder = :holder
        """;
    return jdbc.sql(sql)
            .param("reason", reason.key())
            .param("arguments", json.writeValueAsString(reason.arguments()))
            .param("now", Timestamp.from(now))
            .param("tenant", batch.tenant().value())
            .param("id", batch.job().value())
            .param("holder", batch.holder())
            .update()
        == 1;
  }

  /** Lets it be tried again, not before the given time. */
  boolean postpone(ClaimedBatch batch, Instant again) {
    String sql =
        """
        UPDATE job SET faults = faults + 1, due_at = :again, holder = NULL, lease_until = NULL
        WHERE tenant_id = :tenant AND id = :id AND holder = :holder
        """;
    return jdbc.sql(sql)
            .param("again", Timestamp.from(again))
            .param("tenant", batch.tenant().value())
            .param("id", batch.job().value())
            .param("holder", batch.holder())
            .update()
        == 1;
  }
}
