package org.jawort.optin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.TestServer;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.CampaignUse;
import org.jawort.consent.Actor;
import org.jawort.consent.Consents;
import org.jawort.consent.Evidence;
import org.jawort.consent.Withdrawal;
import org.jawort.contact.ContactFields;
import org.jawort.contact.ContactGroups;
import org.jawort.contact.ContactId;
import org.jawort.contact.ContactPointId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Processes that people made, and runs on their way through them, by the clock. */
class RunEngineTest {
  private static TestServer server;
  private static Journeys journeys;

  private final OptInProcesses processes = server.bean(OptInProcesses.class);
  private final ProcessPicture picture = server.bean(ProcessPicture.class);

  @BeforeAll
  static void start() {
    server = TestServer.start(Map.of());
    Journeys.still(server);
    journeys = new Journeys(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void tick(int days) {
    server.clock().tick(Duration.ofDays(days));
    journeys.advance();
  }

  private static List<Step> welcoming() {
    return List.of(
        new Step.SendCampaign("send", journeys.ask, "wait"),
        new Step.WaitForConfirmation("wait", 3, "welcome", "unsubscribe"),
        new Step.SendCampaign("welcome", journeys.welcome, "later"),
        new Step.Wait("later", 2, 0, "again"),
        new Step.SendCampaign("again", journeys.welcome, "done"),
        new Step.Complete("done"),
        new Step.Unsubscribe("unsubscribe"));
  }

  private static List<Step> reminding() {
    return List.of(
        new Step.SendCampaign("send", journeys.ask, "wait"),
        new Step.WaitForConfirmation("wait", 3, "complete", "remind"),
        new Step.SendCampaign("remind", journeys.remind, "wait2"),
        new Step.WaitForConfirmation("wait2", 4, "complete", "unsubscribe"),
        new Step.Complete("complete"),
        new Step.Unsubscribe("unsubscribe"));
  }

  @Test
  @DisplayName("S1-07 S1-08 a welcome mail after the confirmation, another one two days later")
  void welcome() {
    journeys.online(welcoming());
    String ada = journeys.signUp(1).getFirst();
    assertThat(journeys.run(ada)).isEqualTo("WAITING wait …");
    assertThat(journeys.confirm(ada)).isEqualTo(Answer.DONE);
    assertThat(journeys.run(ada)).isEqualTo("CONFIRMED welcome …");
    journeys.advance();
    assertThat(journeys.run(ada)).isEqualTo("CONFIRMED later …");
    assertThat(journeys.mails(ada)).hasSize(2).endsWith("Willkommen");
    tick(1);
    assertThat(journeys.mails(ada)).hasSize(2);
    tick(1);
    assertThat(journeys.mails(ada)).hasSize(3);
    assertThat(journeys.run(ada)).isEqualTo("CONFIRMED done");
    assertThat(journeys.confirm(ada)).isEqualTo(Answer.ALREADY);
    tick(30);
    assertThat(journeys.mails(ada)).hasSize(3);
  }

  @Test
  @DisplayName("S1-07 the worker of a node goes on at once after a confirmation")
  void atOnce() {
    journeys.online(welcoming());
    String ada = journeys.signUp(1).getFirst();
    server.bean(RunWork.class).start();
    try {
      await().pollDelay(Duration.ZERO).until(() -> journeys.run(ada).equals("WAITING wait …"));
      journeys.confirm(ada);
      await().atMost(Duration.ofSeconds(4)).until(() -> journeys.mails(ada).size() == 2);
    } finally {
      server.bean(RunWork.class).stop();
    }
  }

  @Test
  @DisplayName("S1-07 law 10 one reminder, and the same answer behind either mail")
  void reminder() {
    journeys.online(reminding());
    List<String> people = journeys.signUp(2);
    tick(3);
    for (String person : people) {
      assertThat(journeys.run(person)).isEqualTo("WAITING wait2 …");
      assertThat(journeys.status(person)).isEqualTo("TRIGGERED");
      assertThat(journeys.mails(person)).hasSize(2).endsWith("Erinnerung");
    }
    assertThat(journeys.confirm(people.getFirst())).isEqualTo(Answer.DONE);
    assertThat(journeys.run(people.getFirst())).isEqualTo("CONFIRMED complete");
    tick(4);
    assertThat(journeys.run(people.getLast())).isEqualTo("LAPSED unsubscribe");
    assertThat(journeys.status(people.getLast())).isEqualTo("LAPSED");
    assertThat(journeys.block(people.getLast())).isEqualTo("LAPSED");
    assertThat(journeys.mails(people.getLast())).hasSize(2);
  }

  @Test
  @DisplayName("law 12 the question of a mail may be answered as long as its process waits")
  void answerUntil() {
    journeys.online(reminding());
    String ada = journeys.signUp(1).getFirst();
    tick(3);
    String sql =
        """
        SELECT extract(epoch FROM m.answer_until - r.due_at)::bigint FROM message m
        JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id
        WHERE m.tenant_id = ? AND m.contact_point_id = ? AND m.step = 'remind'
        """;
    assertThat(journeys.count(sql, journeys.tenant.value(), journeys.point(ada))).isZero();
  }

  @Test
  @DisplayName(
      "S1-08 groups, fields, notices and calls; on the way of those who did not confirm too")
  void effects() {
    UUID group = server.bean(ContactGroups.class).create(journeys.tenant, "Neue").orElseThrow();
    UUID field = server.bean(ContactFields.class).create(journeys.tenant, "Herkunft").orElseThrow();
    ProcessVersion version =
        journeys.online(
            List.of(
                new Step.AddToGroup("in", group, "send"),
                new Step.SendCampaign("send", journeys.ask, "wait"),
                new Step.WaitForConfirmation("wait", 3, "set", "out"),
                new Step.SetField("set", field, "Formular", "notice"),
                new Step.NotifyStaff("notice", null, "Neu da", "hook"),
                new Step.CallWebhook("hook", "https://crm.example/hook", "complete"),
                new Step.Complete("complete"),
                new Step.RemoveFromGroup("out", group, "end"),
                new Step.End("end")));
    List<String> people = journeys.signUp(3);
    assertThat(journeys.run(people.getFirst())).isEqualTo("WAITING in …");
    assertThat(
            journeys.count(
                "SELECT count(*) FROM message WHERE tenant_id = ?" + " AND contact_point_id = ?",
                journeys.tenant.value(),
                journeys.point(people.getFirst())))
        .isZero();
    journeys.advance();
    assertThat(journeys.mails(people.getFirst())).hasSize(1);
    assertThat(server.bean(ContactGroups.class).members(journeys.tenant, group)).hasSize(3);
    journeys.confirm(people.get(0));
    journeys.confirm(people.get(1));
    journeys.refuse(people.get(2));
    journeys.advance();
    String late = journeys.signUp(1).getFirst();
    journeys.advance();
    tick(3);
    ContactId contact = contact(people.getFirst());
    assertThat(server.bean(ContactFields.class).of(journeys.tenant, contact))
        .containsEntry("Herkunft", "Formular");
    assertThat(server.bean(StaffNotices.class).open(journeys.tenant, UUID.randomUUID()))
        .filteredOn(notice -> notice.text().equals("Neu da"))
        .hasSize(2);
    assertThat(
            journeys.count(
                "SELECT count(*) FROM webhook_call WHERE tenant_id = ? AND process_id = ?",
                journeys.tenant.value(),
                version.process().value()))
        .isEqualTo(2);
    assertThat(server.bean(ContactGroups.class).members(journeys.tenant, group))
        .hasSize(3)
        .doesNotContain(contact(late));
    assertThat(journeys.status(late)).isEqualTo("LAPSED");
    assertThat(journeys.block(late)).isEqualTo("NEW");
    Map<String, StepCounts> counts = picture.counts(journeys.tenant, version.process(), 1);
    assertThat(counts.get("wait").left())
        .isEqualTo(Map.of(Step.Way.CONFIRMED, 2L, Step.Way.UNCONFIRMED, 1L, Step.Way.STOPPED, 1L));
    assertThat(counts.get("in").left()).isEqualTo(Map.of(Step.Way.NEXT, 4L));
    assertThat(counts.get("complete").ended()).isEqualTo(2);
    assertThat(counts.get("end").ended()).isEqualTo(1);
    assertThat(
            picture.runsOn(
                journeys.tenant,
                version.process(),
                1,
                "wait",
                Step.Way.CONFIRMED,
                Optional.empty(),
                10))
        .extracting(StandingRun::address)
        .containsExactlyInAnyOrder(people.get(0), people.get(1));
  }

  private static ContactId contact(String address) {
    return new ContactId(
        journeys
            .list(
                UUID.class,
                "SELECT contact_id FROM contact_point WHERE tenant_id = ? AND id = ?",
                journeys.tenant.value(),
                journeys.point(address))
            .getFirst());
  }

  @Test
  @DisplayName("S1-07 a consent for a year, and no longer")
  void aYear() {
    journeys.online(
        List.of(
            new Step.SendCampaign("send", journeys.ask, "wait"),
            new Step.WaitForConfirmation("wait", 3, "year", "unsubscribe"),
            new Step.Wait("year", 365, 0, "off"),
            new Step.Unsubscribe("off", "later"),
            new Step.Wait("later", 1, 0, "end"),
            new Step.End("end"),
            new Step.Unsubscribe("unsubscribe")));
    String ada = journeys.signUp(1).getFirst();
    journeys.confirm(ada);
    journeys.advance();
    tick(364);
    assertThat(journeys.status(ada)).isEqualTo("CONFIRMED");
    tick(1);
    assertThat(journeys.status(ada)).isEqualTo("REVOKED");
    assertThat(journeys.block(ada)).isEqualTo("UNSUBSCRIBED");
    assertThat(journeys.run(ada)).isEqualTo("ENDED later …");
    tick(1);
    assertThat(journeys.run(ada)).isEqualTo("ENDED end");
  }

  @Test
  @DisplayName("law 23 erased at once where the process says so, and counted all the same")
  void erased() {
    ProcessVersion version =
        journeys.online(
            List.of(
                new Step.SendCampaign("send", journeys.ask, "wait"),
                new Step.WaitForConfirmation("wait", 3, "complete", "erase"),
                new Step.Complete("complete"),
                new Step.Erase("erase")));
    List<String> people = journeys.signUp(2);
    journeys.confirm(people.getFirst());
    tick(3);
    server.bean(UnconfirmedErasure.class).eraseDue();
    assertThat(
            journeys.list(
                String.class,
                "SELECT address FROM contact_point WHERE tenant_id = ? AND address_key = ANY (?)",
                journeys.tenant.value(),
                people.toArray(String[]::new)))
        .containsExactly(people.getFirst());
    Map<String, StepCounts> counts = picture.counts(journeys.tenant, version.process(), 1);
    assertThat(counts.get("erase").ended()).isEqualTo(1);
    assertThat(counts.get("wait").left())
        .isEqualTo(Map.of(Step.Way.CONFIRMED, 1L, Step.Way.UNCONFIRMED, 1L));
  }

  @Test
  @DisplayName("S1-09 who is under way finishes on the old version")
  void versions() {
    ProcessVersion old = journeys.online(welcoming());
    List<String> before = journeys.signUp(2);
    journeys.confirm(before.getFirst());
    journeys.advance();
    ProcessVersion young = journeys.online(reminding());
    assertThat(processes.find(journeys.tenant, old.process()).orElseThrow().status())
        .isEqualTo(OptInProcess.Status.ARCHIVED);
    String after = journeys.signUp(1).getFirst();
    tick(3);
    assertThat(journeys.run(before.getFirst())).isEqualTo("CONFIRMED done");
    assertThat(journeys.run(before.getLast())).isEqualTo("LAPSED unsubscribe");
    assertThat(journeys.run(after)).isEqualTo("WAITING wait2 …");
    assertThat(picture.runsAt(journeys.tenant, young.process(), 1, "wait2", Optional.empty(), 10))
        .extracting(StandingRun::address)
        .containsExactly(after);
    assertThat(
            server
                .bean(CampaignUse.class)
                .activeUses(journeys.tenant, new CampaignId(journeys.remind)))
        .containsExactly(young.name());
  }

  @Test
  @DisplayName("S1-08 law 32 after a withdrawal nothing more comes of the run")
  void withdrawn() {
    journeys.online(welcoming());
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
    tick(3);
    assertThat(journeys.mails(ada)).hasSize(2);
  }

  @Test
  @DisplayName("S1-08 law 32 a consent that ended in any other way stops the run when it is due")
  void consentGone() {
    journeys.online(welcoming());
    List<String> people = journeys.signUp(2);
    people.forEach(journeys::confirm);
    journeys.advance();
    journeys.update(
        "UPDATE consent SET status = 'REVOKED' WHERE tenant_id = ? AND contact_point_id = ?",
        journeys.tenant.value(),
        journeys.point(people.getFirst()));
    tick(2);
    assertThat(journeys.mails(people.getFirst())).hasSize(2);
    assertThat(journeys.run(people.getFirst())).isEqualTo("CONFIRMED later");
    assertThat(journeys.mails(people.getLast())).hasSize(3);
  }

  @Test
  @DisplayName("a clock that jumps back repeats and skips nothing")
  void jump() {
    journeys.online(welcoming());
    String ada = journeys.signUp(1).getFirst();
    journeys.confirm(ada);
    journeys.advance();
    server.clock().tick(Duration.ofDays(-5));
    for (int i = 0; i < 3; i++) {
      journeys.advance();
    }
    assertThat(journeys.mails(ada)).hasSize(2);
    tick(6);
    assertThat(journeys.mails(ada)).hasSize(2);
    tick(1);
    assertThat(journeys.mails(ada)).hasSize(3);
    server.clock().tick(Duration.ofDays(-3));
    journeys.advance();
    tick(3);
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
    journeys.online(welcoming());
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
    journeys.online(reminding());
    String ada = journeys.signUp(1).getFirst();
    tick(3);
    server.clock().tick(Duration.ofDays(3));
    server.bean(OptIns.class).signUp(journeys.signUp(ada));
    tick(2);
    assertThat(journeys.run(ada)).isEqualTo("WAITING wait2 …");
    tick(1);
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
    tick(2);
    assertThat(journeys.run(people.getFirst())).isEqualTo("LAPSED pause …");
    server.bean(OptIns.class).signUp(journeys.signUp(people.getFirst()));
    journeys.confirm(people.getFirst());
    tick(3);
    assertThat(journeys.block(people.getFirst())).isEqualTo("none");
    assertThat(journeys.status(people.getFirst())).isEqualTo("CONFIRMED");
    assertThat(journeys.block(people.getLast())).isEqualTo("LAPSED");
  }

  @Test
  @DisplayName("S2-04 asked to renew: yes and silence both leave what was given, without a welcome")
  void renewal() {
    ProcessVersion version = journeys.online(welcoming());
    List<String> people = journeys.signUp(2);
    people.forEach(journeys::confirm);
    journeys.advance();
    tick(2);
    people.forEach(person -> assertThat(journeys.mails(person)).hasSize(3));
    List<ContactPointId> points =
        people.stream().map(person -> new ContactPointId(journeys.point(person))).toList();
    server
        .bean(OptIns.class)
        .renew(journeys.tenant, points, journeys.purpose, Actor.staff(Journeys.BY), "STAFF_ENTRY");
    assertThat(journeys.confirm(people.getFirst())).isEqualTo(Answer.DONE);
    tick(3);
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
