package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.UUID;
import org.jawort.TestBrowser;
import org.jawort.consent.log.LogEvents;
import org.jawort.integration.Proofs;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who gets a dossier, by which way, and how fast. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DossierAccessTest {
  private ProofServer server;

  @BeforeAll
  void start() {
    server = new ProofServer();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  @DisplayName("B-01 By API as JSON or PDF; other types 406, another tenant's 404")
  void api() throws Exception {
    String key = server.key(server.desk.tenant());
    String path = "/contact-points/" + server.point + "/dossier";
    var asJson = server.call(key, path, "application/json");
    assertThat(asJson.statusCode()).isEqualTo(200);
    assertThat(ProofServer.faults(asJson.body())).isEmpty();
    assertThat(asJson.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    var asPdf = server.call(key, path + "?language=en", "application/pdf");
    assertThat(asPdf.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(asPdf.headers().firstValue("Content-Disposition").orElse(""))
        .contains("proof-")
        .doesNotContain("Ada", "example");
    assertThat(ProofServer.faults(asPdf.body())).isEmpty();
    assertThat(server.call(key, path, "*/*").headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/json");
    assertThat(server.call(key, path, "image/png").statusCode()).isEqualTo(406);
    var tenants = server.desk.server.bean(Tenants.class);
    TenantId other =
        tenants.create(new NewTenant(tenants.find(server.desk.tenant()).profile(), true));
    assertThat(server.call(server.key(other), path, "*/*").statusCode()).isEqualTo(404);
    assertThat(
            server
                .call(key, "/contact-points/" + UUID.randomUUID() + "/dossier", "*/*")
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  @DisplayName("B-01 While the latest event is not sealed: 409, to be asked again in a second")
  void waits() throws Exception {
    var sealer = LogEvents.sealer(server.desk.server);
    sealer.stop();
    try {
      UUID contact = server.desk.signUp("spaet@example.org", "Lea", "Spät");
      String path = "/contact-points/" + server.desk.pointOf(contact) + "/dossier";
      var answer = server.call(server.key(server.desk.tenant()), path, "application/json");
      assertThat(answer.statusCode()).isEqualTo(409);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    } finally {
      sealer.start();
    }
  }

  @Test
  @DisplayName("B-01 One button on the contact record, for auditors too")
  void button() {
    TestBrowser auditor = server.desk.signedIn(Role.AUDITOR);
    String path = "/app/contact-points/" + server.point + "/dossier";
    assertThat(auditor.get("/app/contacts/" + server.contact).body())
        .contains(path + ".pdf", path + ".json", "/copy.zip");
    var file = auditor.get(path + ".pdf");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.body()).startsWith("%PDF-1.");
    assertThat(file.header("Cache-Control")).contains("no-store");
    assertThat(file.header("Content-Disposition")).contains("attachment", "nachweis-");
    assertThat(auditor.get("/app/contact-points/" + UUID.randomUUID() + "/dossier.pdf").status())
        .isEqualTo(404);
    assertThat(server.desk.server.browser().get(path + ".pdf").location()).startsWith("/login");
  }

  @Test
  @Tag("bench")
  @DisplayName("B-01 A dossier is made in less than a second: the median, printed")
  void figure() {
    var threads = ManagementFactory.getThreadMXBean();
    var wall = new ArrayList<Long>();
    var processor = new ArrayList<Long>();
    for (int i = 0; i < 21; i++) {
      long begin = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      server.dossier(Proofs.Format.PDF, Language.DE);
      wall.add((System.nanoTime() - begin) / 1_000_000);
      processor.add((threads.getCurrentThreadCpuTime() - used) / 1_000_000);
    }
    wall.sort(null);
    processor.sort(null);
    System.out.printf(
        "dossier as PDF: median %d ms, %d ms of processor time%n", wall.get(10), processor.get(10));
  }
}
