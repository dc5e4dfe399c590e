package org.jawort.consent;

import static org.jawort.consent.ConsentStatus.CONFIRMED;
import static org.jawort.consent.ConsentStatus.EXTERNALLY_DOCUMENTED;
import static org.jawort.consent.ConsentStatus.LAPSED;
import static org.jawort.consent.ConsentStatus.REFUSED;
import static org.jawort.consent.ConsentStatus.REVOKED;
import static org.jawort.consent.ConsentStatus.SENT;
import static org.jawort.consent.ConsentStatus.TRIGGERED;
import static org.jawort.consent.ConsentStatus.UNKNOWN;

import java.util.EnumSet;
import java.util.Set;
import org.jawort.tenant.Actor;

/** What an event does to a status: the table of domain.md, and the only place where it stands. */
public sealed interface Transition {
  /** The status changes. */
  record To(ConsentStatus status) implements Transition {}

  /** The status is again what it was before the declaration that is taken back. */
  record Back() implements Transition {}

  /** The event is a fact and is recorded, but changes nothing. */
  record Stays() implements Transition {}

  /** The event cannot happen here, or not by this actor; nothing is recorded. */
  record Forbidden(Reason reason) implements Transition {}

  /** Why an event is refused. */
  enum Reason {
    /** The table does not let this actor do it. */
    ACTOR,
    /** It is so already. */
    ALREADY,
    /** The status does not allow it. */
    STATUS
  }

  /** Tells whether the status changes. */
  default boolean changes() {
    return this instanceof To || this instanceof Back;
  }

  /**
   * Tells what happens when the actor causes the event in the given status. That a request stands
   * beside a "no", where one must, is asked by whoever tells the event.
   */
  static Transition of(ConsentStatus from, EventType event, Actor.Kind actor) {
    if (!actorsOf(event).contains(actor)) {
      return new Forbidden(Reason.ACTOR);
    }
    return switch (event) {
      case SIGNED_UP ->
          switch (from) {
            case UNKNOWN, LAPSED -> new To(TRIGGERED);
            // Nobody is proven yet: what is given stays, and so does a "no".
            case TRIGGERED, SENT, CONFIRMED, EXTERNALLY_DOCUMENTED, REFUSED, REVOKED -> new Stays();
          };
      case REQUESTED ->
          switch (from) {
            case UNKNOWN -> new To(TRIGGERED);
            // A request never lowers a given consent.
            case CONFIRMED, EXTERNALLY_DOCUMENTED -> new Stays();
            case TRIGGERED, SENT -> new Forbidden(Reason.ALREADY);
            case LAPSED, REFUSED, REVOKED -> new Forbidden(Reason.STATUS);
          };
      case SENT ->
          switch (from) {
            case TRIGGERED -> new To(SENT);
            case UNKNOWN -> new Forbidden(Reason.STATUS);
            // A mail that was under way when the answer came.
            case SENT, CONFIRMED, EXTERNALLY_DOCUMENTED, LAPSED, REFUSED, REVOKED -> new Stays();
          };
      case CONFIRMED -> oneOf(from, EnumSet.of(TRIGGERED, SENT, REFUSED, REVOKED), CONFIRMED);
      // What is given stays given as it was; it rests on the newer proof from then on.
      case RENEWED -> from.mayAdvertise() ? new Stays() : new Forbidden(Reason.STATUS);
      case REFUSED ->
          switch (from) {
            case UNKNOWN, LAPSED, TRIGGERED, SENT -> new To(REFUSED);
            // Said once more, to the request that stands beside it.
            case REFUSED, REVOKED -> new Stays();
            case CONFIRMED, EXTERNALLY_DOCUMENTED -> new Forbidden(Reason.STATUS);
          };
      case LAPSED ->
          switch (from) {
            case TRIGGERED, SENT -> new To(LAPSED);
            case REFUSED, REVOKED -> new Stays();
            case LAPSED -> new Forbidden(Reason.ALREADY);
            case UNKNOWN, CONFIRMED, EXTERNALLY_DOCUMENTED -> new Forbidden(Reason.STATUS);
          };
      case DECLARED -> declared(from, actor);
      // Behind the tenant's setting, which the door asks (domain.md).
      case DECLARED_ANEW -> oneOf(from, EnumSet.of(REVOKED), EXTERNALLY_DOCUMENTED);
      case DECLARATION_WITHDRAWN ->
          from == EXTERNALLY_DOCUMENTED ? new Back() : new Forbidden(Reason.STATUS);
      case REVOKED -> oneOf(from, EnumSet.of(CONFIRMED, EXTERNALLY_DOCUMENTED), REVOKED);
      case GRANTED -> oneOf(from, EnumSet.of(REVOKED, REFUSED), CONFIRMED);
      case USED -> from.mayAdvertise() ? new Stays() : new Forbidden(Reason.STATUS);
      case FILLED_IN, MAILED, ASK_LATER, BLOCKED, UNBLOCKED, OBJECTED -> new Stays();
    };
  }

  private static Transition declared(ConsentStatus from, Actor.Kind actor) {
    // After a refusal only one by one, never by a file.
    Set<ConsentStatus> open =
        actor == Actor.Kind.IMPORT
            ? EnumSet.of(UNKNOWN, LAPSED)
            : EnumSet.of(UNKNOWN, LAPSED, REFUSED);
    return oneOf(from, open, EXTERNALLY_DOCUMENTED);
  }

  private static Transition oneOf(ConsentStatus from, Set<ConsentStatus> open, ConsentStatus to) {
    if (open.contains(from)) {
      return new To(to);
    }
    return new Forbidden(from == to ? Reason.ALREADY : Reason.STATUS);
  }

  private static Set<Actor.Kind> actorsOf(EventType event) {
    return switch (event) {
      case SIGNED_UP, FILLED_IN, CONFIRMED, RENEWED, GRANTED -> EnumSet.of(Actor.Kind.RECIPIENT);
      case REQUESTED -> EnumSet.of(Actor.Kind.STAFF, Actor.Kind.IMPORT, Actor.Kind.API);
      case SENT, MAILED -> EnumSet.of(Actor.Kind.SYSTEM);
      case REFUSED, OBJECTED -> EnumSet.of(Actor.Kind.RECIPIENT, Actor.Kind.STAFF, Actor.Kind.API);
      case LAPSED -> EnumSet.of(Actor.Kind.PROCESS);
      case DECLARED, DECLARATION_WITHDRAWN ->
          EnumSet.of(Actor.Kind.STAFF, Actor.Kind.IMPORT, Actor.Kind.API);
      case REVOKED ->
          EnumSet.of(Actor.Kind.RECIPIENT, Actor.Kind.SYSTEM, Actor.Kind.STAFF, Actor.Kind.API);
      case USED -> EnumSet.of(Actor.Kind.STAFF, Actor.Kind.API);
      case DECLARED_ANEW, ASK_LATER, UNBLOCKED -> EnumSet.of(Actor.Kind.STAFF);
      // The recipient and another system by a complaint.
      case BLOCKED ->
          EnumSet.of(Actor.Kind.RECIPIENT, Actor.Kind.SYSTEM, Actor.Kind.STAFF, Actor.Kind.API);
    };
  }
}
