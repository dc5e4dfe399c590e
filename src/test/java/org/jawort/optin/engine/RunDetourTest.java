package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.consent.Consents;
import org.jawort.consent.Evidence;
import org.jawort.consent.Withdrawal;
import org.jawort.contact.ContactPointId;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.OptIns;
import org.jawort.optin.process.ActiveProcess;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.step.Step;
import org.jawort.tenant.Actor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What comes between: a withdrawal, another sign-up, a clock that is wrong. */
class RunDetourTest {
  private static TestServer server;
  private static Journeys journeys;

  private final RunStatistics picture = server.bean(RunStatistics.class);

  @BeforeAll
  static void start() {
    server = Journeys.stillGuest();
    journeys = new Journeys(server);
  }

  @Test
  @DisplayName("S1-08 law 32 after a withdrawal nothing more comes of the run")
  void withdrawn() {
    journeys.online(journeys.welcoming());
    String ada = journeys.signUp(1).getFirst();
    journeys.confirm(ada);
    journeys.advance();
    var withdrawal =
        new Withdrawal(
            null,
            UUID.randomUUID(),
            "LINK",
            new Evidence(null, null, null, null, List.of(), null, null));
    server
        .bean(Consents.class)
        .unsubscribe(
            journeys.tenant, new ContactPointId(journeys.point(ada)), journeys.purpose, withdrawal);
    assertThat(journeys.run(ada)).isEqualTo("CONFIRMED later");
    journeys.tick(3);
    assertThat(journeys.mails(ada)).hasSize(2);
  }

  @Test
  @DisplayName("S1-08 law 32 a consent that ended in any other way stops the run when it is due")
  void consentGone() {
    journeys.online(journeys.welcoming());
    List<String> people = journeys.signUp(2);
    people.forEach(journeys::confirm);
    journeys.advance();
    journeys.update(
        "UPDATE consent SET status = 'REVOKED' WHERE tenant_id = ? AND contact_point_id = ?",
        journeys.tenant.value(),
        journeys.point(people.getFirst()));
    journeys.tick(2);
    assertThat(journeys.mails(people.getFirst())).hasSize(2);
    assertThat(journeys.run(people.getFirst())).isEqualTo("CONFIRMED later");
    assertThat(journeys.mails(people.getLast())).hasSize(3);
  }

  @Test
  @DisplayName("a clock that jumps back repeats and skips nothing")
  void jump() {
    journeys.online(journeys.welcoming());
    String ada = journeys.signUp(1).getFirst();
    journeys.confirm(ada);
    journeys.advance();
    server.clock().tick(Duration.ofDays(-5));
    for (int i = 0; i < 3; i++) {
      journeys.advance();
    }
    assertThat(journeys.mails(ada)).hasSize(2);
    journeys.tick(6);
    assertThat(journeys.mails(ada)).hasSize(2);
    journeys.tick(1);
    assertThat(journeys.mails(ada)).hasSize(3);
    server.clock().tick(Duration.ofDays(-3));
    journeys.advance();
    journeys.tick(3);
    assertThat(journeys.mails(ada)).hasSize(3);
  }

  @Test
  @DisplayName(
      "days end at the same time of day, hours are of sixty minutes, whatever the clocks do")
  void daylightSaving() {
    var zone = ZoneId.of("Europe/Berlin");
    var day = LocalDate.of(2027, 3, 27);
    var noon = day.atTime(LocalTime.NOON).atZone(zone).toInstant();
    assertThat(Duration.between(noon, ActiveProcess.due(noon, 1, 0, zone))).hasHours(23);
    assertThat(Duration.between(noon, ActiveProcess.due(noon, 0, 23, zone))).hasHours(23);
    var night = day.atTime(2, 30).atZone(zone).toInstant();
    assertThat(ActiveProcess.due(night, 1, 0, zone).atZone(zone).toLocalTime())
        .isEqualTo(LocalTime.of(3, 30));
    var autumn = LocalDate.of(2027, 10, 30).atTime(LocalTime.NOON).atZone(zone).toInstant();
    assertThat(Duration.between(autumn, ActiveProcess.due(autumn, 1, 0, zone))).hasHours(25);
    journeys.online(journeys.welcoming());
    server.clock().tick(Duration.between(server.clock().instant(), noon.minus(Duration.ofDays(1))));
    String ada = journeys.signUp(1).getFirst();
    server.clock().tick(Duration.ofHours(3 * 24 - 1).minusSeconds(1));
    journeys.advance();
    assertThat(journeys.run(ada)).isEqualTo("WAITING wait …");
    server.clock().tick(Duration.ofSeconds(1));
    journeys.advance();
    assertThat(journeys.run(ada)).isEqualTo("LAPSED unsubscribe");
  }

