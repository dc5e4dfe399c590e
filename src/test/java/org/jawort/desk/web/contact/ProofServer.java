package org.jawort.desk.web.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.consent.AskingBasis;
import org.jawort.consent.StatedBasis;
import org.jawort.consent.dossier.DossierCheck;
import org.jawort.consent.log.ProofCheck.Finding;
import org.jawort.consent.purpose.Purposes;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.jawort.delivery.MessageId;
import org.jawort.desk.web.DeskServer;
import org.jawort.integration.ApiKeys;
import org.jawort.integration.NewApiKey;
import org.jawort.integration.Proofs;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.platform.Language;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Actor;
import org.jawort.tenant.IpMode;
import org.jawort.tenant.TenantProfile;
import org.jawort.tenant.Tenants;

/** A server with somebody who signed up and confirmed, and what one can ask of it. */
public final class ProofServer implements AutoCloseable {
  static final String LAST_NAME = "Łukasz Ωmega Ёж <script>alert(1)</script> & 中";

  final DeskServer desk = new DeskServer();
  final UUID contact;
  final UUID point;

  ProofServer() {
    this("Salon „Ada“ & Söhne <b>", "=Ada", LAST_NAME, "Ada.Lovelace@example.org");
  }

  ProofServer(String firm, String firstName, String lastName, String address) {
    Tenants tenants = desk.server.bean(Tenants.class);
    tenants.update(desk.tenant(), profile(firm));
    contact = desk.signUp(address, firstName, lastName);
    point = desk.pointOf(contact);
    var message = new MessageId(sent(contact));
    OptIns optIns = desk.server.bean(OptIns.class);
    optIns.noteFetch(
        desk.tenant(), message, "CONFIRM", new Visit("198.51.100.0/24", "LinkScanner/2.1"));
    desk.server.clock().tick(Duration.ofMinutes(3));
    optIns.confirm(
        desk.tenant(),
        message,
        new Visit(
            "192.0.2.0/24",
            "Mozilla/5.0 (X11) Firefox/128.0 %PDF- jawort.org/dossier-pdf@v1 startxref"));
  }

  private static TenantProfile profile(String firm) {
    return new TenantProfile(
        firm,
        firm + "\nHauptstraße 1\n10115 Berlin",
        Optional.of(URI.create("https://salon.example/datenschutz")),
        Optional.of("2026-11"),
        firm,
        "post@salon.example",
        Optional.empty(),
        List.of(Language.DE, Language.EN),
        ZoneId.of("Europe/Berlin"),
        IpMode.TRUNCATED,
        "#a8326f",
        "DE",
        Optional.empty());
  }

  private UUID sent(UUID of) {
    desk.server.clock().tick(Duration.ofSeconds(1));
    String content =
        """
        SELECT count(*) FROM message_content c JOIN message m ON m.id = c.message_id
        JOIN contact_point p ON p.id = m.contact_point_id WHERE p.contact_id = :contact
        """;
    Await.until(
        "the mail is composed",
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

  /** Somebody whom staff asked; returns the contact point. */
  UUID asked(String address) {
    UUID asked = desk.pointOf(desk.create(desk.tenant(), address, "Franz", "Frag"));
    var card =
        StatedBasis.of(
            AskingBasis.BUSINESS_CARD, "Messe, Halle 4", Instant.parse("2020-05-01T08:15:00Z"));
    desk.server
        .bean(OptIns.class)
        .request(
            desk.tenant(),
            List.of(new ContactPointId(asked)),
            desk.server.bean(Purposes.class).all(desk.tenant()).getFirst().id(),
            card,
            Actor.staff(UUID.randomUUID()),
            "STAFF");
    return asked;
  }

  byte[] dossier(ContactPointId of, Proofs.Format format) {
    return bytes(
        desk.server
            .bean(Proofs.class)
            .dossier(desk.tenant(), of, format, Optional.of(Language.DE)));
  }

  byte[] dossier(Proofs.Format format, Language language) {
    return bytes(
        desk.server
            .bean(Proofs.class)
            .dossier(desk.tenant(), new ContactPointId(point), format, Optional.of(language)));
  }

  byte[] copy(Language language) {
    return bytes(
        desk.server
            .bean(Proofs.class)
            .copy(desk.tenant(), new ContactId(contact), Optional.of(language)));
  }

  private static byte[] bytes(Proofs.ProofOutcome proofOutcome) {
    assertThat(proofOutcome).isInstanceOf(Proofs.ProofOutcome.Made.class);
    try {
      var out = new ByteArrayOutputStream();
      ((Proofs.ProofOutcome.Made) proofOutcome).content().writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What does not hold, in the words of the check. */
  public static List<String> faults(byte[] file) {
    return DossierCheck.check(file, List.of(), Locale.ENGLISH).stream()
        .filter(finding -> !finding.holds())
        .map(Finding::text)
        .toList();
  }

  String key(TenantId tenant) {
    return desk.server
        .bean(ApiKeys.class)
        .issue(
            tenant,
            NewApiKey.unlimited(
                "proofs", StatedBasis.ofKey(AskingBasis.OWN_REQUEST_AT_SYSTEM, null)))
        .secret();
  }

  HttpResponse<byte[]> call(String key, String path, String accept) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(desk.server.url() + "/api/v1" + path))
              .header("Authorization", "Bearer " + key)
              .header("Accept", accept)
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Override
  public void close() {
    desk.close();
  }
}
