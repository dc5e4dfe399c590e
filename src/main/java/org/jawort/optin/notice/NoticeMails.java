package org.jawort.optin.notice;

import java.net.URI;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jawort.campaign.mail.StaffPost;
import org.jawort.platform.Database;
import org.jawort.platform.EachTenant;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.jawort.tenant.User;
import org.jawort.tenant.Users;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells staff by mail that notices wait. A notice is in one mail and no more: the mail is queued in
 * the transaction that marks its notices. Many become few: notices of a minute go together, and
 * after a mail the next one waits for an hour.
 */
@Component
class NoticeMails {
  /** How long the first notice waits for others. */
  static final Duration GATHERED = Duration.ofMinutes(1);

  /** Between two mails to the same people. */
  static final Duration PAUSE = Duration.ofHours(1);

  /** Whom a notice is for that is for all. */
  static final UUID ALL = new UUID(0, 0);

  private final Database database;
  private final JdbcClient jdbc;
  private final Tenants tenants;
  private final Users users;
  private final StaffPost post;
  private final URI page;
  private final InstantSource clock;

  NoticeMails(
      Database database,
      JdbcClient jdbc,
      Tenants tenants,
      Users users,
      StaffPost post,
      Settings settings,
      InstantSource clock) {
    this.database = database;
    this.jdbc = jdbc;
    this.tenants = tenants;
    this.users = users;
    this.post = post;
    this.page = URI.create(settings.publicUrl() + "/app/notices");
    this.clock = clock;
  }

  private record Due(TenantId tenant, UUID addressee) {}

  /** Writes the mails that are due, of all tenants. */
  void mailDue() {
    Instant now = clock.instant();
    var each = new EachTenant();
    due(now)
        .forEach(due -> each.outlive(due.tenant(), () -> mail(due.tenant(), due.addressee(), now)));
    each.tell();
  }

  private List<Due> due(Instant now) {
    List<TenantId> all = tenants.all();
    return database.read(
        all,
        connection ->
            jdbc.sql(
                    """
                    SELECT n.tenant_id, coalesce(n.user_id, :all) AS addressee FROM staff_notice n
                    LEFT JOIN staff_notice_pace p ON p.tenant_id = n.tenant_id
                      AND p.addressee = coalesce(n.user_id, :all)
                    WHERE n.tenant_id = ANY (:tenants::uuid[]) AND n.mailed_at IS NULL
                      AND n.created_at <= :gathered
                      AND (p.mailed_at IS NULL OR p.mailed_at <= :paused OR p.mailed_at > :now)
                    GROUP BY 1, 2
                    """)
                .param("all", ALL)
                .param("tenants", all.stream().map(TenantId::value).toArray(UUID[]::new))
                .param("gathered", Timestamp.from(now.minus(GATHERED)))
                .param("paused", Timestamp.from(now.minus(PAUSE)))
                .param("now", Timestamp.from(now))
                .query(
                    (row, number) ->
                        new Due(
                            new TenantId(row.getObject("tenant_id", UUID.class)),
                            row.getObject("addressee", UUID.class)))
                .list());
  }

  /**
   * Writes to an addressee, unless another node has since.
   *
   * @param addressee a member of staff, or {@link #ALL}
   * @return how many notices the mail speaks of; 0 where there is no mail
   */
  int mail(TenantId tenant, UUID addressee, Instant now) {
    return database.write(
        tenant,
        connection -> {
          if (!isTurn(tenant, addressee, now)) {
            return 0;
          }
          int waiting = mark(tenant, addressee, now);
          if (waiting > 0) {
            readers(tenant, addressee)
                .forEach(reader -> post.noticesWait(tenant, reader, waiting, page));
            pause(tenant, addressee, now);
          }
          return waiting;
        });
  }

  /** Locks the addressee, so that nodes take turns. A clock that was set back holds nothing up. */
  private boolean isTurn(TenantId tenant, UUID addressee, Instant now) {
    jdbc.sql(
            """
            INSERT INTO staff_notice_pace
            VALUES (:tenant, :addressee, '-infinity') ON CONFLICT DO NOTHING
            """)
        .param("tenant", tenant.value())
        .param("addressee", addressee)
        .update();
    return jdbc.sql(
            """
            SELECT mailed_at <= :paused OR mailed_at > :now FROM staff_notice_pace
            WHERE tenant_id = :tenant AND addressee = :addressee FOR UPDATE
            """)
        .param("paused", Timestamp.from(now.minus(PAUSE)))
        .param("now", Timestamp.from(now))
        .param("tenant", tenant.value())
        .param("addressee", addressee)
        .query(Boolean.class)
        .single();
  }

  /** Marks all that were not mailed yet; returns how many of them nobody has seen to. */
  private int mark(TenantId tenant, UUID addressee, Instant now) {
    return jdbc.sql(
            """
            WITH told AS (
              UPDATE staff_notice SET mailed_at = :now
              WHERE tenant_id = :tenant AND mailed_at IS NULL
                AND coalesce(user_id, '00000000-0000-0000-0000-000000000000') = :addressee
              RETURNING done_at)
            SELECT count(*) FILTER (WHERE done_at IS NULL) FROM told
            """)
        .param("now", Timestamp.from(now))
        .param("tenant", tenant.value())
        .param("addressee", addressee)
        .query(Integer.class)
        .single();
  }

  /** The member itself; where it left, or all are meant: everybody who may act. */
  private List<User> readers(TenantId tenant, UUID addressee) {
    List<User> active = users.active(tenant);
    List<User> one = active.stream().filter(user -> user.id().value().equals(addressee)).toList();
    return one.isEmpty()
        ? active.stream().filter(user -> user.role() != Role.AUDITOR).toList()
        : one;
  }

  private void pause(TenantId tenant, UUID addressee, Instant now) {
    jdbc.sql(
            """
            UPDATE staff_notice_pace SET mailed_at = :mailedAt
            WHERE tenant_id = :tenant AND addressee = :addressee
            """)
        .param("mailedAt", Timestamp.from(now))
        .param("tenant", tenant.value())
        .param("addressee", addressee)
        .update();
  }
}
