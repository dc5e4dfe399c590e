package org.jawort.form.shield;

import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.SecondsOld;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What tenants decided about the shield of their forms, mostly without asking the database. */
@Component
public class ShieldSettings {

  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final LoadingCache<TenantId, ShieldRules> kept;

  ShieldSettings(Database database, JdbcClient jdbc, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.kept = SecondsOld.cache(clock, this::stored);
  }

  /** The rules of the tenant's forms, as they were a few seconds ago at the latest. */
  public ShieldRules rules(TenantId tenant) {
    return kept.get(tenant);
  }

  /** The rules of the tenant's forms. */
  public ShieldRules stored(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT an_hour, a_day, blocked, alarm, alarm_an_hour FROM form_shield
                    WHERE tenant_id = :tenant
                    """)
                .param("tenant", tenant.value())
                .query((row, number) -> rules(row))
                .optional()
                .orElse(ShieldRules.USUAL));
  }

  private static ShieldRules rules(ResultSet row) throws SQLException {
    List<String> lines = List.of((String[]) row.getArray("blocked").getArray());
    return new ShieldRules(
        new NetworkLimits(row.getInt("an_hour"), row.getInt("a_day")),
        BlockList.read(lines) instanceof BlockList.Good(var list) ? list : BlockList.EMPTY,
        new AlarmRule(AlarmRule.Act.valueOf(row.getString("alarm")), row.getInt("alarm_an_hour")));
  }

  /** Sets other rules. */
  public void change(TenantId tenant, UUID by, ShieldRules rules) {
    database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    INSERT INTO form_shield (tenant_id, an_hour, a_day, blocked, alarm,
                                             alarm_an_hour, changed_by, changed_at)
                    VALUES (:tenant, :anHour, :aDay, :blocked::text[], :alarm, :alarmAnHour,
                            :changedBy, :changedAt)
                    ON CONFLICT (tenant_id) DO UPDATE
                    SET an_hour = EXCLUDED.an_hour, a_day = EXCLUDED.a_day,
                        blocked = EXCLUDED.blocked, alarm = EXCLUDED.alarm,
                        alarm_an_hour = EXCLUDED.alarm_an_hour,
                        changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at
                    """)
                .param("tenant", tenant.value())
                .param("anHour", rules.networks().anHour())
                .param("aDay", rules.networks().aDay())
                .param("blocked", rules.blocked().lines().toArray(String[]::new))
                .param("alarm", rules.alarm().act().name())
                .param("alarmAnHour", rules.alarm().anHour())
                .param("changedBy", by)
                .param("changedAt", Timestamp.from(clock.instant()))
                .update());
    kept.invalidate(tenant);
  }
}
