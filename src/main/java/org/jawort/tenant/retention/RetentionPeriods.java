package org.jawort.tenant.retention;

import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The periods that a tenant chose. */
@Component
public class RetentionPeriods {
  private final Database database;
  private final InstantSource clock;

  RetentionPeriods(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Days, or years, for each, also where nobody chose. */
  public Map<KeptThing, Integer> all(TenantId tenant) {
    String sql = "SELECT thing, days FROM retention_period WHERE tenant_id = :tenant";
    var days = new EnumMap<KeptThing, Integer>(KeptThing.class);
    for (KeptThing thing : KeptThing.values()) {
      days.put(thing, thing.usual());
    }
    database.read(
        tenant,
        connection -> {
          Rows.sql(connection, sql)
              .uuid("tenant", tenant.value())
              .each(row -> days.put(KeptThing.valueOf(row.getString("thing")), row.getInt("days")));
          return days;
        });
    return days;
  }

  /** How many years of one that is chosen in years. */
  public int years(TenantId tenant, KeptThing thing) {
    return all(tenant).getOrDefault(thing, thing.usual());
  }

  /** How long one is kept that is chosen in days. */
  public Duration of(TenantId tenant, KeptThing thing) {
    return Duration.ofDays(all(tenant).getOrDefault(thing, thing.usual()));
  }

  /**
   * Chooses.
   *
   * @param days or years, each within the bounds of its thing
   */
  public void choose(TenantId tenant, UUID by, Map<KeptThing, Integer> days) {
    if (!days.entrySet().stream().allMatch(one -> one.getKey().allows(one.getValue()))) {
      throw new IllegalArgumentException("a period beyond its bounds");
    }
    String sql =
        """
        INSERT INTO retention_period (tenant_id, thing, days, changed_by, changed_at)
        SELECT :tenant, c.thing, c.days, :by, :now
        FROM unnest(:thing::text[], :days::int[]) AS c (thing, days)
        ON CONFLICT (tenant_id, thing) DO UPDATE
        SET days = EXCLUDED.days, changed_by = EXCLUDED.changed_by,
            changed_at = EXCLUDED.changed_at
        """;
    database.write(
        tenant,
        connection ->
            Rows.batch(connection, sql, days.entrySet())
                .uuid("tenant", tenant.value())
                .uuid("by", by)
                .instant("now", clock.instant())
                .texts("thing", one -> one.getKey().name())
                .integers("days", Map.Entry::getValue)
                .update());
  }
}
