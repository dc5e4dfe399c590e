package org.jawort.desk.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jawort.TestServer;
import org.jawort.consent.dossier.DossierCheck;
import org.jawort.consent.log.LogEvents;
import org.jawort.consent.log.LogKeys;
import org.jawort.consent.log.VerifierKey;
import org.jawort.consent.proof.DossierSeal;
import org.jawort.contact.Contacts;
import org.jawort.desk.ContactRecord;
import org.jawort.desk.ContactRecords;
import org.jawort.integration.Proofs.ProofOutcome;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The key of the log is rotated while a dossier is made, at each moment at which it can be. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RotatedKeyTest {
  private TestServer server;
  private TenantId tenant;
  private ContactRecord record;

  @BeforeAll
  void start() {
    server =
        TestServer.start(
            Map.of(
                "JAWORT_ADMIN_EMAIL",
                TestServer.OWNER,
                "JAWORT_ADMIN_PASSWORD",
                TestServer.PASSWORD));
    tenant = server.bean(Tenants.class).all().getFirst();
    var log = new LogEvents(server, tenant);
    var happened = log.signUp(1).getFirst();
    log.sealed(happened.event());
    var point = happened.contactPoint();
    var contact = server.bean(Contacts.class).points(tenant, List.of(point)).get(point).contact();
    record = server.bean(ContactRecords.class).find(tenant, contact).orElseThrow();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private DossierSeal.Stamp stamp() {
    return server.bean(DossierSeal.class).stamp();
  }

  private Optional<Dossier> gathered(DossierSeal.Stamp stamp) {
    DocumentContext documentContext =
        server.bean(DocumentContexts.class).of(tenant, new Subject.Known(record), Optional.empty());
    return server
        .bean(Gathering.class)
        .gather(tenant, documentContext, record.points().getFirst(), stamp);
  }

  private VerifierKey rotated() {
    return VerifierKey.parse(server.bean(LogKeys.class).rotate(false));
  }

  /** Rotated between the two files as well. */
  private void verifies(Dossier dossier, VerifierKey key) {
    var files = server.bean(DossierFiles.class);
    byte[] json = files.json(dossier);
    rotated();
    for (byte[] file : List.of(json, files.pdf(dossier))) {
      assertThat(DossierCheck.check(file, List.of(key), Locale.ENGLISH))
          .allSatisfy(finding -> assertThat(finding.holds()).as(finding.text()).isTrue());
    }
  }

  @Test
  @DisplayName("B-01 Rotated between reading and sealing: sealed by the key that was read")
  void beforeSealing() {
    DossierSeal.Stamp stamp = stamp();
    Dossier dossier = gathered(stamp).orElseThrow();
    rotated();
    rotated();
    verifies(dossier, VerifierKey.parse(stamp.key()));
  }

  @Test
  @DisplayName("B-01 Rotated before the proofs are read, and the old key signs no more: anew")
  void beforeReading() {
    DossierSeal.Stamp stamp = stamp();
    rotated();
    rotated();
    assertThat(gathered(stamp)).as("nothing that would not verify").isEmpty();
    var tries = new AtomicInteger();
    ProofOutcome proofOutcome =
        server
            .bean(SealWait.class)
            .ask(
                now -> {
                  VerifierKey newest = VerifierKey.parse(now.key());
                  if (tries.incrementAndGet() == 1) {
                    rotated();
                    rotated();
                  }
                  return gathered(now)
                      .map(
                          dossier -> {
                            verifies(dossier, newest);
                            return (ProofOutcome) new ProofOutcome.Made("made", out -> {});
                          })
                      .orElseGet(ProofOutcome.NotYetSealed::new);
                });
    assertThat(proofOutcome).isInstanceOf(ProofOutcome.Made.class);
    assertThat(tries).hasValue(2);
  }
}
