package org.jawort.consent.filter;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts whom a condition holds for: at once as far as that is soon done, and all of them later.
 */
@Component
public class ConditionCounts {
  /** Each keeps a core or two busy, so there are never many. */
  private static final int AT_A_TIME = 2;

  private final Database database;
  private final JdbcClient jdbc;
  private final Conditions conditions;
  private final CountBounds usual;
  private final int soon;
  private final Semaphore seats = new Semaphore(AT_A_TIME);

  ConditionCounts(
      Database database,
      JdbcClient jdbc,
      Conditions conditions,
      @Value("${jawort.soon}") Duration soon) {
    this.database = database;
    this.jdbc = jdbc;
    this.conditions = conditions;
    this.usual = CountBounds.of(soon);
    this.soon = Math.toIntExact(soon.toMillis());
  }

  /**
   * Counts contact points within a second: exactly as far as {@link ConditionCount#ENOUGH}, more of
   * them where that takes no longer. What it leaves open {@link #all(TenantId, Condition)} knows.
   */
  public ConditionCount soon(TenantId tenant, Condition condition) {
    return soon(tenant, condition, usual);
  }

  /** Few are found soon by way of the indexes; where there are many, each table is read once. */
  ConditionCount soon(TenantId tenant, Condition condition, CountBounds bounds) {
    ConditionSql sql = sql(tenant, condition);
    Optional<Integer> few = few(tenant, sql, bounds.most(), bounds.few());
    if (few.isPresent() && few.get() <= bounds.most()) {
      return new ConditionCount(few.get(), true);
    }
    return all(tenant, sql, bounds.all())
        .map(count -> new ConditionCount(count, true))
        .orElse(new ConditionCount(few.isPresent() ? bounds.most() : 0, false));
  }

  /**
   * Counts all of them, which may take many seconds. Not exact is what was given up after a minute.
   *
   * @return empty while others are being counted; to be asked again
   */
  public Optional<ConditionCount> all(TenantId tenant, Condition condition) {
    return all(tenant, condition, usual);
  }

  Optional<ConditionCount> all(TenantId tenant, Condition condition, CountBounds bounds) {
    if (!seats.tryAcquire()) {
      return Optional.empty();
    }
    try {
      ConditionSql sql = sql(tenant, condition);
      Optional<Integer> all = all(tenant, sql, bounds.later());
      return Optional.of(
          all.isPresent()
              ? new ConditionCount(all.get(), true)
              : new ConditionCount(
                  few(tenant, sql, bounds.most(), bounds.few())
                      .map(few -> Math.min(few, bounds.most()))
                      .orElse(0),
                  false));
    } finally {
      seats.release();
    }
  }

  /** Whether it holds for no more than so many; what cannot soon be told is taken for more. */
  public boolean isFew(TenantId tenant, Condition condition, int most) {
    return few(tenant, sql(tenant, condition), most, soon).map(few -> few <= most).orElse(false);
  }

  private ConditionSql sql(TenantId tenant, Condition condition) {
    return database.read(tenant, connection -> conditions.sql(tenant, condition));
  }

  private Optional<Integer> few(TenantId tenant, ConditionSql sql, int most, int milliseconds) {
    String some =
        "SELECT count(*)::int FROM (" + sql.select("p.id") + " LIMIT " + (most + 1) + ") m";
    return counted(tenant, some, sql.parameters(), milliseconds, true);
  }

  /** All of them, however many; empty where that took longer. */
  Optional<Integer> all(TenantId tenant, ConditionSql sql, int milliseconds) {
    return milliseconds == 0
        ? Optional.empty()
        : counted(tenant, sql.select("count(*)::int"), sql.parameters(), milliseconds, false);
  }

  private Optional<Integer> counted(
      TenantId tenant,
      String sql,
      Map<String, Object> parameters,
      int milliseconds,
      boolean byIndexes) {
    return database.readWithin(
        milliseconds,
        tenant,
        connection -> {
          takeRoom(byIndexes);
          return jdbc.sql(sql).params(parameters).query(Integer.class).single();
        });
  }

  /**
   * Room for the ids of a million, so that each table is read once and looked up in memory. Planned
   * for what is asked, each time.
   */
  private void takeRoom(boolean byIndexes) {
    jdbc.sql(
            """
            SELECT set_config('work_mem', '64MB', true),
                   set_config('plan_cache_mode', 'force_custom_plan', true),
                   set_config('enable_nestloop', :byIndexes, true)
            """)
        .param("byIndexes", byIndexes ? "on" : "off")
        .query((row, number) -> number)
        .list();
  }
}
