package org.jawort.consent.filter;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.search.SearchRows;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Whom a job concerns, fixed when it starts: those for whom a condition held at that moment, in the
 * order of their ids, which is that in which contact points are locked.
 */
@Component
public class Selections {
  private final Database database;
  private final JdbcClient jdbc;
  private final Conditions conditions;
  private final SearchRows search;

  Selections(Database database, JdbcClient jdbc, Conditions conditions, SearchRows search) {
    this.database = database;
    this.jdbc = jdbc;
    this.conditions = conditions;
    this.search = search;
  }

  /** Notes them for a job, inside the transaction that starts it; returns how many. */
  public int keep(TenantId tenant, JobId job, Condition condition) {
    return database.write(
        tenant,
        connection -> {
          ConditionSql sql = sql(tenant, condition);
          Map<String, Object> parameters = sql.more();
          parameters.put("job", job.value());
          String all = sql.select(":tenant, :job, row_number() OVER (ORDER BY p.id) - 1, p.id");
          return jdbc.sql(
                  "INSERT INTO selection_member (tenant_id, job_id, place, contact_point_id) "
                      + all)
              .params(parameters)
              .update();
        });
  }

  /**
   * Notes the contacts behind them for a job, each by the first of its contact points for which the
   * condition holds; returns how many.
   */
  public int keepContacts(TenantId tenant, JobId job, Condition condition) {
    return database.write(
        tenant,
        connection -> {
          ConditionSql sql = sql(tenant, condition);
          Map<String, Object> parameters = sql.more();
          parameters.put("job", job.value());
          return jdbc.sql(
                  """
                  INSERT INTO selection_member (tenant_id, job_id, place, contact_point_id)
                  SELECT :tenant, :job, row_number() OVER (ORDER BY id) - 1, id
                  FROM (%s GROUP BY p.contact_id) each
                  """
                      .formatted(sql.select("(array_agg(p.id ORDER BY p.id))[1] AS id")))
              .params(parameters)
              .update();
        });
  }

  /** A job leaves nobody out who is found by a search, be it by what changed a moment ago. */
  private ConditionSql sql(TenantId tenant, Condition condition) {
    lookAnew(tenant, condition);
    return conditions.sql(tenant, condition);
  }

  /** What changed a moment ago is found as well, where the condition has a search in it. */
  public void lookAnew(TenantId tenant, Condition condition) {
    if (condition.tests().anyMatch(test -> test.about() == About.ANYWHERE)) {
      search.renew(tenant, Integer.MAX_VALUE);
    }
  }

  /** The next of a job, from a place on; the first is number 0. */
  public List<ContactPointId> from(TenantId tenant, JobId job, int place, int most) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT contact_point_id FROM selection_member
                    WHERE tenant_id = :tenant AND job_id = :job AND place >= :place
                    ORDER BY place LIMIT :most
                    """)
                .param("tenant", tenant.value())
                .param("job", job.value())
                .param("place", place)
                .param("most", most)
                .query((row, number) -> new ContactPointId(row.getObject(1, UUID.class)))
                .list());
  }

  /** Forgets those of a job that is over; returns how many there were. */
  public int forget(TenantId tenant, JobId job) {
    return database.write(
        tenant,
        connection ->
            jdbc.sql("DELETE FROM selection_member WHERE tenant_id = :tenant AND job_id = :job")
                .param("tenant", tenant.value())
                .param("job", job.value())
                .update());
  }
}
