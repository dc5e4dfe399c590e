package org.jawort.desk.bulk;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.filter.Condition;
import org.jawort.consent.filter.ConditionSql;
import org.jawort.consent.filter.Conditions;
import org.jawort.consent.filter.Selections;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.UserId;
import org.jawort.tenant.job.JobId;
import org.jawort.tenant.job.JobStartOutcome;
import org.jawort.tenant.job.Jobs;
import org.jawort.tenant.job.NewJob;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door for doing something to all for whom a condition holds: what would come of it, and the
 * start of the job that does it.
 */
@Component
public class BulkActions {
  private final Database database;
  private final JdbcClient jdbc;
  private final Conditions conditions;
  private final Selections selections;
  private final Jobs jobs;

  BulkActions(
      Database database, JdbcClient jdbc, Conditions conditions, Selections selections, Jobs jobs) {
    this.database = database;
    this.jdbc = jdbc;
    this.conditions = conditions;
    this.selections = selections;
    this.jobs = jobs;
  }

  /**
   * How many it would come to what with; nothing is left out, and who would stay as they are is
   * counted as such.
   *
   * @param value what is to stand in the field; empty for nothing
   */
  public Map<String, Integer> preview(
      TenantId tenant, Condition condition, BulkChange change, String value) {
    selections.lookAnew(tenant, condition);
    return database.read(
        tenant,
        connection -> {
          ConditionSql sql = conditions.sql(tenant, condition);
          Map<String, Object> parameters = sql.more();
          parameters.put("of", change.of() == null ? new UUID(0, 0) : change.of());
          parameters.put("value", value);
          var counts = new LinkedHashMap<String, Integer>();
          jdbc.sql(counting(sql, change.kind()))
              .params(parameters)
              .query(
                  row -> {
                    counts.put(row.getString("what"), row.getInt("many"));
                  });
          return counts;
        });
  }

  private static String counting(ConditionSql sql, BulkChange.Kind kind) {
    return kind == BulkChange.Kind.BLOCK
        ? "SELECT CASE WHEN p.mail_block IN ('STAFF', 'HARD_BOUNCE', 'COMPLAINT') THEN 'UNCHANGED'"
            + " ELSE 'DONE' END AS what, count(*)::int AS many "
            + sql.from()
            + " GROUP BY 1"
        : "SELECT "
            + what(kind)
            + " AS what, count(*)::int AS many FROM ("
            + sql.select("DISTINCT p.contact_id")
            + ") m GROUP BY 1";
  }

  private static String what(BulkChange.Kind kind) {
    return switch (kind) {
      case JOIN -> "CASE WHEN EXISTS (" + MEMBER + ") THEN 'UNCHANGED' ELSE 'DONE' END";
      case LEAVE -> "CASE WHEN EXISTS (" + MEMBER + ") THEN 'DONE' ELSE 'UNCHANGED' END";
      case FIELD ->
          "coalesce((SELECT CASE WHEN v.value = :value THEN 'UNCHANGED' ELSE 'OVERWRITTEN' END"
              + " FROM contact_field_value v WHERE v.tenant_id = :tenant"
              + " AND v.contact_id = m.contact_id AND v.field_id = :of),"
              + " CASE WHEN :value = '' THEN 'UNCHANGED' ELSE 'DONE' END)";
      case BLOCK, ERASE -> "'DONE'";
    };
  }

  private static final String MEMBER =
      "SELECT FROM contact_group_member g WHERE g.tenant_id = :tenant AND g.group_id = :of"
          + " AND g.contact_id = m.contact_id";

  /** Begins; whom it concerns is fixed at this moment. */
  public JobId start(
      TenantId tenant, UserId by, Condition condition, BulkChange change, Wish wish) {
    return database.write(
        tenant,
        connection -> {
          var wanted =
              new NewJob(
                  change.kind() == BulkChange.Kind.ERASE ? BulkErasureJob.NAME : BulkChangeJob.NAME,
                  by.value(),
                  wish.total(),
                  Map.of(),
                  change,
                  new Order(by.value(), wish.value()),
                  null);
          JobId job =
              switch (jobs.start(tenant, wanted)) {
                case JobStartOutcome.Started(JobId started) -> started;
                case JobStartOutcome.AlreadyOpen(JobId open) ->
                    throw new IllegalStateException("any number may be open: " + open);
              };
          if (change.kind() == BulkChange.Kind.BLOCK) {
            selections.keep(tenant, job, condition);
          } else {
            selections.keepContacts(tenant, job, condition);
          }
          return job;
        });
  }

  /**
   * What goes with the wish.
   *
   * @param value what is to stand in the field, or the reason for a block
   * @param total how many there are, as the preview counted them
   */
  public record Wish(String value, int total) {}

  /** What is needed to go on. */
  record Order(UUID by, String value) {}
}
