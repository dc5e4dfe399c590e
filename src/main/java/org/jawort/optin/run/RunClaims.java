package org.jawort.optin.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.process.ProcessId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** Takes runs that are due, and puts them where they go. */
@Component
public class RunClaims {
  private static final List<ConsentStatus> GIVEN =
      List.of(ConsentStatus.CONFIRMED, ConsentStatus.EXTERNALLY_DOCUMENTED);

  private static final List<ConsentStatus> NO =
      List.of(ConsentStatus.REFUSED, ConsentStatus.REVOKED);

  /** Tries of one run until it is set aside. */
  static final int MOST_FAULTS = 5;

  /** Those of the given tenants that have a run due, in the given order. */
  public List<TenantId> due(Connection connection, List<TenantId> tenants, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT t.id FROM unnest(:id::uuid[]) WITH ORDINALITY AS t (id, place)
        WHERE EXISTS (SELECT FROM run r
                      WHERE r.tenant_id = t.id AND r.ended_at IS NULL AND r.due_at <= :now
                        AND r.set_aside_at IS NULL)
        ORDER BY t.place
        """;
    return Rows.batch(connection, sql, tenants)
        .uuids("id", TenantId::value)
        .instant("now", now)
        .list(row -> new TenantId(row.getObject(1, UUID.class)));
  }

  /** How many are due; no more than a hundred thousand are counted. */
  public long backlog(Connection connection, List<TenantId> tenants, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT count(*) FROM (
          SELECT FROM run
          WHERE tenant_id = ANY (:tenants::uuid[]) AND ended_at IS NULL AND due_at <= :now
            AND set_aside_at IS NULL
          LIMIT 100000) d
        """;
    return Rows.batch(connection, sql, tenants)
        .uuids("tenants", TenantId::value)
        .instant("now", now)
        .first(row -> row.getLong(1))
        .orElse(0L);
  }

  private record Place(
      UUID process, int version, String step, RunStatus status, boolean arriving, Pace pace) {}

