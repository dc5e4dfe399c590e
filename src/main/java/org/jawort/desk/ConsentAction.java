package org.jawort.desk;

import java.util.ArrayList;
import java.util.List;
import org.jawort.consent.ConsentStatus;
import org.jawort.consent.EventType;
import org.jawort.consent.Transition;
import org.jawort.tenant.Actor;

/** What staff can do about a consent (S2-08). */
public enum ConsentAction {
  /** Ask for it by the double opt-in. */
  ASK("opt-in"),
  /** Ask to renew what was given. */
  RENEW("renewal"),
  /** Record one that was given elsewhere. */
  DECLARE("declarations"),
  /** Take a recorded one back as a mistake. */
  TAKE_BACK("mistakes"),
  /** Record a "no". */
  REFUSE("refusals"),
  /** Withdraw on request. */
  WITHDRAW("withdrawals"),
  /** Note that it was used for a call. */
  USE("uses"),
  /** Ask again later. */
  LATER("reminders");

  private final String path;

  ConsentAction(String path) {
    this.path = path;
  }

  /** The last part of its address. */
  public String path() {
    return path;
  }

  /**
   * What the table of domain.md and the rule for writing let staff do.
   *
   * @param stands where the consent stands
   * @param calls whether the purpose is advertising by call
   * @param again whether the tenant lets staff record a new consent after a withdrawal
   */
  static List<ConsentAction> of(Stands stands, boolean calls, boolean again) {
    ConsentStatus status = stands.status();
    var actions = new ArrayList<ConsentAction>();
    add(actions, ASK, stands.askable());
    add(actions, RENEW, stands.renewable() && status.mayAdvertise() && !stands.asked());
    boolean anew = again && leads(status, EventType.DECLARED_ANEW);
    add(actions, DECLARE, anew || leads(status, EventType.DECLARED));
    add(actions, USE, calls && status.mayAdvertise());
    add(actions, LATER, status == ConsentStatus.UNKNOWN || status == ConsentStatus.LAPSED);
    add(actions, REFUSE, leads(status, EventType.REFUSED) || status.isNo() && stands.asked());
    add(actions, TAKE_BACK, !stands.renewed() && leads(status, EventType.DECLARATION_WITHDRAWN));
    add(actions, WITHDRAW, leads(status, EventType.REVOKED));
    return actions;
  }

  /**
   * Where a consent stands.
   *
   * @param asked whether a request stands beside it: for renewal, or a sign-up beside a "no"
   * @param renewed whether it rests on a renewal by the recipient
   * @param askable whether a request for consent may be sent, by the one rule
   * @param renewable whether one for renewal may
   */
  record Stands(
      ConsentStatus status, boolean asked, boolean renewed, boolean askable, boolean renewable) {
    /** The same, where this moment speaks against asking. */
    Stands unasked() {
      return new Stands(status, asked, renewed, false, false);
    }
  }

  private static boolean leads(ConsentStatus status, EventType event) {
    return Transition.of(status, event, Actor.Kind.STAFF).changes();
  }

  private static void add(List<ConsentAction> actions, ConsentAction action, boolean open) {
    if (open) {
      actions.add(action);
    }
  }
}
