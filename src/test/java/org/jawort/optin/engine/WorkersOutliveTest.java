package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What goes wrong with one item costs that item; it is set aside, seen, and tried again. */
@DisplayName("a worker outlives its item")
class WorkersOutliveTest {
  private static final String PAGE = "/app/settings/set-aside";

  @Test
  @DisplayName("a mail that cannot be made is set aside after five tries, and all others go out")
  void mail() throws SQLException {
    TestServer server = TestServer.timeTraveller();
    var journeys = new Journeys(server);
    String ill = journeys.signUp(1).getFirst();
    String whole =
        journeys
            .list(
                String.class,
                "SELECT content::text FROM consent_evidence WHERE tenant_id = ?",
                journeys.tenant.value())
            .getFirst();
    Await.until("the mail went", () -> answered(journeys, ill));
    UUID point = journeys.point(ill);
    evidence(server, point, "\"nothing of ours\"");
    server.asSuperuser(
        """
        DELETE FROM jawort.message_content WHERE message_id IN (
          SELECT id FROM jawort.message WHERE contact_point_id = '%1$s');
        UPDATE jawort.message
        SET status = 'QUEUED', attempts = 0, answer = NULL, due_at = created_at
        WHERE contact_point_id = '%1$s'
        """
            .formatted(point));
    String well = journeys.signUp(1).getFirst();

    Await.until("the other one went", () -> answered(journeys, well));
    for (int tries = 1; tries <= 5; tries++) {
      int made = tries;
      Await.until("it was tried", () -> tried(journeys, point) == made);
      server.clock().tick(Duration.ofHours(4));
    }

    TestBrowser owner = server.owner();
    assertThat(owner.get(PAGE).body()).contains("E-Mails an Kontakte").contains("Jawort: ");
    assertThat(owner.get("/app").body()).contains("beiseitegelegt", "href=\"" + PAGE + "\"");
    evidence(server, point, whole);
    again(owner, "MAIL", reason(journeys));
    Await.until("it went after all", () -> answered(journeys, ill));
    assertThat(owner.get(PAGE).body()).contains("Es liegt nichts beiseite");
    assertThat(owner.get("/app").body()).doesNotContain("Gründe ansehen");
  }

  private static void evidence(TestServer server, UUID point, String content) throws SQLException {
    server.asSuperuser(
        """
        UPDATE jawort.consent_evidence SET content = '%s'
        WHERE event_id IN (SELECT event_id FROM jawort.message WHERE contact_point_id = '%s')
        """
            .formatted(content.replace("'", "''"), point));
  }

  private static boolean answered(Journeys journeys, String address) {
    return journeys.count(
            "SELECT count(*) FROM message WHERE contact_point_id = ? AND status = 'ACCEPTED'",
            journeys.point(address))
        == 1;
  }

  private static long tried(Journeys journeys, UUID point) {
    return journeys.count(
        "SELECT CASE WHEN answer IS NULL THEN 0 ELSE attempts END FROM message"
            + " WHERE contact_point_id = ? AND (due_at > answered_at OR set_aside_at IS NOT NULL)",
        point);
  }

  private static String reason(Journeys journeys) {
    return journeys
        .list(
            String.class,
            "SELECT answer FROM message WHERE tenant_id = ? AND set_aside_at IS NOT NULL",
            journeys.tenant.value())
        .getFirst();
  }

  private static void again(TestBrowser owner, String kind, String reason) {
    owner.get(PAGE);
    assertThat(owner.post(PAGE, Map.of("kind", kind, "reason", reason)).status())
        .isBetween(302, 303);
  }

  @Test
  @DisplayName("a run that cannot go on is set aside alone, and those beside it go on")
  void run() throws SQLException {
    TestServer server = Journeys.stillGuest();
    var journeys = new Journeys(server);
    journeys.online(journeys.welcoming());
    List<String> addresses = journeys.signUp(5);
    journeys.advance();
    String ill = addresses.get(2);
    addresses.forEach(journeys::confirm);
    server.asSuperuser(
        """
        CREATE FUNCTION jawort.fails() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'not this one'; END $$;
        CREATE TRIGGER fails BEFORE INSERT ON jawort.message FOR EACH ROW
          WHEN (NEW.contact_point_id = '%s') EXECUTE FUNCTION jawort.fails()
        """
            .formatted(journeys.point(ill)));
    try {
      for (int tries = 0; tries < 6; tries++) {
        journeys.advance();
        server.clock().tick(Duration.ofMinutes(6));
      }
    } finally {
      server.asSuperuser("DROP FUNCTION jawort.fails() CASCADE");
    }
    assertThat(addresses)
        .allSatisfy(
            one ->
                assertThat(journeys.mails(one).contains("Willkommen")).isEqualTo(!one.equals(ill)));
    TestBrowser owner = server.owner();
    assertThat(owner.get(PAGE).body()).contains("Durchläufe von Prozessen");
    String reason =
        journeys
            .list(
                String.class,
                "SELECT fault FROM run WHERE tenant_id = ? AND set_aside_at IS NOT NULL",
                journeys.tenant.value())
            .getFirst();
    assertThat(journeys.advance()).isZero();
    again(owner, "RUN", reason);
    journeys.advance();
    assertThat(journeys.mails(ill)).contains("Willkommen");
  }

  @Test
  @DisplayName("heartbeat, backlog and last fault of each worker stand in health and metrics")
  void told() {
    TestBrowser operator = TestServer.guest().owner();

    assertThat(operator.get("/health/ready").body())
        .contains("\"sender\"", "\"runs\"", "\"webhooks\"", "\"jobs\"", "\"staff-mail\"")
        .contains("\"sealer\"", "\"lapse-and-erase\"", "\"seal-audit\"", "\"hangs\"")
        .contains("\"heartbeatSeconds\"", "\"backlog\"", "\"faultsInARow\"");
    assertThat(operator.get("/metrics").body())
        .contains("jawort_worker_heartbeat_age", "jawort_worker_backlog", "jawort_worker_faults")
        .contains("worker=\"sender\"", "worker=\"sealer\"", "worker=\"forget-by-night\"");
  }
}
