package org.jawort.optin.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.process.ActiveProcess;
import org.jawort.optin.step.Flow;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.springframework.stereotype.Component;

/** The ways through the processes, many at a time. */
@Component
public class Runs {
  /** A run that begins. */
  public record NewRun(
      TenantId tenant,
      RunId id,
      ActiveProcess process,
      ContactPointId contactPoint,
      PurposeId purpose,
      Instant at) {
    /** When it is to go on by itself. */
    Instant dueAt() {
      return process.atOnce() ? process.due(at) : at;
    }
  }

  private final RunBell bell;

  Runs(RunBell bell) {
    this.bell = bell;
  }

  /** Begins runs, and wakes the engine where something is to be done before the wait. */
  public void start(Connection connection, List<NewRun> runs) throws SQLException {
    String sql =
        """
        INSERT INTO run (tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
                         step, status, started_at, due_at, confirmed_step)
        SELECT tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
               step, 'WAITING', at, due_at, confirmed_step
        FROM unnest(:tenant::uuid[], :id::uuid[], :process::uuid[], :processVersion::int[],
                    :contactPoint::uuid[], :purpose::uuid[], :step::text[], :at::timestamptz[],
                    :dueAt::timestamptz[], :confirmedStep::text[])
          AS r (tenant_id, id, process_id, process_version, contact_point_id, purpose_id, step,
                at, due_at, confirmed_step)
        """;
    Rows.batch(connection, sql, runs)
        .uuids("tenant", r -> r.tenant().value())
        .uuids("id", r -> r.id().value())
        .uuids("process", r -> r.process().process().value())
        .integers("processVersion", r -> r.process().version())
        .uuids("contactPoint", r -> r.contactPoint().value())
        .uuids("purpose", r -> r.purpose().value())
        .texts("step", r -> r.process().step())
        .instants("at", NewRun::at)
        .instants("dueAt", NewRun::dueAt)
        .texts("confirmedStep", r -> r.process().confirmedStep())
        .update();
    if (runs.stream().anyMatch(run -> !run.process().atOnce())) {
      bell.ringAfterCommit();
    }
  }

  /** Finds the waiting runs of these contact points and purposes. */
  public Map<NewRun, RunId> open(Connection connection, List<NewRun> wanted) throws SQLException {
    String sql =
        """
        SELECT w.position, r.id
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[])
             WITH ORDINALITY AS w (tenant_id, contact_point_id, purpose_id, position)
        JOIN run r USING (tenant_id, contact_point_id, purpose_id)
        WHERE r.status = 'WAITING'
        """;
    var open = new HashMap<NewRun, RunId>();
    Rows.batch(connection, sql, wanted)
        .uuids("tenant", r -> r.tenant().value())
        .uuids("contactPoint", r -> r.contactPoint().value())
        .uuids("purpose", r -> r.purpose().value())
        .each(
            row ->
                open.put(
                    wanted.get(row.getInt("position") - 1),
                    new RunId(row.getObject("id", UUID.class))));
    return open;
  }

  /**
   * Lets runs wait on from a newer sign-up. One that has not come to its wait yet, which was due
   * when it began, goes on to it as it would.
   */
  public void prolong(Connection connection, Map<NewRun, RunId> open) throws SQLException {
    String sql =
        """
        UPDATE run r SET due_at = greatest(r.due_at, p.due_at)
        FROM unnest(:tenant::uuid[], :id::uuid[], :dueAt::timestamptz[])
          AS p (tenant_id, id, due_at)
        WHERE r.tenant_id = p.tenant_id AND r.id = p.id AND r.status = 'WAITING'
          AND r.due_at > coalesce(r.moved_at, r.started_at)
        """;
    var entries = List.copyOf(open.entrySet());
    Rows.batch(connection, sql, entries)
        .uuids("tenant", e -> e.getKey().tenant().value())
        .uuids("id", e -> e.getValue().value())
        .instants("dueAt", e -> e.getKey().process().due(e.getKey().at()))
        .update();
  }

  /** The runs, whichever they are, that a contact point has for a purpose. */
  public record Of(TenantId tenant, ContactPointId contactPoint, PurposeId purpose) {}

  /**
   * Takes the waiting runs to where their confirmation leads; an answer to an older mail moves the
   * run of a newer one as well. What comes there is the engine's work, unless it is the end.
   */
  public void confirm(Connection connection, List<Of> runs, Instant at) throws SQLException {
    if (runs.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE run r
        SET status = 'CONFIRMED', answered_step = r.step, step = coalesce(r.confirmed_step, :end),
            moved_at = :at, due_at = :at,
            ended_at = CASE WHEN r.confirmed_step IS NULL THEN :at::timestamptz END
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[])
          AS o (tenant_id, contact_point_id, purpose_id)
        WHERE r.tenant_id = o.tenant_id AND r.contact_point_id = o.contact_point_id
          AND r.purpose_id = o.purpose_id AND r.status = 'WAITING'
        RETURNING r.confirmed_step IS NOT NULL
        """;
    List<Boolean> goOn =
        Rows.batch(connection, sql, runs)
            .text("end", Flow.COMPLETE)
            .instant("at", at)
            .uuids("tenant", r -> r.tenant().value())
            .uuids("contactPoint", r -> r.contactPoint().value())
            .uuids("purpose", r -> r.purpose().value())
            .list(row -> row.getBoolean(1));
    if (goOn.contains(true)) {
      bell.ringAfterCommit();
    }
  }

  /** Ends waiting runs where they stand: what was given is renewed, and nothing comes after it. */
  public void renew(Connection connection, List<Of> runs, Instant at) throws SQLException {
    end(connection, runs, RunStatus.CONFIRMED, "r.status = 'WAITING'", at);
  }

  /**
   * Ends runs where they stand: those that wait, and those that went on after a confirmation. The
   * condition on the end is written so that the index of due runs cannot answer.
   *
   * @param waiting what becomes of those that wait
   */
  public void stop(Connection connection, List<Of> runs, RunStatus waiting, Instant at)
      throws SQLException {
    end(connection, runs, waiting, "coalesce(r.ended_at, 'infinity') = 'infinity'", at);
  }

  private static void end(
      Connection connection, List<Of> runs, RunStatus waiting, String which, Instant at)
      throws SQLException {
    if (runs.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE run r
        SET status = CASE WHEN r.status = 'WAITING' THEN :waiting ELSE r.status END,
            answered_step = coalesce(r.answered_step, r.step), ended_at = :endedAt
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[])
          AS o (tenant_id, contact_point_id, purpose_id)
        WHERE r.tenant_id = o.tenant_id AND r.contact_point_id = o.contact_point_id
          AND r.purpose_id = o.purpose_id AND
        """
            + which;
    Rows.batch(connection, sql, runs)
        .text("waiting", waiting.name())
        .instant("endedAt", at)
        .uuids("tenant", r -> r.tenant().value())
        .uuids("contactPoint", r -> r.contactPoint().value())
        .uuids("purpose", r -> r.purpose().value())
        .update();
  }
}
