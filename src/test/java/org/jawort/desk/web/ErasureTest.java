package org.jawort.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import org.jawort.consent.MessageClass;
import org.jawort.consent.Permissions;
import org.jawort.contact.Channel;
import org.jawort.contact.CheckedAddress;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.Doer;
import org.jawort.delivery.MessageId;
import org.jawort.erasure.Erasing;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.erasure.KeptProofs;
import org.jawort.optin.Answer;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.platform.Database;
import org.jawort.tenant.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Erasing, the proof that outlives it, and the suppression list. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureTest {
  private static final Visit VISIT = new Visit("192.0.2.0", "a browser");

  private DeskServer desk;

  @BeforeAll
  void start() {
    desk = new DeskServer();
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  private UUID confirmed(String address) {
    UUID contact = signedUp(address, "Erna", "Erasme");
    desk.server.bean(OptIns.class).confirm(desk.tenant(), mail(contact), VISIT);
    return contact;
  }

  /** Somebody signed up, and the confirmation mail is out, so that nothing more comes by itself. */
  private UUID signedUp(String address, String firstName, String lastName) {
    UUID contact = desk.signUp(address, firstName, lastName);
    sent(mail(contact));
    desk.awaitEvents(contact, 2);
    return contact;
  }

  private MessageId mail(UUID contact) {
    return new MessageId(
        desk.ask(
            "SELECT m.id FROM message m JOIN contact_point p ON p.id = m.contact_point_id"
                + " WHERE p.contact_id = :contact ORDER BY m.id DESC LIMIT 1",
            "contact",
            contact));
  }

  private static String asOf(String page) {
    var found = Pattern.compile("name=\"asOf\" value=\"([^\"]+)\"").matcher(page);
    assertThat(found.find()).as(page).isTrue();
    return found.group(1);
  }

  /** Looks for a text in every column of every table, as the application sees them. */
  private List<String> tablesWith(String text) {
    JdbcClient jdbc = desk.server.bean(JdbcClient.class);
    return desk.server
        .bean(Database.class)
        .read(
            desk.tenant(),
            connection -> {
              var found = new ArrayList<String>();
              for (String table :
                  jdbc.sql(
                          "SELECT relname FROM pg_class WHERE relnamespace ="
                              + " 'jawort'::regnamespace AND relkind = 'r'"
                              + " AND has_table_privilege(oid, 'SELECT')")
                      .query(String.class)
                      .list()) {
                long rows =
                    jdbc.sql(
                            "SELECT count(*) FROM "
                                + table
                                + " t WHERE position(lower(:text) IN lower(t::text)) > 0"
                                + " OR position(encode(convert_to(:text, 'UTF8'), 'hex')"
                                + " IN t::text) > 0")
                        .param("text", text)
                        .query(Long.class)
                        .single();
                if (rows > 0) {
                  found.add(table);
                }
              }
              return found;
            });
  }

  private String reason(String address) {
    return desk.server
        .bean(Permissions.class)
        .ask(desk.tenant(), Channel.EMAIL, address, "newsletter", MessageClass.ADVERTISING)
        .reason();
  }

  @Test
  @DisplayName("B-09 law 36 52 Erased: the address stands nowhere, the ledger's events stay")
  void erasesWhatWasNeverConfirmed() {
    UUID contact = signedUp("spurlos@example.org", "Sina", "Spurlos");
    UUID point = desk.pointOf(contact);
    assertThat(tablesWith("spurlos@example.org")).contains("contact_point", "consent_evidence");
    TestBrowser owner = desk.owner();
    String page = owner.get("/app/contacts/" + contact + "/erase").body();
    assertThat(page)
        .contains("Das wird vernichtet", "Das bleibt", "Sina Spurlos")
        .doesNotContain("name=\"proof\"");
    var done =
        owner.post(
            "/app/contacts/" + contact + "/erase", Map.of("asOf", asOf(page), "suppress", "true"));
    assertThat(done.location()).endsWith("/app/contacts");
    assertThat(tablesWith("spurlos")).isEmpty();
    assertThat(
            desk.ask(
                "SELECT contact_point_id FROM consent_event WHERE contact_point_id = :p LIMIT 1",
                "p",
                point))
        .isEqualTo(point);
    assertThat(owner.get("/app/contacts/" + contact).status()).isEqualTo(404);
    assertThat(owner.get("/app/contacts?q=spurlos").body()).contains("Nichts gefunden");
    assertThat(reason("spurlos@example.org")).isEqualTo("EXTERNAL_ADDRESS");
  }

  @Test
  @DisplayName("B-09 law 34 Proof is named with its day, kept restricted, and erased by itself")
  void keepsProof() {
    UUID contact = confirmed("beweis@example.org");
    UUID point = desk.pointOf(contact);
    TestBrowser owner = desk.owner();
    String erase = "/app/contacts/" + contact + "/erase";
    String page = owner.get(erase).body();
    assertThat(page).contains("value=\"KEEP\"", "value=\"DESTROY\"", "§§ 195, 199 BGB");
    // Nothing happens before it is decided about the proof.
    var undecided = owner.post(erase, Map.of("asOf", asOf(page)));
    assertThat(undecided.status()).isEqualTo(409);
    assertThat(undecided.body()).contains("was mit dem Nachweis geschieht");
    assertThat(owner.post(erase, Map.of("asOf", asOf(page), "proof", "KEEP")).status())
        .isEqualTo(302);
    assertThat(owner.get("/app/contacts").body()).contains("Der Nachweis wird aufbewahrt");
    assertThat(tablesWith("beweis@example.org"))
        .containsExactlyInAnyOrder("kept_proof", "consent_evidence", "kept_message");
    assertThat(reason("beweis@example.org")).isEqualTo("EXTERNAL_ADDRESS");
    assertThat(owner.get("/app/contacts?q=beweis").body()).contains("Nichts gefunden");
    assertThat(owner.get("/app/kept-proof").body()).contains(point.toString());
    assertThat(owner.post("/app/kept-proof/search", Map.of("address", "Beweis@EXAMPLE.org")).body())
        .contains("Gefunden: 1", point.toString());
    assertThat(owner.get("/app/kept-proof/" + point).body())
        .contains("beweis@example.org", "Erna Erasme", "Hat die Anmeldung bestätigt");
    assertThat(desk.signedIn(Role.STAFF).get("/app/kept-proof").status()).isEqualTo(403);
    // The same person may sign up anew while the old proof is kept.
    UUID anew = desk.signUp("beweis@example.org", "Erna", "Neu");
    assertThat(anew).isNotEqualTo(contact);
    desk.server.clock().tick(Duration.ofDays(4 * 366));
    assertThat(desk.server.bean(KeptProofs.class).eraseDue()).isGreaterThanOrEqualTo(1);
    assertThat(owner(desk).get("/app/kept-proof/" + point).status()).isEqualTo(404);
    assertThat(tablesWith("Erasme")).isEmpty();
    assertThat(tablesWith("beweis@example.org")).doesNotContain("kept_proof", "kept_message");
  }

  /** Sessions ended with the years. */
  private static TestBrowser owner(DeskServer desk) {
    return desk.owner();
  }

  @Test
  @DisplayName("law 35 Proof of a consent to calls cannot be destroyed before its time")
  void calls() {
    UUID contact = confirmed("anruf@example.org");
    purposeIsForCalls(true);
    try {
      TestBrowser owner = desk.owner();
      String erase = "/app/contacts/" + contact + "/erase";
      String page = owner.get(erase).body();
      assertThat(page).contains("§ 7a UWG", "value=\"KEEP\"").doesNotContain("value=\"DESTROY\"");
      assertThat(owner.post(erase, Map.of("asOf", asOf(page), "proof", "DESTROY")).status())
          .isEqualTo(409);
      assertThat(desk.contactOf("anruf@example.org")).isEqualTo(contact);
    } finally {
      purposeIsForCalls(false);
    }
  }

  private void purposeIsForCalls(boolean calls) {
    desk.server
        .bean(Database.class)
        .write(
            desk.tenant(),
            connection ->
                desk.server
                    .bean(JdbcClient.class)
                    .sql("UPDATE purpose SET calls = ? WHERE tenant_id = ?")
                    .params(calls, desk.tenant().value())
                    .update());
  }

  @Test
  @DisplayName("S4-06 Who erases sees what came in between; staff may not erase")
  void overtaken() {
    UUID contact = signedUp("zwischen@example.org", "Zita", "Zwischen");
    TestBrowser owner = desk.owner();
    String erase = "/app/contacts/" + contact + "/erase";
    String page = owner.get(erase).body();
    desk.server.bean(OptIns.class).confirm(desk.tenant(), mail(contact), VISIT);
    var late = owner.post(erase, Map.of("asOf", asOf(page)));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.body()).contains("Inzwischen ist etwas geschehen", "value=\"KEEP\"");
    TestBrowser staff = desk.signedIn(Role.STAFF);
    assertThat(staff.get(erase).status()).isEqualTo(403);
    staff.get("/app/contacts/" + contact);
    assertThat(staff.post(erase, Map.of("asOf", "x")).status()).isEqualTo(403);
    assertThat(owner.post(erase, Map.of("asOf", asOf(late.body()), "proof", "DESTROY")).status())
        .isEqualTo(302);
    assertThat(tablesWith("zwischen")).isEmpty();
    assertThat(owner.post(erase, Map.of("asOf", "x")).status()).isEqualTo(404);
  }

  @Test
  @DisplayName("S2-07 A contact point with history is removed by erasing it alone")
  void onePoint() {
    UUID contact = signedUp("bleibt@example.org", "Petra", "Punkt");
    TestBrowser owner = desk.owner();
    owner.get("/app/contacts/" + contact + "/points/new");
    owner.post("/app/contacts/" + contact + "/points/new", Map.of("address", "zweite@example.org"));
    UUID point =
        desk.ask("SELECT id FROM contact_point WHERE address = :a", "a", "bleibt@example.org");
    var answer = owner.post("/app/contacts/" + contact + "/points/" + point + "/remove", Map.of());
    assertThat(answer.location()).endsWith("/erase?point=" + point);
    String page = owner.get("/app/contacts/" + contact + "/erase?point=" + point).body();
    assertThat(page).contains("Diese Adresse hat einen Verlauf", "bleibt@example.org");
    owner.post(
        "/app/contacts/" + contact + "/erase",
        Map.of("asOf", asOf(page), "point", point.toString(), "suppress", "true"));
    assertThat(tablesWith("bleibt@example.org")).isEmpty();
    assertThat(owner.get("/app/contacts/" + contact).body())
        .contains("Petra Punkt", "zweite@example.org");
  }

  private Erasing erase(UUID contact) {
    return desk.server
        .bean(Erasures.class)
        .erase(
            desk.tenant(),
            new ErasureWish(
                new ContactId(contact),
                Optional.empty(),
                ErasureWish.Proof.DESTROY,
                true,
                Optional.empty()),
            Doer.PROCESS);
  }

  private Optional<Boolean> suppressed(String address) {
    return desk.server
        .bean(Contacts.class)
        .find(desk.tenant(), CheckedAddress.parse(Channel.EMAIL, address).orElseThrow())
        .map(card -> card.points().getFirst().suppressed());
  }

  @Test
  @DisplayName("B-06 B-09 A suppressed address is revived by its owner's confirmation alone")
  void suppressedUntilConfirmed() {
    erase(confirmed("nie@example.org"));
    UUID created = desk.create(desk.tenant(), "Nie@example.org", "Nils", "Nie");
    assertThat(suppressed("Nie@example.org")).contains(true);
    assertThat(reason("Nie@example.org")).isEqualTo("SUPPRESSED");
    TestBrowser owner = desk.owner();
    assertThat(owner.get("/app/contacts/" + created).body())
        .contains("Nur die Person selbst kann das")
        .doesNotContain("Double-Opt-In anstoßen");
    owner.post(
        "/app/contacts/" + created + "/opt-in",
        Map.of("point", desk.pointOf(created).toString(), "purpose", "newsletter"));
    assertThat(owner.get("/app/contacts/" + created).body())
        .contains("Die Adresse steht auf der Sperrliste.");
    erase(created);

    UUID back = desk.signUp("nie@example.org", "Nils", "Wieder");
    assertThat(suppressed("nie@example.org")).contains(true);
    assertThat(reason("nie@example.org")).isEqualTo("SUPPRESSED");
    MessageId mail = mail(back);
    sent(mail);
    assertThat(desk.server.bean(OptIns.class).confirm(desk.tenant(), mail, VISIT))
        .isEqualTo(Answer.DONE);
    assertThat(suppressed("nie@example.org")).contains(false);
    assertThat(reason("nie@example.org")).isEqualTo("CONFIRMED");
    owner.get("/app/suppression");
    assertThat(owner.post("/app/suppression/check", Map.of("address", "nie@example.org")).body())
        .contains("steht nicht auf der Sperrliste");
  }

  /** The confirmation mail that a person asked for goes out although the address is suppressed. */
  private void sent(MessageId mail) {
    desk.server.clock().tick(Duration.ofSeconds(1));
    org.awaitility.Awaitility.await()
        .ignoreExceptions()
        .untilAsserted(
            () ->
                assertThat(
                        desk.ask(
                            "SELECT id FROM message WHERE id = :id AND status <> 'QUEUED'",
                            "id",
                            mail.value()))
                    .isEqualTo(mail.value()));
    assertThat(
            desk.ask(
                "SELECT id FROM message WHERE id = :id AND status = 'ACCEPTED'",
                "id",
                mail.value()))
        .isEqualTo(mail.value());
  }

  @Test
  @DisplayName("B-09 The list is asked for one address at a time, and left with a reason alone")
  void list() {
    erase(confirmed("liste@example.org"));
    TestBrowser owner = desk.owner();
    assertThat(owner.get("/app/suppression").body())
        .contains("E-Mail-Adresse")
        .doesNotContain("liste@");
    Map<String, String> address = Map.of("address", "LISTE@example.org");
    assertThat(owner.post("/app/suppression/check", address).body())
        .contains("LISTE@example.org steht auf der Sperrliste", "Von der Liste nehmen");
    assertThat(owner.post("/app/suppression/check", Map.of("address", "x")).status())
        .isEqualTo(422);
    desk.create(desk.tenant(), "liste@example.org", "Lia", "Liste");
    assertThat(owner.post("/app/suppression/remove", address).status()).isEqualTo(422);
    TestBrowser staff = desk.signedIn(Role.STAFF);
    staff.get("/app/suppression");
    assertThat(staff.post("/app/suppression/check", address).body())
        .contains("steht auf der Sperrliste")
        .doesNotContain("Von der Liste nehmen");
    var reasoned = Map.of("address", "liste@example.org", "reason", "Bat am Telefon darum");
    assertThat(staff.post("/app/suppression/remove", reasoned).status()).isEqualTo(403);
    assertThat(owner.post("/app/suppression/remove", reasoned).status()).isEqualTo(302);
    assertThat(suppressed("liste@example.org")).contains(false);
    assertThat(tablesWith("Bat am Telefon darum")).containsExactly("contact_act");
    assertThat(desk.signedIn(Role.AUDITOR).get("/app/suppression").body())
        .contains("Sperrliste")
        .doesNotContain("Nachsehen");
  }
}
