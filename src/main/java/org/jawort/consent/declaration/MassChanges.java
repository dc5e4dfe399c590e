package org.jawort.consent.declaration;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.Declaration;
import org.jawort.consent.Recording;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.ContactPointId;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/**
 * The door for changing many consents at once: whom it concerns is fixed when it starts; then it is
 * worked off in batches, each with its count in one transaction, so that whatever dies in between
 * is gone on with and nobody is changed twice.
 */
@Component
public class MassChanges {
  /** Contact points in one transaction. */
  private static final int BATCH = 2_000;

  private static final String SOURCE = "MASS_CHANGE";

  /** What became of the wish to start one. */
  public sealed interface Start {
    /** It began. */
    record Started(UUID id) implements Start {}

    /** The evidence lacks something; nothing began. */
    record Incomplete(List<DeclarationProblem> lacks) implements Start {
      /** Copies the list. */
      public Incomplete {
        lacks = List.copyOf(lacks);
      }
    }
  }

  private final Database database;
  private final DeclaredEvidence evidence;
  private final Statements statements;
  private final MassChangeRows rows;
  private final Ids ids;
  private final InstantSource clock;

  MassChanges(
      Database database,
      DeclaredEvidence evidence,
      Statements statements,
      MassChangeRows rows,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.evidence = evidence;
    this.statements = statements;
    this.rows = rows;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Starts one.
   *
   * @param points those that would change
   * @param others how many others the filter showed, by the status that forbids it
   * @param declaration the one evidence for all
   */
  public Start start(
      TenantId tenant,
      UUID by,
      PurposeId purpose,
      MassChange.Kind kind,
      List<ContactPointId> points,
      Map<ConsentStatus, Integer> others,
      Declaration declaration) {
    var recording = new Recording(tenant, purpose, Actor.staff(by), SOURCE);
    return database.write(
        tenant,
        connection -> {
          List<DeclarationProblem> lacks =
              kind == MassChange.Kind.DECLARE
                  ? evidence.check(connection, recording, declaration).lacks()
                  : DeclarationRules.ofMistake(declaration);
          if (!lacks.isEmpty()) {
            return new Start.Incomplete(lacks);
          }
          var outcome = new HashMap<String, Integer>();
          others.forEach((status, count) -> outcome.put(status.name(), count));
          UUID id = ids.next();
          rows.insert(connection, recording, id, kind, declaration, points.size(), outcome);
          rows.insertMembers(connection, tenant, id, sorted(points));
          return new Start.Started(id);
        });
  }

  /** In the order in which contact points are locked, and lie beside each other. */
  private static List<ContactPointId> sorted(List<ContactPointId> points) {
    return points.stream().sorted(Comparator.comparing(point -> point.value().toString())).toList();
  }

  /** One of them; empty where the tenant has none of that id. */
  public Optional<MassChange> find(TenantId tenant, UUID id) {
    return database.read(tenant, connection -> rows.find(connection, tenant, id));
  }

  /** Stops it; what is done stays done. */
  public void stop(TenantId tenant, UUID id) {
    mark(tenant, id, "UPDATE mass_change SET stopped_at = ?::timestamptz");
  }

  /** Goes on with one that was stopped. */
  public void goOn(TenantId tenant, UUID id) {
    mark(tenant, id, "UPDATE mass_change SET stopped_at = NULL, worked_at = ?::timestamptz");
  }

  private void mark(TenantId tenant, UUID id, String update) {
    String sql = update + " WHERE tenant_id = ? AND id = ? AND finished_at IS NULL";
    database.write(
        tenant,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, clock.instant().toString());
            statement.setObject(2, tenant.value());
            statement.setObject(3, id);
            return statement.executeUpdate();
          }
        });
  }

  /** Those that are under way and that nobody is working on at this moment. */
  List<UUID> open(TenantId tenant) {
    return database.read(tenant, connection -> rows.open(connection, tenant));
  }

  /** Works one batch off; returns whether there may be another one. */
  boolean work(TenantId tenant, UUID id) {
    return database.write(tenant, connection -> work(connection, tenant, id));
  }

  private boolean work(Connection connection, TenantId tenant, UUID id) throws SQLException {
    Optional<MassChangeRows.Claim> claimed = rows.claim(connection, tenant, id);
    if (claimed.isEmpty()) {
      return false;
    }
    MassChangeRows.Claim claim = claimed.get();
    List<ContactPointId> points = rows.members(connection, tenant, claim, BATCH);
    Map<String, Integer> outcome = act(connection, tenant, claim, points);
    rows.advance(connection, tenant, claim, points.size(), outcome);
    return claim.done() + points.size() < claim.total();
  }

  private Map<String, Integer> act(
      Connection connection,
      TenantId tenant,
      MassChangeRows.Claim claim,
      List<ContactPointId> points)
      throws SQLException {
    var recording = new Recording(tenant, claim.purpose(), Actor.staff(claim.startedBy()), SOURCE);
    List<StatementTarget> wishes = points.stream().map(StatementTarget::blind).toList();
    List<StatementOutcome> acted =
        claim.kind() == MassChange.Kind.DECLARE
            ? statements.declare(connection, recording, wishes, claim.declaration(), false)
            : statements.takeBack(connection, recording, wishes, claim.declaration());
    var outcome = new HashMap<>(claim.outcome());
    acted.forEach(answer -> outcome.merge(nameOf(answer), 1, Integer::sum));
    return outcome;
  }

  private static String nameOf(StatementOutcome statementOutcome) {
    return switch (statementOutcome) {
      case StatementOutcome.Done done -> MassChange.CHANGED;
      case StatementOutcome.Overtaken(ConsentStatus status) -> status.name();
      case StatementOutcome.Refused(ConsentStatus status, StatementOutcome.Reason reason) ->
          reason == StatementOutcome.Reason.OLDER_THAN_NO ? reason.name() : status.name();
      case StatementOutcome.Unknown unknown -> MassChange.GONE;
      case StatementOutcome.Incomplete(List<DeclarationProblem> lacks) ->
          throw new IllegalStateException("was complete when it started: " + lacks);
    };
  }
}
