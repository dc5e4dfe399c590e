package org.jawort.form.shield;

import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jawort.form.FormId;
import org.jawort.form.FormLife;
import org.jawort.platform.Database;
import org.jawort.platform.SecondsOld;
import org.jawort.platform.TenantId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to forms from which far more comes than usual. */
@Component
public class FormAlarms {

  private final Database database;
  private final JdbcClient jdbc;
  private final FormLife life;
  private final InstantSource clock;
  private final LoadingCache<TenantId, Set<FormId>> kept;

  FormAlarms(Database database, JdbcClient jdbc, FormLife life, InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.life = life;
    this.clock = clock;
    this.kept =
        SecondsOld.cache(
            clock,
            tenant -> open(tenant).stream().map(FormAlarm::form).collect(Collectors.toSet()));
  }

  /**
   * Tells whether visitors of a form are asked once more, as of a few seconds ago at the latest.
   */
  public boolean isOn(TenantId tenant, FormId form) {
    return kept.get(tenant).contains(form);
  }

  /** Those that nobody lifted and that did not end, the latest first. */
  public List<FormAlarm> open(TenantId tenant) {
    return database.read(
        tenant,
        connection ->
            jdbc.sql(
                    """
                    SELECT a.form_id, f.name, a.since, a.counted, a.usual, a.paused
                    FROM form_alarm a
                    JOIN form f ON f.tenant_id = a.tenant_id AND f.id = a.form_id
                    WHERE a.tenant_id = :tenant AND a.ended_at IS NULL AND f.archived_at IS NULL
                    ORDER BY a.since DESC
                    """)
                .param("tenant", tenant.value())
                .query((row, number) -> alarm(row))
                .list());
  }

  private static FormAlarm alarm(ResultSet row) throws SQLException {
    return new FormAlarm(
        new FormId(row.getObject("form_id", UUID.class)),
        row.getString("name"),
        row.getTimestamp("since").toInstant(),
        row.getInt("counted"),
        row.getInt("usual"),
        row.getBoolean("paused"));
  }

  /** The one of a form. */
  public Optional<FormAlarm> of(TenantId tenant, FormId form) {
    return open(tenant).stream().filter(alarm -> alarm.form().equals(form)).findFirst();
  }

  /**
   * Somebody says that all is as it should be. A form that was taken offline for it is put online
   * again; for a day, only twice as much as this time counts as unusual.
   *
   * @return false where there was none
   */
  public boolean lift(TenantId tenant, FormId form, UUID user) {
    boolean lifted =
        database.write(
            tenant,
            connection -> {
              Optional<Boolean> paused =
                  jdbc.sql(
                          """
                      UPDATE form_alarm SET ended_at = :now, ended_by = :user
                      WHERE tenant_id = :tenant AND form_id = :form AND ended_at IS NULL
                      RETURNING paused
                      """)
                      .param("now", Timestamp.from(clock.instant()))
                      .param("user", user)
                      .param("tenant", tenant.value())
                      .param("form", form.value())
                      .query(Boolean.class)
                      .optional();
              if (paused.orElse(false)) {
                life.putOnline(tenant, form, true);
              }
              return paused.isPresent();
            });
    kept.invalidate(tenant);
    return lifted;
  }
}
