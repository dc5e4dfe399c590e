package org.jawort.erasure;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.consent.proof.KeptEvidence;
import org.jawort.consent.proof.ProofDuty;
import org.jawort.contact.ContactActs;
import org.jawort.contact.ContactActs.Act;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Suppressions;
import org.jawort.contact.merge.Merges;
import org.jawort.optin.engine.PersonErasure;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/**
 * The door for erasing people (Art. 17 GDPR). What must still be proved is named first; what was
 * erased is known to nobody afterwards, and the ledger and its log stay valid (law 34-36, 52).
 */
@Component
public class Erasures {
  private final Database database;
  private final Scope scope;
  private final PersonErasure persons;
  private final Suppressions suppressions;
  private final KeptRows kept;
  private final ContactActs acts;
  private final Merges merges;
  private final InstantSource clock;

  Erasures(
      Database database,
      Scope scope,
      PersonErasure persons,
      Suppressions suppressions,
      KeptRows kept,
      ContactActs acts,
      Merges merges,
      InstantSource clock) {
    this.database = database;
    this.scope = scope;
    this.persons = persons;
    this.suppressions = suppressions;
    this.kept = kept;
    this.acts = acts;
    this.merges = merges;
    this.clock = clock;
  }

  /**
   * Shows what erasing would destroy and keep, without changing anything.
   *
   * @param point one contact point alone; empty: the contact with all of them
   * @return empty where the tenant has no such contact or contact point
   */
  public Optional<ErasurePreview> preview(
      TenantId tenant, ContactId contact, Optional<ContactPointId> point) {
    return database.read(
        tenant, connection -> scope.look(connection, tenant, contact, point, clock.instant()));
  }

  /**
   * Erases, in one transaction; what is erased cannot be brought back. It goes through so many
   * tables that it may get into the way of a mail that is just being sent, and begins anew then.
   */
  public ErasureOutcome erase(TenantId tenant, ErasureWish wish, Actor actor) {
    return database.writeAnew(tenant, connection -> erase(connection, tenant, wish, actor));
  }

  private ErasureOutcome erase(
      Connection connection, TenantId tenant, ErasureWish wish, Actor actor) throws SQLException {
    Scope.lock(connection, tenant, wish.contact());
    Instant now = clock.instant();
    Optional<ErasurePreview> found =
        scope.look(connection, tenant, wish.contact(), wish.point(), now);
    if (found.isEmpty()) {
      return new ErasureOutcome.Unknown(merges.survivor(tenant, wish.contact()));
    }
    ErasurePreview preview = found.get();
    if (wish.asOf().filter(asOf -> !asOf.equals(preview.asOf())).isPresent()) {
      return new ErasureOutcome.Overtaken();
    }
    if (!decided(preview, wish.proof())) {
      return new ErasureOutcome.ProofStands(preview.duties());
    }
    boolean keeps = wish.proof() == ErasureWish.Proof.KEEP && !preview.duties().isEmpty();
    destroy(connection, tenant, preview, wish, keeps, now);
    note(connection, tenant, preview, keeps, actor);
    return keeps
        ? new ErasureOutcome.ProofKept(preview.whole(), preview.until())
        : new ErasureOutcome.Erased(preview.whole());
  }

  private static boolean decided(ErasurePreview preview, ErasureWish.Proof proof) {
    return switch (proof) {
      case ASK -> preview.duties().isEmpty();
      case KEEP -> true;
      case DESTROY -> !preview.compulsory();
    };
  }

  private void destroy(
      Connection connection,
      TenantId tenant,
      ErasurePreview preview,
      ErasureWish wish,
      boolean keeps,
      Instant now)
      throws SQLException {
    List<ProofDuty> duties = keeps ? preview.duties() : List.of();
    if (keeps) {
      kept.keep(connection, tenant, preview, now);
    }
    if (wish.suppress() && !preview.contact().trial()) {
      suppressions.add(connection, tenant, preview.points());
    }
    persons.erase(
        connection,
        tenant,
        preview.whole() ? List.of(wish.contact()) : List.of(),
        preview.points().stream().map(ContactPoint::id).toList(),
        duties.stream()
            .map(duty -> new KeptEvidence.Consent(duty.contactPoint(), duty.purpose()))
            .toList());
  }

  private void note(
      Connection connection, TenantId tenant, ErasurePreview preview, boolean keeps, Actor actor)
      throws SQLException {
    Act whole = preview.counts().nothing() ? Act.POINT_REMOVED : Act.POINT_ERASED;
    UUID contact = preview.contact().id().value();
    UUID point = preview.whole() ? null : preview.points().getFirst().id().value();
    acts.note(
        connection, tenant, preview.whole() ? Act.ERASED : whole, actor, contact, point, null);
    if (keeps) {
      acts.note(connection, tenant, Act.PROOF_KEPT, actor, contact, point, null);
    }
  }
}
