package org.jawort.desk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jawort.consent.VerifyCommand;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.MessageId;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.Proofs;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.platform.Language;
import org.jawort.tenant.NewTenant;
import org.jawort.tenant.Role;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DossierTest {
  private static final String EVIL = "Łukasz <script>alert(1)</script> & Söhne 中";

  @TempDir private Path folder;

  private DeskServer desk;
  private UUID contact;
  private UUID point;

  @BeforeAll
  void start() {
    desk = new DeskServer();
    contact = desk.signUp("Ada.Lovelace@example.org", "Ada", EVIL);
    point = desk.pointOf(contact);
    UUID message = sent(contact);
    var visit = new Visit("192.0.2.0/24", "Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0");
    OptIns optIns = desk.server.bean(OptIns.class);
    optIns.noteFetch(
        desk.tenant(),
        new MessageId(message),
        "CONFIRM",
        new Visit("198.51.100.0/24", "LinkScanner/2.1"));
    desk.server.clock().tick(Duration.ofMinutes(3));
    optIns.confirm(desk.tenant(), new MessageId(message), visit);
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private UUID sent(UUID of) {
    desk.server.clock().tick(Duration.ofSeconds(1));
    String content =
        """
        SELECT count(*) FROM message_content c JOIN message m ON m.id = c.message_id
        JOIN contact_point p ON p.id = m.contact_point_id WHERE p.contact_id = :contact
        """;
    await()
        .until(
            () ->
                desk.ask("SELECT lpad((" + content + ")::text, 32, '0')::uuid", "contact", of)
                        .getLeastSignificantBits()
                    > 0);
    return desk.ask(
        "SELECT m.id FROM message m JOIN contact_point p ON p.id = m.contact_point_id"
            + " WHERE p.contact_id = :contact",
        "contact",
        of);
  }

  private byte[] made(Proofs.Format format, Language language) throws IOException {
    var answer =
        desk.server
            .bean(Proofs.class)
            .dossier(desk.tenant(), new ContactPointId(point), format, Optional.of(language));
    assertThat(answer).isInstanceOf(Proofs.Answer.Made.class);
    return bytes(answer);
  }

  private static byte[] bytes(Proofs.Answer answer) throws IOException {
    assertThat(answer).isInstanceOf(Proofs.Answer.Made.class);
    var out = new ByteArrayOutputStream();
    ((Proofs.Answer.Made) answer).content().writeTo(out);
    return out.toByteArray();
  }

  @Test
  @DisplayName("B-01 Dossier in a file, to be looked at")
  void look() throws Exception {
    Files.write(Path.of("target/dossier-de.pdf"), made(Proofs.Format.PDF, Language.DE));
    Files.write(Path.of("target/dossier-en.pdf"), made(Proofs.Format.PDF, Language.EN));
    Files.write(Path.of("target/dossier.json"), made(Proofs.Format.JSON, Language.DE));
    Files.write(
        Path.of("target/copy.zip"),
        bytes(
            desk.server
                .bean(Proofs.class)
                .copy(desk.tenant(), new ContactId(contact), Optional.of(Language.DE))));
    assertThat(verify(made(Proofs.Format.PDF, Language.DE)).code()).isZero();
    assertThat(verify(made(Proofs.Format.JSON, Language.DE)).code()).isZero();
    var times = new ArrayList<Long>();
    for (int i = 0; i < 15; i++) {
      long begin = System.nanoTime();
      made(Proofs.Format.PDF, Language.DE);
      times.add((System.nanoTime() - begin) / 1_000_000);
    }
    times.sort(null);
    System.out.println("dossier as PDF, median of 15: " + times.get(7) + " ms, all: " + times);
  }

  private record Verified(int code, String out, String err) {}

  private Verified verify(byte[] file, String... more) throws Exception {
    Path path = Files.write(folder.resolve("file"), file);
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var arguments = new ArrayList<String>(List.of(path.toString()));
    arguments.addAll(List.of(more));
    int code =
        VerifyCommand.run(
            arguments,
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Verified(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
