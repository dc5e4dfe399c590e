package org.jawort.consent.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.consent.AppendOutcome;
import org.jawort.consent.EventId;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.consent.purpose.PurposeId;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.IncomingContact;
import org.jawort.contact.Origin;
import org.jawort.contact.address.Channel;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Lets things happen to contact points of a tenant, through the ledger's own door. */
public record LogEvents(TestServer server, TenantId tenant) {
  /** What happened to whom. */
  public record Happened(ContactPointId contactPoint, EventId event) {}

  /** Signs up as many new addresses in one transaction. */
  public List<Happened> signUp(int count) {
    PurposeId purpose =
        server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();
    return server
        .bean(Database.class)
        .write(
            tenant,
            connection -> {
              var events = new ArrayList<NewEvent>(count);
              for (ContactPointId point : arrive(connection, count)) {
                events.add(event(point, purpose, EventType.SIGNED_UP, evidence()));
              }
              return happened(
                  events, server.bean(Ledger.class).appendFirst(connection, events, null));
            });
  }

  /** Lets something without evidence happen. */
  public Happened happen(ContactPointId point, EventType type) {
    PurposeId purpose =
        server.bean(Purposes.class).byKey(tenant, Purposes.NEWSLETTER).orElseThrow().id();
    List<NewEvent> events = List.of(event(point, purpose, type, null));
    return server
        .bean(Database.class)
        .write(
            tenant,
            connection ->
                happened(events, server.bean(Ledger.class).append(connection, events)).getFirst());
  }

  private static List<Happened> happened(List<NewEvent> events, List<AppendOutcome> answers) {
    var happened = new ArrayList<Happened>(events.size());
    for (int i = 0; i < events.size(); i++) {
      happened.add(
          new Happened(
              events.get(i).contactPoint(), ((AppendOutcome.Changed) answers.get(i)).event()));
    }
    return happened;
  }

  private List<ContactPointId> arrive(Connection connection, int count) throws SQLException {
    var arrivals = new ArrayList<IncomingContact>(count);
    for (int i = 0; i < count; i++) {
      String address = UUID.randomUUID() + "@example.org";
      arrivals.add(
          IncomingContact.by(tenant, Channel.EMAIL, address, address)
              .from(Origin.FORM, Language.DE, server.clock().instant())
              .named("Ada", null));
    }
    return server.bean(ContactIntake.class).takeIn(connection, arrivals).stream()
        .map(intakeOutcome -> intakeOutcome.contactPoint())
        .toList();
  }

  private NewEvent event(
      ContactPointId point, PurposeId purpose, EventType type, @Nullable Evidence evidence) {
    return NewEvent.of(type, tenant, point, purpose)
        .by(Actor.RECIPIENT, "FORM", server.clock().instant())
        .backedBy(evidence);
  }

  private static Evidence evidence() {
    return Evidence.of(null)
        .seen("192.0.2.0", "Mozilla/5.0 (X11; Linux x86_64)")
        .on("https://salon.example/newsletter", null)
        .shown(
            List.of(
                new Evidence.Box(
                    "newsletter", null, "Ja, ich möchte „Neues“ & Schönes 🌷.", true)));
  }

  /** Waits until an event has its place. */
  public EventProof.Sealed sealed(EventId event) {
    TransparencyLog log = server.bean(TransparencyLog.class);
    Await.until(
        "the event has its place in the log",
        () -> log.proofOf(tenant, event) instanceof EventProof.Sealed);
    return (EventProof.Sealed) log.proofOf(tenant, event);
  }

  /** The server's sealer, to stop and start it. */
  public static SmartLifecycle sealer(TestServer server) {
    return server.bean("org.jawort.consent.log.Sealer", SmartLifecycle.class);
  }
}
