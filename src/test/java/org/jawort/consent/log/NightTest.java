package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.OwnTenant;
import org.jawort.TestServer;
import org.jawort.consent.EventId;
import org.jawort.consent.proof.EventProof;
import org.jawort.consent.proof.TransparencyLog;
import org.jawort.optin.AnswerOutcome;
import org.jawort.platform.Database;
import org.jawort.platform.Rows;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever counts the entries of the public log learns nothing about a person. */
class NightTest {
  private static final String SENT =
      "SELECT e.id FROM consent_event e JOIN contact_point p ON p.tenant_id = e.tenant_id"
          + " AND p.id = e.contact_point_id"
          + " WHERE e.tenant_id = ? AND p.address_key = ? AND e.type = 'SENT'";

  private static long entries(OwnTenant house) {
    return house
        .list(Long.class, "SELECT count(*) FROM log_entry WHERE tenant_id = ?", house.id().value())
        .getFirst();
  }

  /** Lets the mail go out, where there is one, and what is to be sealed at once be sealed. */
  private static void settle(OwnTenant house, String address, int mails) {
    Await.until(
        "the mails are accepted",
        () -> house.list(UUID.class, SENT, house.id().value(), address).size() == mails);
    Await.until(
        "nothing waits for the sealer",
        () ->
            house
                .list(
                    UUID.class,
                    "SELECT event_id FROM log_pending WHERE tenant_id = ?",
                    house.id().value())
                .isEmpty());
  }

  private static long grownBySignUp(OwnTenant house, String address, int mails) {
    long before = entries(house);
    house.signUp(address);
    settle(house, address, mails);
    return entries(house) - before;
  }

  @Test
  @DisplayName("B-02 Each sign-up is one entry, whatever stood before and whether a mail goes out")
  void oneEntry() {
    OwnTenant house = OwnTenant.fresh();
    assertThat(grownBySignUp(house, "new@example.org", 1)).as("of an unknown one").isEqualTo(1);
    assertThat(grownBySignUp(house, "new@example.org", 2)).as("of one who waits").isEqualTo(1);
    house.signUp("given@example.org");
    // Whoever confirms before the mail is out gets none.
    settle(house, "given@example.org", 1);
    assertThat(house.confirm("given@example.org")).isEqualTo(AnswerOutcome.DONE);
    settle(house, "given@example.org", 1);
    assertThat(grownBySignUp(house, "given@example.org", 1)).as("of a confirmed one").isEqualTo(1);
    house.signUp("no@example.org");
    settle(house, "no@example.org", 1);
    house.refuse(house.question("no@example.org"));
    settle(house, "no@example.org", 1);
    assertThat(grownBySignUp(house, "no@example.org", 2)).as("of one who refused").isEqualTo(1);
  }

  @Test
  @DisplayName("B-02 law 15 What the mail server said is proven from the answer to the mail on")
  void withTheAnswer() {
    OwnTenant house = OwnTenant.fresh();
    house.signUp("ada@example.org");
    settle(house, "ada@example.org", 1);
    var sent =
        new EventId(house.list(UUID.class, SENT, house.id().value(), "ada@example.org").getFirst());
    TransparencyLog log = house.bean(TransparencyLog.class);
    assertThat(held(house)).containsExactly(sent.value());
    assertThat(house.confirm("ada@example.org")).isEqualTo(AnswerOutcome.DONE);
    Await.until(
        "the mail has its place as well",
        () -> log.proofOf(house.id(), sent) instanceof EventProof.Sealed);
  }

  @Test
  @DisplayName("B-02 Whoever of the tenant wants the proof of a mail need not wait for the night")
  void asked() {
    OwnTenant house = OwnTenant.fresh();
    house.signUp("asked@example.org");
    settle(house, "asked@example.org", 1);
    var sent = new EventId(held(house).getFirst());
    TransparencyLog log = house.bean(TransparencyLog.class);
    Await.until(
        "the mail has its place", () -> log.proofOf(house.id(), sent) instanceof EventProof.Sealed);
    assertThat(held(house)).isEmpty();
  }

  private static List<UUID> held(OwnTenant house) {
    return house.list(
        UUID.class, "SELECT event_id FROM log_held WHERE tenant_id = ?", house.id().value());
  }

  @Test
  @DisplayName("B-02 A night has as many entries as its sign-ups say, and the log is whole")
  void night() {
    TestServer server = TestServer.timeTraveller();
    OwnTenant house = new OwnTenant(server, server.tenant());
    house.signUp("ada@example.org");
    settle(house, "ada@example.org", 1);
    LogEvents.sealer(server).stop();
    try {
      long signUps = sinceLastNight(server);
      long before = waiting(server);
      server.clock().tick(Duration.ofDays(1));
      server.bean(Night.class).pass();
      assertThat(waiting(server) - before).isEqualTo(Night.AT_LEAST + Night.PER_SIGN_UP * signUps);
      long after = waiting(server);
      server.bean(Night.class).pass();
      assertThat(waiting(server)).as("a night is once").isEqualTo(after);
    } finally {
      LogEvents.sealer(server).start();
    }
    Await.until("all of it has its place", () -> waiting(server) == 0);
    assertThat(bad(server)).as("what the doctor finds").isEmpty();
  }

  private static List<TenantId> all(TestServer server) {
    return server.bean(Tenants.class).all();
  }

  /** What is to be sealed at once, over all tenants. */
  private static long waiting(TestServer server) {
    String sql =
        """
        SELECT (SELECT count(*) FROM log_pending WHERE tenant_id = ANY (:all))
             + (SELECT count(*) FROM log_filler WHERE position IS NULL)
        """;
    return server
        .bean(Database.class)
        .read(
            all(server),
            connection ->
                Rows.batch(connection, sql, all(server))
                    .uuids("all", TenantId::value)
                    .only(row -> row.getLong(1)));
  }

  private static long sinceLastNight(TestServer server) {
    String sql =
        """
        SELECT count(*) FROM consent_event
        WHERE tenant_id = ANY (:all) AND type = 'SIGNED_UP' AND at >= :day::timestamptz
        """;
    String day = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC) + "T00:00:00Z";
    return server
        .bean(Database.class)
        .read(
            all(server),
            connection ->
                Rows.batch(connection, sql, all(server))
                    .uuids("all", TenantId::value)
                    .text("day", day)
                    .only(row -> row.getLong(1)));
  }

  private static List<String> bad(TestServer server) {
    var bad = new ArrayList<String>();
    new LogWalk(server.bean(Database.class), server.settings(), Optional.empty())
        .examine(
            all(server),
            finding -> {
              // What other tests did to their own tenants is not this one's.
              if (finding.kind() == LogFinding.Kind.BAD && !finding.text().contains(" tenant ")) {
                bad.add(finding.text());
              }
            });
    return bad;
  }
}
