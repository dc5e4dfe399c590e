package org.jawort.optin.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
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

  /** Those of the given tenants that have a run due, in the given order. */
  public List<TenantId> due(Connection connection, List<TenantId> tenants, Instant now)
      throws SQLException {
    String sql =
        """
        SELECT t.id FROM unnest(?::uuid[]) WITH ORDINALITY AS t (id, place)
        WHERE EXISTS (SELECT FROM run r
                      WHERE r.tenant_id = t.id AND r.ended_at IS NULL AND r.due_at <= ?)
        ORDER BY t.place
        """;
    var due = new ArrayList<TenantId>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setArray(1, Rows.uuids(connection, tenants, TenantId::value));
      select.setTimestamp(2, Timestamp.from(now));
      ResultSet row = select.executeQuery();
      while (row.next()) {
        due.add(new TenantId(row.getObject(1, UUID.class)));
      }
    }
    return due;
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
               r.purpose_id, p.trial, r.due_at <= coalesce(r.moved_at, r.started_at) AS arriving
        FROM run r
        JOIN contact_point p ON p.tenant_id = r.tenant_id AND p.id = r.contact_point_id
        JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
        WHERE r.tenant_id = ? AND p.tenant_id = ? AND c.tenant_id = ?
          AND r.ended_at IS NULL AND r.due_at <= ?
        ORDER BY r.due_at LIMIT ?
        FOR KEY SHARE OF c SKIP LOCKED
        FOR NO KEY UPDATE OF p SKIP LOCKED
        FOR NO KEY UPDATE OF r SKIP LOCKED
        """;
    var groups = new LinkedHashMap<Place, List<RunGroup.Member>>();
    try (PreparedStatement select = Rows.prepareForMany(connection, sql)) {
      for (int i = 1; i <= 3; i++) {
        select.setObject(i, tenant.value());
      }
      select.setTimestamp(4, Timestamp.from(now));
      select.setInt(5, most);
      ResultSet row = select.executeQuery();
      while (row.next()) {
        groups.computeIfAbsent(place(row), place -> new ArrayList<>()).add(member(row));
      }
    }
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
    return new RunGroup.Member(
        new RunId(row.getObject("id", UUID.class)),
        new ContactPointId(row.getObject("contact_point_id", UUID.class)),
        new PurposeId(row.getObject("purpose_id", UUID.class)),
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
        SELECT u.run FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) u (run, point, purpose)
        JOIN consent c ON c.tenant_id = ? AND c.contact_point_id = u.point
          AND c.purpose_id = u.purpose AND c.status = ANY (?)
        """;
    var having = new HashSet<RunId>();
    try (PreparedStatement select = Rows.prepareForMany(connection, sql)) {
      group.name(connection, select, 1);
      select.setArray(5, Rows.texts(connection, statuses, ConsentStatus::name));
      ResultSet row = select.executeQuery();
      while (row.next()) {
        having.add(new RunId(row.getObject(1, UUID.class)));
      }
    }
    return having;
  }

  private static java.sql.Array ids(Connection connection, RunGroup group) throws SQLException {
    return Rows.uuids(connection, group.runs(), run -> run.run().value());
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
        SET step = ?, status = ?, moved_at = ?, due_at = coalesce(?, r.due_at), ended_at = ?,
            confirmed_step = ?, answered_step = coalesce(r.answered_step, ?),
            erase_at = coalesce(u.erase_at, r.erase_at)
        FROM unnest(?::uuid[], ?::timestamptz[]) u (id, erase_at)
        WHERE r.tenant_id = ? AND r.id = u.id
        """;
    Timestamp at = Timestamp.from(now);
    try (PreparedStatement update = Rows.prepareForMany(connection, sql)) {
      update.setString(1, nextStop.step());
      update.setString(2, group.status().name());
      update.setTimestamp(3, at);
      update.setTimestamp(4, nextStop.dueAt() == null ? null : Timestamp.from(nextStop.dueAt()));
      update.setTimestamp(5, nextStop.dueAt() == null ? at : null);
      update.setString(6, nextStop.confirmedStep());
      update.setString(7, group.status() == RunStatus.WAITING ? null : group.step());
      update.setArray(8, ids(connection, group));
      update.setArray(9, Rows.instants(connection, group.runs(), RunGroup.Member::eraseAt));
      update.setObject(10, group.tenant().value());
      update.executeUpdate();
    }
  }

  /** Ends those whose consent was withdrawn, where they stand. */
  public void stop(Connection connection, RunGroup group, Instant now) throws SQLException {
    update(connection, group, "UPDATE run SET ended_at = ?", now);
  }

  /** Tries a group again later that something is wrong with; who only arrives still does. */
  public void postpone(Connection connection, RunGroup group, Instant until) throws SQLException {
    update(
        connection,
        group,
        group.arriving()
            ? "UPDATE run SET (due_at, moved_at) = (SELECT t, t FROM (SELECT ?::timestamptz AS t) u)"
            : "UPDATE run SET due_at = ?",
        until);
  }

  private static void update(Connection connection, RunGroup group, String set, Instant at)
      throws SQLException {
    String sql = set + " WHERE tenant_id = ? AND id = ANY (?)";
    try (PreparedStatement update = Rows.prepareForMany(connection, sql)) {
      update.setTimestamp(1, Timestamp.from(at));
      update.setObject(2, group.tenant().value());
      update.setArray(3, ids(connection, group));
      update.executeUpdate();
    }
  }
}
