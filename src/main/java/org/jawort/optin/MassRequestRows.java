package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.filter.ConditionSql;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Language;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.job.JobInHand;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is in a group that is to be asked, and what would come of it. */
@Component
class MassRequestRows {
  /** Before the first member. */
  static final UUID BEGIN = new UUID(0, 0);

  private final JdbcClient jdbc;

  MassRequestRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One way of a member, or none.
   *
   * @param point null for whoever has none
   * @param domain behind the @; empty for what is no e-mail address
   */
  record Member(UUID contact, @Nullable UUID point, String domain) {}

  private static final String DOMAIN =
      """
      CASE WHEN p.channel = 'EMAIL' THEN split_part(coalesce(p.mailbox, p.address_key), '@', -1)
           ELSE '' END
      """;

  /**
   * The members who were there when it began, in the order of the key, with their ways; planned for
   * as many as they are (docs/adr/0031).
   */
  List<Member> members(Connection connection, JobInHand hand, UUID group, UUID after, int most)
      throws SQLException {
    String sql =
        """
        SELECT m.contact_id, p.id, coalesce(%s, '') AS domain
        FROM (SELECT tenant_id, contact_id FROM contact_group_member
              WHERE tenant_id = :tenant AND group_id = :group AND contact_id > :after
                AND since <= :startedAt
              ORDER BY contact_id LIMIT :most) m
        LEFT JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.contact_id = m.contact_id
        ORDER BY m.contact_id, p.id
        """
            .formatted(DOMAIN);
    return Rows.sql(connection, sql)
        .uuid("tenant", hand.tenant().value())
        .uuid("group", group)
        .uuid("after", after)
        .instant("startedAt", hand.job().life().startedAt())
        .integer("most", most)
        .plannedAnew()
        .list(
            row ->
                new Member(
                    row.getObject(1, UUID.class), Rows.uuid(row, "id"), row.getString("domain")));
  }

  /** The domains of contact points, in the same order; empty for those that are gone. */
  List<String> domains(Connection connection, TenantId tenant, List<ContactPointId> points)
      throws SQLException {
    String sql =
        """
        SELECT coalesce((SELECT %s FROM contact_point p
                         WHERE p.tenant_id = :tenant AND p.id = a.id LIMIT 1), '')
        FROM unnest(:points::uuid[]) WITH ORDINALITY AS a (id, place) ORDER BY a.place
        """
            .formatted(DOMAIN);
    return Rows.batch(connection, sql, points)
        .uuid("tenant", tenant.value())
        .uuids("points", ContactPointId::value)
        .list(row -> row.getString(1));
  }

  /** Who is asked: each way of each member, and once without one whoever has none. */
  record Asked(String sql, Map<String, Object> parameters) {
    /** Copies the parameters. */
    Asked {
      parameters = Map.copyOf(parameters);
    }
  }

  private static final String POINT =
      "p.id, p.channel, p.mail_block, p.suppressed, p.trial, p.objected_at, p.mailbox, p.address_key";

  /** The members of a group that were in it at a moment. */
  static Asked listed(TenantId tenant, UUID group, Instant at) {
    String sql =
        """
        SELECT m.contact_id, %s FROM contact_group_member m
        LEFT JOIN contact_point p ON p.tenant_id = m.tenant_id AND p.contact_id = m.contact_id
        WHERE m.tenant_id = :tenant AND m.group_id = :group AND m.since <= :at
        """
            .formatted(POINT);
    return new Asked(
        sql, Map.of("tenant", tenant.value(), "group", group, "at", Timestamp.from(at)));
  }

  /** Those for whom a condition holds. */
  static Asked found(ConditionSql sql) {
    return new Asked(sql.select("p.contact_id, " + POINT), sql.parameters());
  }

  /**
   * Lets what this transaction asks keep the ids of a million in memory, and rather look up ten
   * thousand than read a million: most of what is looked up lies in memory.
   */
  private void takeRoom() {
    jdbc.sql(
            """
            SELECT set_config('work_mem', '64MB', true),
                   set_config('random_page_cost', '1.1', true)
            """)
        .query((row, number) -> number)
        .list();
  }

  /** How many there are. */
  int count(Asked asked) {
    return jdbc.sql("SELECT count(*)::int FROM (" + asked.sql() + ") p")
        .params(asked.parameters())
        .query(Integer.class)
        .single();
  }

  /**
   * How many would come to the same.
   *
   * @param most of them at one domain
   * @param domain that one
   */
  record Counted(String what, int many, int most, String domain) {}

