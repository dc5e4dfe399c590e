package org.jawort.optin;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ways through the processes, many at a time. */
@Component
class Runs {
  /** A run that begins. */
  record NewRun(
      TenantId tenant,
      RunId id,
      ActiveProcess process,
      ContactPointId contactPoint,
      PurposeId purpose,
      Instant at) {}

  /** A contact point's open request: its run and the mails that it had lately. */
  record Open(RunId run, int mailsLastHour, int mailsLastDay) {}

  /** A run that is over its time. */
  record Due(TenantId tenant, RunId run, ContactPointId contactPoint, PurposeId purpose) {}

  void start(Connection connection, List<NewRun> runs) throws SQLException {
    String sql =
        """
        INSERT INTO run (tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
                         step, status, started_at, due_at)
        SELECT tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
               step, 'WAITING', at, due_at
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::int[], ?::uuid[], ?::uuid[], ?::text[],
                    ?::timestamptz[], ?::timestamptz[])
          AS r (tenant_id, id, process_id, process_version, contact_point_id, purpose_id, step,
                at, due_at)
        """;
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setArray(1, Rows.uuids(connection, runs, r -> r.tenant().value()));
      s.setArray(2, Rows.uuids(connection, runs, r -> r.id().value()));
      s.setArray(3, Rows.uuids(connection, runs, r -> r.process().process().value()));
      s.setArray(4, Rows.ints(connection, runs, r -> r.process().version()));
      s.setArray(5, Rows.uuids(connection, runs, r -> r.contactPoint().value()));
      s.setArray(6, Rows.uuids(connection, runs, r -> r.purpose().value()));
      s.setArray(7, Rows.texts(connection, runs, r -> r.process().waitStep()));
      s.setArray(8, Rows.instants(connection, runs, NewRun::at));
      s.setArray(9, Rows.instants(connection, runs, r -> due(r.at(), r.process())));
      s.executeUpdate();
    }
  }

  private static Instant due(Instant from, ActiveProcess process) {
    return from.plus(Duration.ofDays(process.waitDays()));
  }

  /**
   * Finds the waiting runs of these contact points and purposes.
   *
   * <p>The mails counted are those beyond the first of the run: a visitor who signs up again gets
   * one more at once (law 10).
   */
  Map<NewRun, Open> open(Connection connection, List<NewRun> wanted) throws SQLException {
    String sql =
        """
        SELECT w.position, r.id,
               count(*) FILTER (WHERE m.created_at > w.at - interval '1 hour') AS last_hour,
               count(*) FILTER (WHERE m.created_at > w.at - interval '1 day') AS last_day
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::timestamptz[])
             WITH ORDINALITY AS w (tenant_id, contact_point_id, purpose_id, at, position)
        JOIN run r USING (tenant_id, contact_point_id, purpose_id)
        LEFT JOIN LATERAL (
          SELECT m.created_at FROM message m
          WHERE m.tenant_id = r.tenant_id AND m.contact_point_id = r.contact_point_id
            AND m.run_id = r.id
          ORDER BY m.id OFFSET 1) m ON true
        WHERE r.status = 'WAITING'
        GROUP BY w.position, r.id
        """;
    var open = new HashMap<NewRun, Open>();
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setArray(1, Rows.uuids(connection, wanted, r -> r.tenant().value()));
      s.setArray(2, Rows.uuids(connection, wanted, r -> r.contactPoint().value()));
      s.setArray(3, Rows.uuids(connection, wanted, r -> r.purpose().value()));
      s.setArray(4, Rows.instants(connection, wanted, NewRun::at));
      try (ResultSet row = s.executeQuery()) {
        while (row.next()) {
          open.put(
              wanted.get(row.getInt("position") - 1),
              new Open(
                  new RunId(row.getObject("id", UUID.class)),
                  row.getInt("last_hour"),
                  row.getInt("last_day")));
        }
      }
    }
    return open;
  }

  /** Lets runs wait on from a newer sign-up. */
  void prolong(Connection connection, Map<NewRun, Open> open) throws SQLException {
    String sql =
        """
        UPDATE run r SET due_at = greatest(r.due_at, p.due_at)
        FROM unnest(?::uuid[], ?::uuid[], ?::timestamptz[]) AS p (tenant_id, id, due_at)
        WHERE r.tenant_id = p.tenant_id AND r.id = p.id AND r.status = 'WAITING'
        """;
    var entries = List.copyOf(open.entrySet());
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setArray(1, Rows.uuids(connection, entries, e -> e.getKey().tenant().value()));
      s.setArray(2, Rows.uuids(connection, entries, e -> e.getValue().run().value()));
      s.setArray(
          3, Rows.instants(connection, entries, e -> due(e.getKey().at(), e.getKey().process())));
      s.executeUpdate();
    }
  }

  /**
   * The end of whatever run a contact point has for a purpose, and how.
   *
   * @param step at which it stands from then on, or null for where it is
   */
  record End(
      TenantId tenant,
      ContactPointId contactPoint,
      PurposeId purpose,
      @Nullable String step,
      String status,
      Instant at) {}

  /** Ends the waiting runs; an answer to an older mail ends the run of a newer one as well. */
  void end(Connection connection, List<End> ends) throws SQLException {
    String sql =
        """
        UPDATE run r SET status = e.status, step = coalesce(e.step, r.step), ended_at = e.at
        FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::timestamptz[])
          AS e (tenant_id, contact_point_id, purpose_id, step, status, at)
        WHERE r.tenant_id = e.tenant_id AND r.contact_point_id = e.contact_point_id
          AND r.purpose_id = e.purpose_id AND r.status = 'WAITING'
        """;
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setArray(1, Rows.uuids(connection, ends, e -> e.tenant().value()));
      s.setArray(2, Rows.uuids(connection, ends, e -> e.contactPoint().value()));
      s.setArray(3, Rows.uuids(connection, ends, e -> e.purpose().value()));
      s.setArray(4, Rows.texts(connection, ends, End::step));
      s.setArray(5, Rows.texts(connection, ends, End::status));
      s.setArray(6, Rows.instants(connection, ends, End::at));
      s.executeUpdate();
    }
  }

  /**
   * Claims runs of one tenant whose waiting time is over; what another node holds is left to it.
   */
  List<Due> claimDue(Connection connection, TenantId tenant, Instant now, int most)
      throws SQLException {
    String sql =
        """
        SELECT id, contact_point_id, purpose_id FROM run
        WHERE tenant_id = ? AND status = 'WAITING' AND due_at <= ?
        ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED
        """;
    var due = new ArrayList<Due>();
    try (PreparedStatement s = connection.prepareStatement(sql)) {
      s.setObject(1, tenant.value());
      s.setTimestamp(2, java.sql.Timestamp.from(now));
      s.setInt(3, most);
      try (ResultSet row = s.executeQuery()) {
        while (row.next()) {
          due.add(
              new Due(
                  tenant,
                  new RunId(row.getObject("id", UUID.class)),
                  new ContactPointId(row.getObject("contact_point_id", UUID.class)),
                  new PurposeId(row.getObject("purpose_id", UUID.class))));
        }
      }
    }
    return due;
  }
}
