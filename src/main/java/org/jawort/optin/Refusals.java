package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.contact.MailBlock;
import org.jawort.delivery.MessageId;
import org.jawort.optin.run.RunStatus;
import org.jawort.optin.run.Runs;
import org.jawort.tenant.Actor;
import org.springframework.stereotype.Component;

/**
 * Takes in "no". It is honoured where nothing newer was asked or given since: to the request that
 * waits, after its time was over, and as a withdrawal by whoever was asked to renew (domain.md).
 */
@Component
class Refusals {
  private final Ledger ledger;
  private final Runs runs;

  Refusals(Ledger ledger, Runs runs) {
    this.ledger = ledger;
    this.runs = runs;
  }

  /** Under the locks of the contact points; adds an answer for each. */
  void takeIn(
      Connection connection,
      List<AskedConsent> asked,
      Instant now,
      Map<MessageId, AnswerOutcome> answers)
      throws SQLException {
    Map<AskedConsent, StandingRequest> standings = StandingRequest.of(connection, asked);
    var refused = new HashSet<Runs.Of>();
    var events = new ArrayList<NewEvent>();
    for (AskedConsent one : asked) {
      StandingRequest standing = standings.get(one);
      if (standing == null) {
        continue;
      }
      Optional<EventType> no = no(one, standing);
      // Two mails of one request may be answered at once.
      if (no.isPresent() && refused.add(one.of())) {
        events.add(event(one, no.get(), standing, now));
      }
      answers.merge(
          one.pressed().message(),
          no.isPresent() ? AnswerOutcome.DONE : standing.refused(),
          AnswerOutcome::or);
    }
    if (!events.isEmpty()) {
      ledger.append(connection, events);
      runs.stop(connection, List.copyOf(refused), RunStatus.REFUSED, now);
    }
  }

  /** What it says; empty where it changes nothing. */
  private static Optional<EventType> no(AskedConsent asked, StandingRequest standing) {
    boolean given = standing.status().mayAdvertise();
    boolean heard = standing.waiting() || (given ? asked.renewal() : !standing.newer());
    return heard ? standing.status().no(standing.waiting()) : Optional.empty();
  }

  private static NewEvent event(
      AskedConsent asked, EventType no, StandingRequest standing, Instant now) {
    Visit visit = asked.pressed().visit();
    boolean cutsOff = no == EventType.REVOKED && !standing.otherConsent();
    return NewEvent.of(no, asked.pressed().tenant(), asked.contactPoint(), asked.purpose())
        .by(Actor.RECIPIENT, "LINK", now)
        .through(asked.campaign(), asked.pressed().message().value())
        .backedBy(Evidence.pressed(visit.ip(), visit.userAgent(), visit.landing(), visit.shown()))
        .setting(cutsOff ? MailBlock.UNSUBSCRIBED : null);
  }
}
