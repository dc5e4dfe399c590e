package org.jawort.desk.web.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.consent.declaration.EvidenceFiles;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.desk.web.consent.StatementDesk;
import org.jawort.desk.web.contact.ProofServer;
import org.jawort.erasure.ErasureOutcome;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.erasure.KeptProofs;
import org.jawort.tenant.Actor;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A scan that backs a declaration of which only proof is kept. */
class KeptScanTest extends StatementDesk {
  @Test
  @DisplayName("law 34 A scan of kept proof is for editors alone, lies in the dossier, and goes")
  void restricted() throws Exception {
    UUID file = declaredWithScan();
    TestBrowser reader = desk.signedIn(Role.AUDITOR);
    assertThat(reader.get(path("files/" + file)).status()).isEqualTo(200);
    keep();
    assertThat(reader.get(path("files/" + file)).status()).isEqualTo(404);
    assertThat(owner.get(path("files/" + file)).status()).isEqualTo(404);
    String page = "/app/kept-proof/" + point;
    assertThat(reader.get(page + "/files/" + file).status()).isEqualTo(403);
    TestBrowser editor = desk.signedIn(Role.EDITOR);
    assertThat(editor.get(page).body()).contains(page + "/files/" + file);
    var scan = editor.get(page + "/files/" + file);
    assertThat(scan.status()).isEqualTo(200);
    assertThat(scan.header("Content-Disposition")).startsWith("attachment").contains("Pias");
    assertThat(scan.header("Content-Security-Policy")).contains("sandbox", "default-src 'none'");
    assertThat(editor.get(page + "/files/" + UUID.randomUUID()).status()).isEqualTo(404);
    byte[] json = editor.get(page + "/dossier.json").body().getBytes(StandardCharsets.UTF_8);
    assertThat(ProofServer.faults(json)).isEmpty();
    assertThat(JsonMapper.shared().readTree(json).at("/sections/files/0/content").binaryValue())
        .isEqualTo(PDF);
    desk.server.clock().tick(Duration.ofDays(4 * 366));
    desk.server.bean(KeptProofs.class).eraseDue();
    assertThat(desk.server.bean(EvidenceFiles.class).find(desk.tenant(), file)).isEmpty();
  }

  private UUID declaredWithScan() {
    Map<String, String> fields = open(owner, "declarations");
    fields.put("basis", "SIGNATURE");
    fields.put("at", at(Duration.ofMinutes(1)));
    var done =
        owner.upload(
            path("declarations"), fields, "scan", "Pias Zettel.pdf", "application/pdf", PDF);
    assertThat(done.status()).isEqualTo(302);
    return history().getLast().evidence().declaration().file().id();
  }

  private void keep() {
    var wish =
        new ErasureWish(
            new ContactId(contact),
            Optional.of(new ContactPointId(point)),
            ErasureWish.Proof.KEEP,
            true,
            Optional.empty());
    assertThat(desk.server.bean(Erasures.class).erase(desk.tenant(), wish, Actor.PROCESS))
        .isInstanceOf(ErasureOutcome.ProofKept.class);
  }
}