  @Test
  @DisplayName("S1-08 signing up again prolongs the wait, of a reminder too")
  void again() {
    journeys.online(journeys.reminding());
    String ada = journeys.signUp(1).getFirst();
    journeys.tick(3);
    server.clock().tick(Duration.ofDays(3));
    server.bean(OptIns.class).signUp(journeys.signUp(ada));
    journeys.tick(2);
    assertThat(journeys.run(ada)).isEqualTo("WAITING wait2 …");
    journeys.tick(1);
    assertThat(journeys.run(ada)).isEqualTo("LAPSED unsubscribe");
  }

  @Test
  @DisplayName("S1-07 what an old run would still do is not done to who signed up anew")
  void anew() {
    journeys.online(
        List.of(
            new Step.SendCampaign("send", journeys.ask, "wait"),
            new Step.WaitForConfirmation("wait", 2, "complete", "pause"),
            new Step.Complete("complete"),
            new Step.Wait("pause", 3, 0, "unsubscribe"),
            new Step.Unsubscribe("unsubscribe")));
    List<String> people = journeys.signUp(2);
    journeys.tick(2);
    assertThat(journeys.run(people.getFirst())).isEqualTo("LAPSED pause …");
    server.bean(OptIns.class).signUp(journeys.signUp(people.getFirst()));
    journeys.confirm(people.getFirst());
    journeys.tick(3);
    assertThat(journeys.block(people.getFirst())).isEqualTo("none");
    assertThat(journeys.status(people.getFirst())).isEqualTo("CONFIRMED");
    assertThat(journeys.block(people.getLast())).isEqualTo("LAPSED");
  }

  @Test
  @DisplayName("S2-08 asked to renew: yes and silence both leave what was given, without a welcome")
  void renewal() {
    ProcessVersion version = journeys.online(journeys.welcoming());
    List<String> people = journeys.signUp(2);
    people.forEach(journeys::confirm);
    journeys.advance();
    journeys.tick(2);
    people.forEach(person -> assertThat(journeys.mails(person)).hasSize(3));
    List<ContactPointId> points =
        people.stream().map(person -> new ContactPointId(journeys.point(person))).toList();
    server
        .bean(OptIns.class)
        .renew(journeys.tenant, points, journeys.purpose, Actor.staff(Journeys.BY), "STAFF_ENTRY");
    assertThat(journeys.confirm(people.getFirst())).isEqualTo(AnswerOutcome.DONE);
    journeys.tick(3);
    for (String person : people) {
      assertThat(journeys.mails(person)).hasSize(4).doesNotContainSequence("Erinnerung");
      assertThat(journeys.status(person)).isEqualTo("CONFIRMED");
      assertThat(journeys.block(person)).isEqualTo("none");
    }
    assertThat(journeys.run(people.getFirst())).isEqualTo("CONFIRMED wait");
    assertThat(journeys.run(people.getLast())).isEqualTo("LAPSED wait");
    assertThat(picture.counts(journeys.tenant, version.process(), 1).get("wait").left())
        .isEqualTo(Map.of(Step.Way.CONFIRMED, 3L, Step.Way.UNCONFIRMED, 1L));
  }
}
