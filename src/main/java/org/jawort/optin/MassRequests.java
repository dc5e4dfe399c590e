package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.AskingLack;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.contact.MailBlock;
import org.jawort.platform.Database;
import org.jawort.platform.Ids;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/**
 * The door for asking a whole group (S1-16). Each batch is written as {@link OptIns#request} writes
 * it, in one transaction with how far it came, so that whatever dies in between is gone on with and
 * nobody is asked twice. Nothing but the batch at hand is in memory.
 */
@Component
public class MassRequests {
  /**
   * Members in one transaction: a second or two, for which a sign-up of one of them has to wait,
   * and the longest that stopping takes.
   */
  static final int BATCH = 10_000;

  /** What became of the wish to ask a group. */
  public sealed interface Start {
    /** It began. */
    record Started(UUID id) implements Start {}

    /** Nobody may be asked on that basis (B-05); nothing began. */
    record Groundless(List<AskingLack> lacks) implements Start {
      /** Copies the list. */
      public Groundless {
        lacks = List.copyOf(lacks);
      }
    }

    /** The tenant has no such group. */
    record UnknownGroup() implements Start {}
  }

  private final Database database;
  private final OptInRequests requests;
  private final MassRequestRows rows;
  private final MassRequestBell bell;
  private final Ids ids;
  private final InstantSource clock;

  MassRequests(
      Database database,
      OptInRequests requests,
      MassRequestRows rows,
      MassRequestBell bell,
      Ids ids,
      InstantSource clock) {
    this.database = database;
    this.requests = requests;
    this.rows = rows;
    this.bell = bell;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Begins to ask all who are in a group at this moment; who comes into it later is not asked, and
   * who left it before their turn is not either.
   *
   * @param basis on which they may be asked at all, the same for the whole group
   * @param actor who wishes it: staff, an import or another system
   * @param source where, such as GROUP
   */
  public Start start(
      TenantId tenant,
      UUID group,
      PurposeId purpose,
      StatedBasis basis,
      Actor actor,
      String source) {
    List<AskingLack> lacks = basis.lacks(clock.instant());
    if (!lacks.isEmpty()) {
      return new Start.Groundless(lacks);
    }
    var by = new MassRequestRows.Wish(tenant, group, purpose, basis, actor, source);
    return database.write(
        tenant,
        connection -> {
          if (!rows.knows(connection, tenant, group)) {
            return new Start.UnknownGroup();
          }
          UUID id = ids.next();
          rows.insert(connection, id, by, clock.instant());
          bell.ringAfterCommit();
          return new Start.Started(id);
        });
  }

  /** One of them; empty where the tenant has none of that id. */
  public Optional<MassRequest> find(TenantId tenant, UUID id) {
    return database.read(tenant, connection -> rows.find(connection, tenant, id));
  }

  /**
   * Stops it after the batch at hand; who was asked stays asked.
   *
   * @return whether it was under way
   */
  public boolean stop(TenantId tenant, UUID id) {
    return database.write(tenant, connection -> rows.stop(connection, tenant, id, clock.instant()));
  }

  /**
   * Goes on with one that was stopped.
   *
   * @return whether it is under way
   */
  public boolean goOn(TenantId tenant, UUID id) {
    return database.write(
        tenant,
        connection -> {
          bell.ringAfterCommit();
          return rows.goOn(connection, tenant, id);
        });
  }

  /** Those of the given tenants that are under way. */
  List<MassRequestRows.Open> open(List<TenantId> tenants) {
    return database.read(tenants, connection -> rows.open(connection, tenants));
  }

  /**
   * Works one batch off.
   *
   * @param most members in it
   * @return whether there may be another one; not where it is over, stopped, or another node's
   */
  boolean work(TenantId tenant, UUID id, int most) {
    return database.write(tenant, connection -> work(connection, tenant, id, most));
  }

  private boolean work(Connection connection, TenantId tenant, UUID id, int most)
      throws SQLException {
    Optional<MassRequestRows.Claim> claimed = rows.claim(connection, tenant, id);
    if (claimed.isEmpty()) {
      return false;
    }
    MassRequestRows.Claim claim = claimed.get();
    MassRequestRows.Members members = rows.members(connection, claim, most);
    Map<String, Integer> outcome = ask(connection, claim.wish(), members);
    rows.advance(connection, claim, members, outcome, clock.instant());
    return !members.last();
  }

  private Map<String, Integer> ask(
      Connection connection, MassRequestRows.Wish by, MassRequestRows.Members members)
      throws SQLException {
    var outcome = new HashMap<String, Integer>();
    if (members.without() > 0) {
      outcome.put(MassRequest.NO_ADDRESS, members.without());
    }
    if (!members.points().isEmpty()) {
      requests
          .takeIn(
              connection,
              by.tenant(),
              members.points(),
              by.purpose(),
              by.basis(),
              by.actor(),
              by.source(),
              false)
          .forEach(
              optInRequestOutcome -> outcome.merge(nameOf(optInRequestOutcome), 1, Integer::sum));
    }
    return outcome;
  }

  private static String nameOf(OptInRequestOutcome optInRequestOutcome) {
    return switch (optInRequestOutcome) {
      case OptInRequestOutcome.Requested requested -> MassRequest.REQUESTED;
      case OptInRequestOutcome.ForbiddenByStatus(var status) -> status.name();
      case OptInRequestOutcome.ForbiddenByBlock(MailBlock block) -> "BLOCKED_" + block.name();
      case OptInRequestOutcome.Suppressed suppressed -> "SUPPRESSED";
      case OptInRequestOutcome.NoSuchChannel channel -> "CHANNEL";
      case OptInRequestOutcome.NoWording wording -> "NO_WORDING";
      case OptInRequestOutcome.AlreadyAsked already -> "PENDING";
      case OptInRequestOutcome.UnknownContactPoint unknown -> MassRequest.NO_ADDRESS;
      case OptInRequestOutcome.Groundless(List<AskingLack> lacks) ->
          throw new IllegalStateException("carried when it began: " + lacks);
    };
  }
}
