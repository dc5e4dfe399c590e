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
  /** So many are soon found one by one, if there are no more. */
  private static final int FEW = 1_000;

  private static final String CANCELED = "57014";

  private final Database database;
  private final JdbcClient jdbc;
  private final Conditions conditions;

  ConditionCounts(Database database, JdbcClient jdbc, Conditions conditions) {
    this.database = database;
    this.jdbc = jdbc;
    this.conditions = conditions;
  }

  /**
   * Counts contact points; nobody waits for more than a few seconds. Few are found soon by way of
   * the indexes; where there are many, each table is rather read once.
   */
  public ConditionCount count(TenantId tenant, Condition condition) {
    ConditionSql sql = database.read(tenant, connection -> conditions.sql(tenant, condition));
    Optional<Integer> few = few(tenant, sql, FEW);
    if (few.isPresent() && few.get() <= FEW) {
      return new ConditionCount(few.get(), true);
    }
    return all(tenant, sql)
        .map(count -> new ConditionCount(count, true))
        .orElseGet(() -> atLeast(tenant, sql));
  }

  private ConditionCount atLeast(TenantId tenant, ConditionSql sql) {
    int least = few(tenant, sql, ConditionCount.ENOUGH).orElse(0);
    return new ConditionCount(Math.min(least, ConditionCount.ENOUGH), false);
  }

  private Optional<Integer> few(TenantId tenant, ConditionSql sql, int most) {
    String some =
        "SELECT count(*)::int FROM (" + sql.select("p.id") + " LIMIT " + (most + 1) + ") m";
    return counted(tenant, some, sql.parameters(), true);
  }

  /** All of them, however many. */
  Optional<Integer> all(TenantId tenant, ConditionSql sql) {
    return counted(tenant, sql.select("count(*)::int"), sql.parameters(), false);
  }

  private Optional<Integer> counted(
      TenantId tenant, String sql, Map<String, Object> parameters, boolean byIndexes) {
    try {
      return Optional.of(
          database.read(
              tenant,
              connection -> {
                patience(byIndexes);
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
  private void patience(boolean byIndexes) {
    jdbc.sql(
            """
            SELECT set_config('statement_timeout', '3000', true),
                   set_config('work_mem', '64MB', true),
                   set_config('enable_nestloop', :byIndexes, true)
            """)
        .param("byIndexes", byIndexes ? "on" : "off")
        .query((row, number) -> number)
        .list();
  }
}
