package org.jawort.optin;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.contact.Suppressions;
import org.jawort.delivery.MessageId;
import org.jawort.optin.run.RunId;
import org.jawort.optin.run.Runs;
import org.jawort.tenant.Actor;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Takes in "yes". A link answers for its own run alone: what moves that run on decides, so a link
 * that was used, superseded or whose run ended confirms nothing (domain.md).
 */
@Component
class Confirmations {
  private final Ledger ledger;
  private final Runs runs;
  private final Suppressions suppressions;
  private final ApplicationEventPublisher publisher;

  Confirmations(
      Ledger ledger, Runs runs, Suppressions suppressions, ApplicationEventPublisher publisher) {
    this.ledger = ledger;
    this.runs = runs;
    this.suppressions = suppressions;
    this.publisher = publisher;
  }

  /** Under the locks of the contact points; adds an answer for each. */
  void takeIn(
      Connection connection,
      List<AskedConsent> asked,
      Instant now,
      Map<MessageId, AnswerOutcome> answers)
      throws SQLException {
    // Two mails of one run may be answered at once; the first of them is its answer.
    var first = new LinkedHashMap<RunId, AskedConsent>();
    asked.stream().filter(a -> a.run() != null).forEach(a -> first.putIfAbsent(a.run(), a));
    Map<RunId, Runs.Confirmed> confirmed =
        runs.confirm(connection, first.values().stream().map(Confirmations::run).toList(), now);
    List<AskedConsent> done =
        first.values().stream().filter(a -> confirmed.containsKey(a.run())).toList();
    append(connection, done, confirmed, now);
    done.forEach(a -> answers.put(a.pressed().message(), AnswerOutcome.DONE));
    List<AskedConsent> late =
        asked.stream().filter(a -> !answers.containsKey(a.pressed().message())).toList();
    StandingRequest.of(connection, late)
        .forEach(
            (one, standing) ->
                answers.merge(one.pressed().message(), standing.confirmed(), AnswerOutcome::or));
  }

  private static Runs.Waiting run(AskedConsent asked) {
    return new Runs.Waiting(asked.of(), Objects.requireNonNull(asked.run()));
  }

  private void append(
      Connection connection,
      List<AskedConsent> done,
      Map<RunId, Runs.Confirmed> confirmed,
      Instant now)
      throws SQLException {
    if (done.isEmpty()) {
      return;
    }
    List<NewEvent> events = new ArrayList<>(done.size());
    for (AskedConsent one : done) {
      // What is given stays given as it was; it rests on the newer proof from then on.
      boolean given = confirmed.get(one.run()) == Runs.Confirmed.GIVEN_BEFORE;
      events.add(event(one, given ? EventType.RENEWED : EventType.CONFIRMED, now));
    }
    for (AppendOutcome outcome : ledger.append(connection, events)) {
      if (outcome instanceof AppendOutcome.Refused) {
        throw new IllegalStateException("a waiting run must be able to be confirmed: " + outcome);
      }
    }
    List<AskedConsent> suppressed = done.stream().filter(AskedConsent::suppressed).toList();
    if (!suppressed.isEmpty()) {
      suppressions.liftByConfirming(
          connection, suppressed.stream().map(one -> one.target(now)).distinct().toList());
    }
    publisher.publishEvent(confirmed(done, now));
  }

  private static SignUpsConfirmed confirmed(List<AskedConsent> done, Instant now) {
    return new SignUpsConfirmed(
        done.stream()
            .filter(one -> one.asked() != null)
            .map(
                one ->
                    new SignUpsConfirmed.Confirmed(
                        one.pressed().tenant(),
                        one.contactPoint(),
                        Objects.requireNonNull(one.asked())))
            .distinct()
            .toList(),
        now);
  }

  private static NewEvent event(AskedConsent asked, EventType type, Instant now) {
    Visit visit = asked.pressed().visit();
    return NewEvent.of(type, asked.pressed().tenant(), asked.contactPoint(), asked.purpose())
        .by(Actor.RECIPIENT, "LINK", now)
        .through(asked.campaign(), asked.pressed().message().value())
        .backedBy(Evidence.pressed(visit.ip(), visit.userAgent(), visit.landing(), visit.shown()));
  }
}
