package org.jawort.optin;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.AskedWording;
import org.jawort.consent.EventId;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.KnownState;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.purpose.Wording;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.MessageId;
import org.jawort.delivery.NewMessage;
import org.jawort.delivery.Outbox;
import org.jawort.optin.run.Runs;
import org.jawort.platform.Ids;
import org.jawort.platform.Language;
import org.jawort.tenant.Tenant;
import org.jawort.tenant.Tenants;
import org.springframework.stereotype.Component;

/** Writes what asking comes to: event with its evidence, run, and mail, for many at once. */
@Component
class StartedRequests {
  private final Ledger ledger;
  private final Runs runs;
  private final Tenants tenants;
  private final Outbox outbox;
  private final Ids ids;

  StartedRequests(Ledger ledger, Runs runs, Tenants tenants, Outbox outbox, Ids ids) {
    this.ledger = ledger;
    this.runs = runs;
    this.tenants = tenants;
    this.outbox = outbox;
    this.ids = ids;
  }

  /** In the caller's transaction; each of those was judged under its lock. */
  void write(
      Connection connection,
      AskingWish wish,
      List<Runs.NewRun> starting,
      Map<ContactPointId, AskedPoint> asked,
      Map<Language, Wording> worded)
      throws SQLException {
    Tenant tenant = tenants.find(wish.tenant());
    List<AskedPoint> those =
        starting.stream()
            .map(run -> Objects.requireNonNull(asked.get(run.contactPoint())))
            .toList();
    List<AppendOutcome> appended =
        ledger.append(
            connection,
            those.stream().map(one -> event(wish, one, worded, tenant)).toList(),
            those.stream()
                .map(one -> new KnownState(one.status(), one.block(), one.last()))
                .toList());
    runs.start(connection, starting);
    var messages = new ArrayList<NewMessage>(starting.size());
    for (int i = 0; i < starting.size(); i++) {
      if (starting.get(i).process().atOnce()) {
        messages.add(message(starting.get(i), appended.get(i)));
      }
    }
    outbox.queue(connection, messages);
  }

  private static NewEvent event(
      AskingWish wish, AskedPoint asked, Map<Language, Wording> worded, Tenant tenant) {
    Wording wording = Objects.requireNonNull(worded.get(asked.language()));
    return NewEvent.of(EventType.REQUESTED, wish.tenant(), asked.contactPoint(), wish.purpose())
        .by(wish.actor(), wish.source(), wish.at())
        .backedBy(
            Evidence.asked(
                    asked.address(),
                    wish.basis(),
                    List.of(AskedWording.of(wording)),
                    tenant.privacyPolicyUrl().map(URI::toString).orElse(null))
                .ofPolicy(tenant.privacyPolicyVersion().orElse(null)));
  }

  private NewMessage message(Runs.NewRun run, AppendOutcome appendOutcome) {
    EventId event =
        switch (appendOutcome) {
          case AppendOutcome.Changed changed -> changed.event();
          case AppendOutcome.Recorded recorded -> recorded.event();
          case AppendOutcome.Refused refused ->
              throw new IllegalStateException("what was judged must be taken: " + refused);
        };
    return NewMessage.to(run.tenant(), run.contactPoint(), new MessageId(ids.next()))
        .about(MessageClass.OPT_IN, run.purpose(), run.process().campaign(), run.at())
        .askedBy(event)
        .ofRun(run.id().value())
        .answeredUntil(run.process().answerUntil(run.at()));
  }
}
