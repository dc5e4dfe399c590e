package org.jawort.consent.filter;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts whom a condition holds for, exactly where that is soon done. */
@Component
public class ConditionCounts {
  private static final String CANCELED = "57014";

  private final Database database;
  private final JdbcClient jdbc;
  private final Conditions conditions;

  ConditionCounts(Database database, JdbcClient jdbc, Conditions conditions) {
    this.database = database;
    this.jdbc = jdbc;
    this.conditions = conditions;
  }

  /** Counts contact points; nobody waits for more than a few seconds. */
  public ConditionCount count(TenantId tenant, Condition condition) {
    ConditionSql sql = database.read(tenant, connection -> conditions.sql(tenant, condition));
    return counted(tenant, sql.select("count(*)::int"), sql.parameters())
        .map(count -> new ConditionCount(count, true))
        .or(() -> atLeast(tenant, sql))
        .orElseGet(() -> new ConditionCount(0, false));
  }

  private Optional<ConditionCount> atLeast(TenantId tenant, ConditionSql sql) {
    int limit = ConditionCount.ENOUGH + 1;
    String some = "SELECT count(*)::int FROM (" + sql.select("p.id") + " LIMIT " + limit + ") some";
    return counted(tenant, some, sql.parameters())
        .map(count -> new ConditionCount(Math.min(count, ConditionCount.ENOUGH), count < limit));
  }

  private Optional<Integer> counted(TenantId tenant, String sql, Map<String, Object> parameters) {
    try {
      return Optional.of(
          database.read(
              tenant,
              connection -> {
                patience();
                return jdbc.sql(sql).params(parameters).query(Integer.class).single();
              }));
    } catch (DataAccessException e) {
      if (e.getMostSpecificCause() instanceof SQLException cause
          && CANCELED.equals(cause.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Room for the ids of a million, so that each table is read once and looked up in memory. */
  private void patience() {
    jdbc.sql(
            """
            SELECT set_config('statement_timeout', '3000', true),
                   set_config('work_mem', '64MB', true)
            """)
        .query((row, number) -> number)
        .list();
  }
}
