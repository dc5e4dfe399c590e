package org.jawort.consent.declaration;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jawort.consent.AllAdvertising;
import org.jawort.consent.AllAdvertising.ObjectionOutcome;
import org.jawort.consent.Declaration;
import org.jawort.consent.Evidence;
import org.jawort.consent.Withdrawal;
import org.jawort.contact.ContactPoint;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.Contacts;
import org.jawort.platform.Database;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/**
 * Objections to all advertising (law 53) and complaints about a mail (B-08) that somebody heard,
 * with what they tell of it.
 */
@Component
public class Objections {
  private final Database database;
  private final Contacts contacts;
  private final AllAdvertising allAdvertising;
  private final InstantSource clock;

  Objections(
      Database database, Contacts contacts, AllAdvertising allAdvertising, InstantSource clock) {
    this.database = database;
    this.contacts = contacts;
    this.allAdvertising = allAdvertising;
    this.clock = clock;
  }

  /** What such a statement lacks; nothing is to be recorded while it lacks anything. */
  public List<DeclarationProblem> lacks(Declaration declaration) {
    return DeclarationRules.ofMoment(declaration, clock.instant());
  }

  /**
   * Takes it by the one door for objections.
   *
   * @param source where it was heard, such as API
   */
  public ObjectionOutcome object(
      TenantId tenant, ContactPointId id, Actor actor, String source, Declaration declaration) {
    return told(
        tenant, id, source, declaration, said -> allAdvertising.object(tenant, id, actor, said));
  }

  /**
   * Takes a complaint by the one door for it.
   *
   * @param source where it was heard, such as API
   */
  public ObjectionOutcome complain(
      TenantId tenant, ContactPointId id, Actor actor, String source, Declaration declaration) {
    return told(
        tenant, id, source, declaration, said -> allAdvertising.complain(tenant, id, actor, said));
  }

  private ObjectionOutcome told(
      TenantId tenant,
      ContactPointId id,
      String source,
      Declaration declaration,
      Function<Withdrawal, ObjectionOutcome> taken) {
    return database.writeAnew(
        tenant,
        connection ->
            Optional.ofNullable(contacts.points(tenant, List.of(id)).get(id))
                .map(ContactPoint::address)
                .map(address -> Evidence.said(address, declaration.plain()))
                .map(evidence -> new Withdrawal(null, null, source, evidence))
                .map(taken)
                .orElseGet(ObjectionOutcome.Unknown::new));
  }
}
