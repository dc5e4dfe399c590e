package org.jawort.form.domain;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.HostName;
import org.jawort.tenant.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door for owners: which domains may sign up, and which may not. */
@Component
public class SignUpDomains {
  private final Database database;
  private final JdbcClient jdbc;
  private final InstantSource clock;
  private final ApplicationEventPublisher events;

  SignUpDomains(
      Database database, JdbcClient jdbc, InstantSource clock, ApplicationEventPublisher events) {
    this.database = database;
    this.jdbc = jdbc;
    this.clock = clock;
    this.events = events;
  }

  /** All that is said now. */
  public DomainLists of(TenantId tenant) {
    return database.read(tenant, connection -> new DomainLists(all(tenant), refuses(tenant)));
  }

  private List<RuledDomain> all(TenantId tenant) {
    return jdbc.sql(
            """
            SELECT domain, rule, added_at FROM sign_up_domain
            WHERE tenant_id = :tenant ORDER BY domain
            """)
        .param("tenant", tenant.value())
        .query(
            (row, number) ->
                new RuledDomain(
                    new HostName(row.getString("domain")),
                    DomainRule.valueOf(row.getString("rule")),
                    row.getTimestamp("added_at").toInstant()))
        .list();
  }

  private boolean refuses(TenantId tenant) {
    return jdbc.sql("SELECT refuses_throw_away FROM sign_up_setting WHERE tenant_id = :tenant")
        .param("tenant", tenant.value())
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Puts a domain on a list, and takes it off the other one. */
  public void put(TenantId tenant, HostName domain, DomainRule rule, UserId by) {
    change(
        tenant,
        jdbc.sql(
                """
                INSERT INTO sign_up_domain (tenant_id, domain, rule, added_by, added_at)
                VALUES (:tenant, :domain, :rule, :by, :now)
                ON CONFLICT (tenant_id, domain) DO UPDATE
                SET rule = EXCLUDED.rule, added_by = EXCLUDED.added_by,
                    added_at = EXCLUDED.added_at
                WHERE sign_up_domain.rule <> EXCLUDED.rule
                """)
            .param("domain", domain.value())
            .param("rule", rule.name())
            .param("by", by.value())
            .param("now", Timestamp.from(clock.instant())));
  }

  /** Takes a domain off its list. */
  public void remove(TenantId tenant, HostName domain) {
    change(
        tenant,
        jdbc.sql("DELETE FROM sign_up_domain WHERE tenant_id = :tenant AND domain = :domain")
            .param("domain", domain.value()));
  }

  /** Says whether throw-away mailboxes may sign up from now on. */
  public void refuseThrowAway(TenantId tenant, boolean refuses, UserId by) {
    change(
        tenant,
        jdbc.sql(
                """
                INSERT INTO sign_up_setting (tenant_id, refuses_throw_away, changed_by, changed_at)
                VALUES (:tenant, :refuses, :by, :now)
                ON CONFLICT (tenant_id) DO UPDATE
                SET refuses_throw_away = EXCLUDED.refuses_throw_away,
                    changed_by = EXCLUDED.changed_by, changed_at = EXCLUDED.changed_at
                """)
            .param("refuses", refuses)
            .param("by", by.value())
            .param("now", Timestamp.from(clock.instant())));
  }

  private void change(TenantId tenant, JdbcClient.StatementSpec statement) {
    database.write(
        tenant,
        connection -> {
          int changed = statement.param("tenant", tenant.value()).update();
          events.publishEvent(new DomainsChanged(tenant));
          return changed;
        });
  }
}