  /**
   * What would come of each, by the one rule and in the order in which {@link OptInRequests}
   * judges; a test compares the two. On what basis is not known here: fewer may be asked. What the
   * moment has against it beside a missing wording is not counted here.
   *
   * <p>They are put together by what the rule looks at, of which there are few kinds, so that it is
   * asked of each kind once and not of a million.
   *
   * @param worded languages in which there is something that could be agreed to
   */
  List<Counted> preview(Asked asked, UUID purpose, Set<Language> worded) {
    takeRoom();
    String sql =
        """
        SELECT what, sum(many)::int AS many, max(many)::int AS most,
               (array_agg(domain ORDER BY many DESC))[1] AS domain
        FROM (
        SELECT g.domain,
               CASE WHEN g.nowhere THEN 'NO_ADDRESS'
                    WHEN r.rule = 'PENDING' THEN g.status
                    WHEN r.rule <> 'OPT_IN' THEN r.rule
                    WHEN NOT g.language = ANY (:worded) THEN 'NO_WORDING'
                    ELSE 'REQUESTED' END AS what,
               sum(g.many)::int AS many
        FROM (
          SELECT p.id IS NULL AS nowhere, p.channel, p.mail_block, p.suppressed, p.trial,
                 p.objected_at IS NOT NULL AS objected, s.status, c.language, %s AS domain,
                 count(*) AS many
          FROM (%s) p
          JOIN contact c ON c.tenant_id = :tenant AND c.id = p.contact_id
          LEFT JOIN consent s ON s.tenant_id = :tenant AND s.contact_point_id = p.id
            AND s.purpose_id = :purpose
          GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9) g
        LEFT JOIN purpose u ON u.tenant_id = :tenant AND u.id = :purpose
        CROSS JOIN LATERAL (
          SELECT may_we_write('OPT_IN', g.channel, g.status, g.mail_block, g.suppressed, false,
                   g.trial, g.objected, u.archived_at IS NOT NULL, false) AS rule) r
        GROUP BY 1, 2) d
        GROUP BY what
        """
            .formatted(DOMAIN, asked.sql());
    return jdbc.sql(sql)
        .params(asked.parameters())
        .param("worded", codes(worded))
        .param("purpose", purpose)
        .query(
            (row, number) ->
                new Counted(
                    row.getString("what"),
                    row.getInt("many"),
                    row.getInt("most"),
                    Objects.requireNonNullElse(row.getString("domain"), "")))
        .list();
  }

  private static String[] codes(Set<Language> languages) {
    return languages.stream().map(Language::code).toArray(String[]::new);
  }

  /** Somebody who might be asked, whose mailbox has to be looked at. */
  record Shared(ContactPointId point, Language language) {}

  private static final String LATELY =
      """
      e.message_class = 'OPT_IN'
        AND (e.status = 'QUEUED'
          OR e.status = 'ACCEPTED' AND e.answered_at > :now::timestamptz - interval '1 day')
      """;

  /** Of a million, these are few, and looked for first. */
  private static final String ALL_LOOKED_AT =
      """
      WITH looked_at AS MATERIALIZED (
        SELECT q.id FROM contact_point q WHERE q.tenant_id = :tenant AND q.mailbox IS NOT NULL
        UNION
        SELECT o.id FROM contact_point q
        JOIN contact_point o ON o.tenant_id = :tenant AND o.channel = 'EMAIL'
          AND o.address_key = q.mailbox
        WHERE q.tenant_id = :tenant AND q.mailbox IS NOT NULL
        UNION
        SELECT e.contact_point_id FROM message e WHERE e.tenant_id = :tenant AND
      """
          + LATELY
          + ")\n";

  /** Few are looked up one by one, which OFFSET keeps so. */
  private static final String EACH_LOOKED_AT =
      """
      AND (p.mailbox IS NOT NULL
        OR EXISTS (SELECT FROM contact_point q
                   WHERE q.tenant_id = :tenant AND q.mailbox = p.address_key OFFSET 0)
        OR EXISTS (SELECT FROM message e
                   WHERE e.tenant_id = :tenant AND e.contact_point_id = p.id AND
      """
          + LATELY
          + " OFFSET 0))\n";

  /**
   * Those of them who might be asked, and to whose mailbox such a mail went within a day or still
   * may, or another address leads as well: the budget is looked at for these alone. In the order of
   * the job.
   *
   * @param few whether no more than some thousand might be asked
   */
  List<Shared> shared(
      Asked asked, PurposeId purpose, Set<Language> worded, Instant now, boolean few) {
    String sql =
        """
        %s
        SELECT p.id, c.language
        FROM (%s) p
        JOIN contact c ON c.tenant_id = :tenant AND c.id = p.contact_id
          AND c.language = ANY (:worded)
        LEFT JOIN consent s ON s.tenant_id = :tenant AND s.contact_point_id = p.id
          AND s.purpose_id = :purpose
        LEFT JOIN purpose u ON u.tenant_id = :tenant AND u.id = :purpose
        WHERE may_we_write('OPT_IN', p.channel, s.status, p.mail_block, p.suppressed, false,
                p.trial, p.objected_at IS NOT NULL, u.archived_at IS NOT NULL, false) = 'OPT_IN'
          %s
        ORDER BY p.contact_id, p.id
        """
            .formatted(
                few ? "" : ALL_LOOKED_AT,
                asked.sql(),
                few ? EACH_LOOKED_AT : "AND p.id IN (SELECT id FROM looked_at)");
    return jdbc.sql(sql)
        .params(asked.parameters())
        .param("worded", codes(worded))
        .param("purpose", purpose.value())
        .param("now", Timestamp.from(now))
        .query(
            (row, number) ->
                new Shared(
                    new ContactPointId(row.getObject(1, UUID.class)),
                    Language.ofCode(row.getString(2))))
        .list();
  }
}
