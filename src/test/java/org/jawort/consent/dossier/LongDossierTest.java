package org.jawort.consent.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.consent.EventType;
import org.jawort.consent.Evidence;
import org.jawort.consent.Ledger;
import org.jawort.consent.NewEvent;
import org.jawort.consent.ShownPage;
import org.jawort.contact.ContactIntake;
import org.jawort.contact.ContactPointId;
import org.jawort.contact.MailBlocks;
import org.jawort.integration.Proofs;
import org.jawort.platform.Database;
import org.jawort.platform.Language;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A dossier with 500 events: that it holds, how long the check takes, and what an event costs. */
@Tag("soak")
class LongDossierTest {
  private static final int EVENTS = 500;
  private static final int ROUNDS = 5;

  private final OwnTenant tenant = OwnTenant.fresh();

  @Test
  @DisplayName("B-03 A dossier with 500 events is checked whole")
  void checked() {
    tenant.signUp("ada@example.org");
    ContactPointId point = tenant.point("ada@example.org");
    append(point);
    byte[] dossier = dossier(point);
    var times = new ArrayList<Long>();
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      assertThat(DossierCheck.check(dossier, List.of(), Locale.ENGLISH)).hasSizeGreaterThan(EVENTS);
      times.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
    }
    System.out.printf(
        "dossier with %d events and more: %,d bytes; checked in %s ms, first to last%n",
        EVENTS, dossier.length, times);
    for (String table : List.of("consent_event", "consent_evidence", "log_entry")) {
      String sql =
          "SELECT format('%%s: %%s bytes a row, %%s on disk, %%s of indexes', '%1$s', avg(pg_column_size(t.*))::int,"
              + " pg_table_size('%1$s') / count(*), pg_indexes_size('%1$s') / count(*)) FROM %1$s t";
      System.out.println(tenant.list(String.class, sql.formatted(table)).getFirst());
    }
  }

  /** Signs up, confirms and withdraws again and again. */
  private void append(ContactPointId point) {
    var events = new ArrayList<NewEvent>();
    Instant now = tenant.now();
    var page =
        new ShownPage(
            "Bitte bestätigen Sie",
            "<p>" + "Ja, ich möchte den Newsletter erhalten. ".repeat(8) + "</p>",
            List.of("Ich möchte den Newsletter per E-Mail erhalten und kann jederzeit widerrufen."),
            "Ja, bestätigen",
            "Das waren Sie nicht? Dann tun Sie nichts.",
            "Salon\nHauptstraße 1\n10115 Berlin",
            "https://salon.example/datenschutz",
            "2026-11");
    EventType[] cycle = {EventType.CONFIRMED, EventType.REVOKED, EventType.SIGNED_UP};
    for (int i = 0; i < EVENTS; i++) {
      events.add(
          NewEvent.of(cycle[i % 3], tenant.id(), point, tenant.newsletter())
              .by(Actor.RECIPIENT, "LINK", now)
              .backedBy(Evidence.pressed("192.0.2.0", "Mozilla/5.0 Firefox/140.0", null, page)));
    }
    tenant
        .bean(Database.class)
        .write(
            tenant.id(),
            connection -> {
              var target = List.of(new MailBlocks.Target(tenant.id(), point, now));
              tenant.bean(ContactIntake.class).lock(connection, target);
              return tenant.bean(Ledger.class).append(connection, events);
            });
  }

  private byte[] dossier(ContactPointId point) {
    var made =
        (Proofs.ProofOutcome.Made)
            Await.until(
                "the dossier is sealed",
                () ->
                    tenant
                        .bean(Proofs.class)
                        .dossier(tenant.id(), point, Proofs.Format.JSON, Optional.of(Language.EN)),
                answer -> answer instanceof Proofs.ProofOutcome.Made);
    var out = new ByteArrayOutputStream();
    try (out) {
      made.content().writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
