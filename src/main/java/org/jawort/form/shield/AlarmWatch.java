package org.jawort.form.shield;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.form.FormId;
import org.jawort.form.FormLife;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Looks at how much came from each form of a tenant within an hour, and compares it with the
 * busiest hour of the weeks before; of a form that is younger than a week nobody knows what is
 * usual. Hours of an attack are no measure of it; those that somebody found to be in order are.
 */
@Component
class AlarmWatch {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration WEEKS = Duration.ofDays(28);
  private static final Duration KNOWN = Duration.ofDays(7);

  private final Database database;
  private final JdbcClient jdbc;
  private final ShieldSettings settings;
  private final FormLife life;
  private final ApplicationEventPublisher events;
  private final Ids ids;
  private final InstantSource clock;

  AlarmWatch(
      Database database,
      JdbcClient jdbc,
      ShieldSettings settings,
      FormLife life,
      ApplicationEventPublisher events,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.settings = settings;
    this.life = life;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  private record Busy(UUID form, String name, int counted, boolean on) {}

  void look(TenantId tenant) {
    AlarmRule rule = settings.stored(tenant).alarm();
    Instant now = clock.instant();
    for (Busy busy : busy(tenant, rule, now)) {
      boolean much = rule.act() != AlarmRule.Act.NOTHING && busy.counted() > rule.anHour();
      if (busy.on() && !much) {
        end(tenant, busy, now);
      } else if (!busy.on() && much) {
        usual(tenant, busy, now)
            .filter(usual -> busy.counted() > AlarmRule.TIMES * usual)
            .ifPresent(usual -> raise(tenant, busy, usual, rule, now));
      }
    }
  }

  /** From which much came, or of which that was said: most forms are in neither case. */
  private List<Busy> busy(TenantId tenant, AlarmRule rule, Instant now) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT f.id AS form, f.name, coalesce(s.counted, 0)::int AS counted,
                           a.id IS NOT NULL AS on
                    FROM form f
                    LEFT JOIN (SELECT form_id, count(*) AS counted FROM form_submission
                               WHERE tenant_id = :tenant AND id > :hourAgo GROUP BY form_id) s
                      ON s.form_id = f.id
                    LEFT JOIN form_alarm a ON a.tenant_id = f.tenant_id AND a.form_id = f.id
                      AND a.ended_at IS NULL AND NOT a.paused
                    WHERE f.tenant_id = :tenant AND f.archived_at IS NULL
                      AND (s.counted > :anHour AND NOT EXISTS (
                             SELECT FROM form_alarm p WHERE p.tenant_id = f.tenant_id
                               AND p.form_id = f.id AND p.ended_at IS NULL AND p.paused)
                           OR a.id IS NOT NULL)
                    """)
                .param("tenant", tenant.value())
                .param("hourAgo", first(now.minus(HOUR)))
                .param("anHour", rule.anHour())
                .query(Busy.class)
                .list());
  }

  /** No id of that instant or later is smaller (RFC 9562 section 5.7). */
  private static UUID first(Instant instant) {
    return new UUID(instant.toEpochMilli() << 16, 0);
  }

  /**
   * A quarter of what may come: the busiest hour of the weeks before, or half of what somebody
   * found to be in order within a day; empty where nobody knows yet.
   */
  private Optional<Integer> usual(TenantId tenant, Busy busy, Instant now) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT greatest(
                      (SELECT coalesce(max(h.n), 0) FROM (
                         SELECT count(*) AS n FROM form_submission s
                         WHERE s.form_id = :form AND s.id > :from AND s.id <= :hourAgo
                           AND NOT EXISTS (
                             SELECT FROM form_alarm a WHERE a.tenant_id = s.tenant_id
                               AND a.form_id = s.form_id AND a.ended_by IS NULL
                               AND s.at > a.since - interval '1 hour'
                               AND s.at <= coalesce(a.ended_at, :now::timestamptz))
                         GROUP BY date_trunc('hour', s.at)) h),
                      (SELECT coalesce(max(a.counted), 0) / 2 FROM form_alarm a
                       WHERE a.tenant_id = :tenant AND a.form_id = :form
                         AND a.ended_by IS NOT NULL AND a.ended_at > :dayAgo::timestamptz))::int
                    WHERE EXISTS (SELECT FROM form_submission s
                                  WHERE s.form_id = :form AND s.id <= :weekAgo)
                    """)
                .param("form", busy.form())
                .param("tenant", tenant.value())
                .param("from", first(now.minus(WEEKS)))
                .param("hourAgo", first(now.minus(HOUR)))
                .param("now", Timestamp.from(now))
                .param("dayAgo", Timestamp.from(now.minus(Duration.ofDays(1))))
                .param("weekAgo", first(now.minus(KNOWN)))
                .query(Integer.class)
                .optional());
  }

  private void raise(TenantId tenant, Busy busy, int usual, AlarmRule rule, Instant now) {
    boolean pause = rule.act() == AlarmRule.Act.PAUSE;
    var form = new FormId(busy.form());
    database.write(
        tenant,
        connection -> {
          int raised =
              jdbc.sql(
                      """
                      INSERT INTO form_alarm (tenant_id, id, form_id, since, counted, usual, paused)
                      VALUES (:tenant, :id, :form, :now, :counted, :usual, :paused)
                      ON CONFLICT DO NOTHING
                      """)
                  .param("tenant", tenant.value())
                  .param("id", ids.next())
                  .param("form", busy.form())
                  .param("now", Timestamp.from(now))
                  .param("counted", busy.counted())
                  .param("usual", usual)
                  .param("paused", pause)
                  .update();
          if (raised == 1) {
            if (pause) {
              life.putOnline(tenant, form, false);
            }
            var alarm = new FormAlarm(form, busy.name(), now, busy.counted(), usual, pause);
            events.publishEvent(new FormAlarmRaised(tenant, alarm));
          }
          return raised;
        });
  }

  private void end(TenantId tenant, Busy busy, Instant now) {
    database.write(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    UPDATE form_alarm SET ended_at = :now
                    WHERE tenant_id = :tenant AND form_id = :form AND ended_at IS NULL
                    """)
                .param("now", Timestamp.from(now))
                .param("tenant", tenant.value())
                .param("form", busy.form())
                .update());
  }
}
