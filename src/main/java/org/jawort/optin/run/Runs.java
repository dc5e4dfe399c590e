package org.jawort.optin.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.process.ActiveProcess;
import org.jawort.optin.step.Flow;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.retention.KeptThing;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The ways through the processes, many at a time. */
@Component
public class Runs {
  /**
   * A run that begins.
   *
   * @param together the first run of the same submission, where several boxes were ticked, or null
   */
  public record NewRun(
      TenantId tenant,
      RunId id,
      ActiveProcess process,
      ContactPointId contactPoint,
      PurposeId purpose,
      Instant at,
      @Nullable RunId together) {
    /** One that goes alone. */
    public NewRun(
        TenantId tenant,
        RunId id,
        ActiveProcess process,
        ContactPointId contactPoint,
        PurposeId purpose,
        Instant at) {
      this(tenant, id, process, contactPoint, purpose, at, null);
    }

    /** The same with others. */
    public NewRun with(@Nullable RunId first) {
      return new NewRun(tenant, id, process, contactPoint, purpose, at, first);
    }

    /** What is to be sent in place of the process's first mail; what went out is not kept. */
    @Nullable UUID asksWith() {
      return process.atOnce() ? null : process.chosen();
    }

    /** When it is to go on by itself. */
    Instant dueAt() {
      return process.atOnce() ? process.due(at) : at;
    }
  }

  /**
   * From the sign-up until a contact that never confirmed is erased (law 23), in SQL about a run r.
   */
  public static final String ERASE_AFTER =
      "kept_days(r.tenant_id, 'UNCONFIRMED', %d) * interval '1 day'"
          .formatted(KeptThing.UNCONFIRMED.usual());

  private final RunBell bell;

  Runs(RunBell bell) {
    this.bell = bell;
  }