  /**
   * Claims runs of one tenant for this transaction, the longest due first, with their contact
   * points and contacts. What somebody else holds is left to the next time: nothing is waited for,
   * so nobody waits in a circle.
   */
  public List<RunGroup> claim(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    String sql =
        """
        SELECT r.id, r.process_id, r.process_version, r.step, r.status, r.contact_point_id,
               r.purpose_id, r.together_with, p.trial, r.due_at <= coalesce(r.moved_at, r.started_at) AS arriving
        FROM run r
        JOIN contact_point p ON p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        WHERE r.tenant_id = :tenant AND p.tenant_id = :tenant AND c.tenant_id = :tenant
          AND r.ended_at IS NULL AND r.due_at <= :now AND r.set_aside_at IS NULL
        ORDER BY r.due_at LIMIT :most
        FOR KEY SHARE OF c SKIP LOCKED
        FOR NO KEY UPDATE OF p SKIP LOCKED
        FOR NO KEY UPDATE OF r SKIP LOCKED
        """;
    var groups = new LinkedHashMap<Place, List<RunGroup.Member>>();
    Rows.sql(connection, sql)
        .uuid("tenant", tenant.value())
        .instant("now", now)
        .integer("most", most)
        .plannedAnew()
        .each(
            row -> groups.computeIfAbsent(place(row), place -> new ArrayList<>()).add(member(row)));
    return groups.entrySet().stream().map(group -> group(tenant, group)).toList();
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        row.getObject("process_id", UUID.class),
        row.getInt("process_version"),
        row.getString("step"),
        RunStatus.valueOf(row.getString("status")),
        row.getBoolean("arriving"),
        row.getBoolean("trial") ? Pace.TRIAL : Pace.USUAL);
  }

  private static RunGroup.Member member(ResultSet row) throws SQLException {
    UUID together = Rows.uuid(row, "together_with");
    return new RunGroup.Member(
        new RunId(row.getObject("id", UUID.class)),
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
        together == null ? null : new RunId(together),
        null);
  }

  private static RunGroup group(TenantId tenant, Map.Entry<Place, List<RunGroup.Member>> group) {
    Place place = group.getKey();
    return new RunGroup(
        tenant,
        new ProcessId(place.process()),
        place.version(),
        place.step(),
        place.status(),
        place.arriving(),
        place.pace(),
        group.getValue());
  }

  /** Those whose consent is given; asked after the claim, so that it stays true. */
  public Set<RunId> consenting(Connection connection, RunGroup group) throws SQLException {
    return having(connection, group, GIVEN);
  }

  /** Those who said no, and of whom somebody asked since. */
  public Set<RunId> refusing(Connection connection, RunGroup group) throws SQLException {
    return having(connection, group, NO);
  }

  /** Those whose consent still is as their run left it; any other went on by another way. */
  public Set<RunId> unchanged(Connection connection, RunGroup group) throws SQLException {
    return having(
        connection,
        group,
        switch (group.status()) {
          case CONFIRMED -> GIVEN;
          case LAPSED -> List.of(ConsentStatus.LAPSED);
          case REFUSED -> List.of(ConsentStatus.REFUSED);
          case ENDED -> List.of(ConsentStatus.REVOKED);
          case WAITING -> List.of(ConsentStatus.values());
        });
  }

  private static Set<RunId> having(
      Connection connection, RunGroup group, List<ConsentStatus> statuses) throws SQLException {
    String sql =
        """
        SELECT u.run
        FROM unnest(:run::uuid[], :point::uuid[], :purpose::uuid[]) u (run, point, purpose)
        JOIN consent c ON c.tenant_id = :tenant AND c.contact_point_id = u.point
          AND c.purpose_id = u.purpose AND c.status = ANY (:statuses)
        """;
    var having = new HashSet<RunId>();
    group
        .bind(connection, sql)
        .texts("statuses", statuses, ConsentStatus::name)
        .each(row -> having.add(new RunId(row.getObject(1, UUID.class))));
    return having;
  }

  /**
   * Puts the group where it goes on from, or ends it there.
   *
   * @param group with the status that it has from now on
   * @param nextStop where it stands from now on
   */
  public void settle(Connection connection, RunGroup group, NextStop nextStop, Instant now)
      throws SQLException {
    String sql =
        """
        UPDATE run r
        SET step = :step, status = :status, moved_at = :now, due_at = coalesce(:dueAt, r.due_at),
            ended_at = :endedAt, confirmed_step = :confirmedStep,
            answered_step = coalesce(r.answered_step, :answeredStep),
            erase_at = coalesce(u.erase_at, r.erase_at), faults = 0, fault = NULL
        FROM unnest(:run::uuid[], :eraseAt::timestamptz[]) u (id, erase_at)
        WHERE r.tenant_id = :tenant AND r.id = u.id
        """;
    Rows.batch(connection, sql, group.runs())
        .text("step", nextStop.step())
        .text("status", group.status().name())
        .instant("now", now)
        .instant("dueAt", nextStop.dueAt())
        .instant("endedAt", nextStop.dueAt() == null ? now : null)
        .text("confirmedStep", nextStop.confirmedStep())
        .text("answeredStep", group.status() == RunStatus.WAITING ? null : group.step())
        .uuids("run", run -> run.run().value())
        .instants("eraseAt", RunGroup.Member::eraseAt)
        .uuid("tenant", group.tenant().value())
        .plannedAnew()
        .update();
  }

  /** Ends those whose consent was withdrawn, where they stand. */
  public void stop(Connection connection, RunGroup group, Instant now) throws SQLException {
    update(connection, group, "UPDATE run SET ended_at = :at", now);
  }

  /**
   * Tries a run again later that something is wrong with, and puts it aside after several tries;
   * who only arrives still does.
   *
   * @param fault what kind of thing went wrong
   */
  public void postpone(
      Connection connection, RunGroup group, String fault, Instant now, Instant until)
      throws SQLException {
    String sql =
        """
        UPDATE run
        SET due_at = :until, moved_at = CASE WHEN :arriving THEN :until ELSE moved_at END,
            faults = faults + 1, fault = :fault,
            set_aside_at = CASE WHEN faults + 1 >= :most THEN :now::timestamptz END
        WHERE tenant_id = :tenant AND id = ANY (:runs)
        """;
    Rows.batch(connection, sql, group.runs())
        .instant("until", until)
        .bool("arriving", group.arriving())
        .text("fault", fault)
        .integer("most", MOST_FAULTS)
        .instant("now", now)
        .uuid("tenant", group.tenant().value())
        .uuids("runs", run -> run.run().value())
        .plannedAnew()
        .update();
  }

  private static void update(Connection connection, RunGroup group, String set, Instant at)
      throws SQLException {
    String sql = set + " WHERE tenant_id = :tenant AND id = ANY (:runs)";
    Rows.batch(connection, sql, group.runs())
        .instant("at", at)
        .uuid("tenant", group.tenant().value())
        .uuids("runs", run -> run.run().value())
        .plannedAnew()
        .update();
  }
}
