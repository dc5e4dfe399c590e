package org.jawort.desk.web.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.Await;
import org.jawort.FailureWords;
import org.jawort.TestServer;
import org.jawort.consent.permission.MessageClass;
import org.jawort.consent.permission.Permissions;
import org.jawort.contact.ContactId;
import org.jawort.contact.Contacts;
import org.jawort.contact.address.Channel;
import org.jawort.contact.address.CheckedAddress;
import org.jawort.delivery.MessageId;
import org.jawort.desk.web.DeskServer;
import org.jawort.erasure.ErasureOutcome;
import org.jawort.erasure.ErasureWish;
import org.jawort.erasure.Erasures;
import org.jawort.optin.OptIns;
import org.jawort.optin.Visit;
import org.jawort.platform.Database;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A desk at which people are erased. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ErasureDesk {
  static final Visit VISIT = new Visit("192.0.2.0", "a browser");

  public DeskServer desk;

  @BeforeAll
  void start() {
    desk = new DeskServer(TestServer.timeTraveller());
  }

  @AfterAll
  void stop() {
    desk.close();
  }

  UUID confirmed(String address) {
    UUID contact = signedUp(address, "Erna", "Erasme");
    desk.server.bean(OptIns.class).confirm(desk.tenant(), mail(contact), VISIT);
    return contact;
  }

  /** Somebody signed up, and the confirmation mail is out, so that nothing more comes by itself. */
  public UUID signedUp(String address, String firstName, String lastName) {
    UUID contact = desk.signUp(address, firstName, lastName);
    sent(mail(contact));
    desk.awaitEvents(contact, 2);
    return contact;
  }

  MessageId mail(UUID contact) {
    return new MessageId(
        desk.ask(
            "SELECT m.id FROM message m JOIN contact_point p ON p.id = m.contact_point_id"
                + " WHERE p.contact_id = :contact ORDER BY m.id DESC LIMIT 1",
            "contact",
            contact));
  }

  static String asOf(String page) {
    var found = Pattern.compile("name=\"asOf\" value=\"([^\"]+)\"").matcher(page);
    assertThat(found.find()).as("%s is in %s", found.pattern(), FailureWords.of(page)).isTrue();
    return found.group(1);
  }

  /** Looks for a text in every column of every table, as the application sees them. */
  public List<String> tablesWith(String text) {
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

  String reason(String address) {
    return desk.server
        .bean(Permissions.class)
        .ask(desk.tenant(), Channel.EMAIL, address, "newsletter", MessageClass.ADVERTISING)
        .reason();
  }

  public ErasureOutcome erase(UUID contact) {
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
            Actor.PROCESS);
  }

  Optional<Boolean> suppressed(String address) {
    return desk.server
        .bean(Contacts.class)
        .find(desk.tenant(), CheckedAddress.parse(Channel.EMAIL, address).orElseThrow())
        .map(card -> card.points().getFirst().suppressed());
  }

  /** The confirmation mail that a person asked for goes out although the address is suppressed. */
  void sent(MessageId mail) {
    desk.server.clock().tick(Duration.ofSeconds(1));
    Await.untilAsserted(
        "the mail is out",
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
}