  /** Begins runs, and wakes the engine where something is to be done before the wait. */
  public void start(Connection connection, List<NewRun> runs) throws SQLException {
    String sql =
        """
        INSERT INTO run (tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
                         step, status, started_at, due_at, confirmed_step, together_with, asks_with)
        SELECT tenant_id, id, process_id, process_version, contact_point_id, purpose_id,
               step, 'WAITING', at, due_at, confirmed_step, together_with, asks_with
        FROM unnest(:tenant::uuid[], :id::uuid[], :process::uuid[], :processVersion::int[],
                    :contactPoint::uuid[], :purpose::uuid[], :step::text[], :at::timestamptz[],
                    :dueAt::timestamptz[], :confirmedStep::text[], :together::uuid[],
                    :asksWith::uuid[])
          AS r (tenant_id, id, process_id, process_version, contact_point_id, purpose_id, step,
                at, due_at, confirmed_step, together_with, asks_with)
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
        .uuids("together", Runs::together)
        .uuids("asksWith", NewRun::asksWith)
        .update();
    if (runs.stream().anyMatch(run -> !run.process().atOnce())) {
      bell.ringAfterCommit();
    }
  }

  private static @Nullable UUID together(NewRun run) {
    return run.together() == null ? null : run.together().value();
  }

  /**
   * A run that waits.
   *
   * @param together names those of the same submission, or null
   */
  public record Open(RunId run, @Nullable RunId together) {}

  /** Finds the waiting runs of these contact points and purposes. */
  public Map<NewRun, Open> open(Connection connection, List<NewRun> wanted) throws SQLException {
    String sql =
        """
        SELECT w.position, r.id, r.together_with
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[])
             WITH ORDINALITY AS w (tenant_id, contact_point_id, purpose_id, position)
        JOIN run r USING (tenant_id, contact_point_id, purpose_id)
        WHERE r.status = 'WAITING'
        """;
    var open = new HashMap<NewRun, Open>();
    Rows.batch(connection, sql, wanted)
        .uuids("tenant", r -> r.tenant().value())
        .uuids("contactPoint", r -> r.contactPoint().value())
        .uuids("purpose", r -> r.purpose().value())
        .each(
            row -> {
              UUID together = Rows.uuid(row, "together_with");
              var run = new RunId(row.getObject("id", UUID.class));
              open.put(
                  wanted.get(row.getInt("position") - 1),
                  new Open(run, together == null ? null : new RunId(together)));
            });
    return open;
  }

  /**
   * Lets runs wait on from a newer sign-up, with others where it was for several purposes. One that
   * has not come to its wait yet, which was due when it began, goes on to it as it would.
   */
  public void prolong(Connection connection, Map<NewRun, RunId> open) throws SQLException {
    String sql =
        """
        UPDATE run r
        SET due_at = CASE WHEN r.due_at > coalesce(r.moved_at, r.started_at)
                          THEN greatest(r.due_at, p.due_at) ELSE r.due_at END,
            together_with = coalesce(r.together_with, p.together_with)
        FROM unnest(:tenant::uuid[], :id::uuid[], :dueAt::timestamptz[], :together::uuid[])
          AS p (tenant_id, id, due_at, together_with)
        WHERE r.tenant_id = p.tenant_id AND r.id = p.id AND r.status = 'WAITING'
          AND (r.due_at > coalesce(r.moved_at, r.started_at) OR p.together_with IS NOT NULL)
        """;
    var entries = List.copyOf(open.entrySet());
    Rows.batch(connection, sql, entries)
        .uuids("tenant", e -> e.getKey().tenant().value())
        .uuids("id", e -> e.getValue().value())
        .instants("dueAt", e -> e.getKey().process().due(e.getKey().at()))
        .uuids("together", e -> together(e.getKey()))
        .update();
  }

  /** The runs, whichever they are, that a contact point has for a purpose. */
  public record Of(TenantId tenant, ContactPointId contactPoint, PurposeId purpose) {}

  /** A run whose question somebody answered, if it still waits. */
  public record Waiting(Of consent, RunId run) {}

  /** How a run was confirmed. */
  public enum Confirmed {
    /** It was about a consent that was not given. */
    NEWLY,
    /** What was given before is renewed, and the run ended. */
    GIVEN_BEFORE
  }

  /**
   * Takes those of the runs that still wait to where their confirmation leads; what comes there is
   * the engine's work, unless it is the end. Where the consent stands already, it is renewed, and
   * nothing comes after that. The caller holds the locks of the contact points.
   *
   * @return those that waited; the others answer for nothing any more
   */
  public Map<RunId, Confirmed> confirm(Connection connection, List<Waiting> answered, Instant at)
      throws SQLException {
    var confirmed = new HashMap<RunId, Confirmed>();
    if (answered.isEmpty()) {
      return confirmed;
    }
    // LIMIT keeps it at one look-up by the key for each, however many there are.
    String sql =
        """
        UPDATE run r
        SET status = 'CONFIRMED', answered_step = r.step,
            step = CASE WHEN o.given THEN r.step ELSE coalesce(r.confirmed_step, :end) END,
            moved_at = CASE WHEN o.given THEN r.moved_at ELSE :at END,
            due_at = CASE WHEN o.given THEN r.due_at ELSE :at END,
            ended_at = CASE WHEN o.given OR r.confirmed_step IS NULL THEN :at::timestamptz END
        FROM (SELECT a.*, coalesce(c.status IN ('CONFIRMED', 'EXTERNALLY_DOCUMENTED'), false) AS given
              FROM unnest(:tenant::uuid[], :run::uuid[], :contactPoint::uuid[], :purpose::uuid[])
                AS a (tenant_id, id, contact_point_id, purpose_id)
              LEFT JOIN LATERAL (
                SELECT c.status FROM consent c
                WHERE c.tenant_id = a.tenant_id AND c.contact_point_id = a.contact_point_id
                  AND c.purpose_id = a.purpose_id LIMIT 1) c ON true) o
        WHERE r.tenant_id = o.tenant_id AND r.id = o.id AND r.status = 'WAITING'
        RETURNING r.id, o.given, r.ended_at IS NULL AS goes_on
        """;
    var goOn = new AtomicBoolean();
    Rows.batch(connection, sql, answered)
        .text("end", Flow.COMPLETE)
        .instant("at", at)
        .uuids("tenant", a -> a.consent().tenant().value())
        .uuids("run", a -> a.run().value())
        .uuids("contactPoint", a -> a.consent().contactPoint().value())
        .uuids("purpose", a -> a.consent().purpose().value())
        .each(
            row -> {
              confirmed.put(
                  new RunId(row.getObject("id", UUID.class)),
                  row.getBoolean("given") ? Confirmed.GIVEN_BEFORE : Confirmed.NEWLY);
              goOn.compareAndSet(false, row.getBoolean("goes_on"));
            });
    if (goOn.get()) {
      bell.ringAfterCommit();
    }
    return confirmed;
  }

  /**
   * Ends runs where they stand: those that wait, and those that went on after a confirmation.
   * Whoever came by a form alone and refused is erased as those are who never answered (law 23).
   * The condition on the end is written so that the index of due runs cannot answer.
   *
   * @param waiting what becomes of those that wait
   */
  public void stop(Connection connection, List<Of> runs, RunStatus waiting, Instant at)
      throws SQLException {
    if (runs.isEmpty()) {
      return;
    }
    String sql =
        """
        UPDATE run r
        SET status = CASE WHEN r.status = 'WAITING' THEN :waiting ELSE r.status END,
            answered_step = coalesce(r.answered_step, r.step), ended_at = :endedAt,
            erase_at = CASE WHEN r.status = 'WAITING' AND :waiting = 'REFUSED' THEN (
                SELECT max(e.at) + %s FROM contact_point p
                JOIN contact c ON c.tenant_id = p.tenant_id AND c.id = p.contact_id
                JOIN consent_event e ON e.tenant_id = p.tenant_id AND e.contact_point_id = p.id
                WHERE p.tenant_id = r.tenant_id AND p.id = r.contact_point_id AND c.origin = 'FORM'
                  AND e.purpose_id = r.purpose_id AND e.type = 'SIGNED_UP')
              ELSE r.erase_at END
        FROM unnest(:tenant::uuid[], :contactPoint::uuid[], :purpose::uuid[])
          AS o (tenant_id, contact_point_id, purpose_id)
        WHERE r.tenant_id = o.tenant_id AND r.contact_point_id = o.contact_point_id
          AND r.purpose_id = o.purpose_id AND coalesce(r.ended_at, 'infinity') = 'infinity'
        """
            .formatted(ERASE_AFTER);
    Rows.batch(connection, sql, runs)
        .text("waiting", waiting.name())
        .instant("endedAt", at)
        .uuids("tenant", r -> r.tenant().value())
        .uuids("contactPoint", r -> r.contactPoint().value())
        .uuids("purpose", r -> r.purpose().value())
        .update();
  }
}
