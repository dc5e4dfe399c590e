package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jawort.Await;
import org.jawort.TestServer;
import org.jawort.campaign.CampaignId;
import org.jawort.campaign.CampaignUse;
import org.jawort.contact.ContactId;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.optin.AnswerOutcome;
import org.jawort.optin.notice.NoticeList;
import org.jawort.optin.process.OptInProcess;
import org.jawort.optin.process.OptInProcesses;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.run.StandingRun;
import org.jawort.optin.run.StepCounts;
import org.jawort.optin.step.Step;
import org.jawort.tenant.UserId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Processes that people made, and runs on their way through them, by the clock. */
class RunEngineTest {
  private static TestServer server;
  private static Journeys journeys;

  private final OptInProcesses processes = server.bean(OptInProcesses.class);
  private final RunStatistics picture = server.bean(RunStatistics.class);

  @BeforeAll
  static void start() {
    server = Journeys.stillGuest();
    journeys = new Journeys(server);
  }

  @Test
  @DisplayName("S1-07 S1-08 a welcome mail after the confirmation, another one two days later")
  void welcome() {
    journeys.online(journeys.welcoming());
    String ada = journeys.signUp(1).getFirst();
    assertThat(journeys.run(ada)).isEqualTo("WAITING wait …");
    assertThat(journeys.confirm(ada)).isEqualTo(AnswerOutcome.DONE);
    assertThat(journeys.run(ada)).isEqualTo("CONFIRMED welcome …");
    journeys.advance();
    assertThat(journeys.run(ada)).isEqualTo("CONFIRMED later …");
    assertThat(journeys.mails(ada)).hasSize(2).endsWith("Willkommen");
    journeys.tick(1);
    assertThat(journeys.mails(ada)).hasSize(2);
    journeys.tick(1);
    assertThat(journeys.mails(ada)).hasSize(3);
    assertThat(journeys.run(ada)).isEqualTo("CONFIRMED done");
    assertThat(journeys.confirm(ada)).isEqualTo(AnswerOutcome.ALREADY);
    journeys.tick(30);
    assertThat(journeys.mails(ada)).hasSize(3);
  }

  @Test
  @DisplayName("S1-07 the worker of a node goes on at once after a confirmation")
  void atOnce() {
    journeys.online(journeys.welcoming());
    String ada = journeys.signUp(1).getFirst();
    server.bean(RunWork.class).start();
    try {
      Await.until("the run waits for the answer", () -> journeys.run(ada).equals("WAITING wait …"));
      journeys.confirm(ada);
      Await.until("the welcome mail was queued at once", () -> journeys.mails(ada).size() == 2);
    } finally {
      server.bean(RunWork.class).stop();
    }
  }

  @Test
  @DisplayName("S1-07 law 10 one reminder, and the same answer behind either mail")
  void reminder() {
    journeys.online(journeys.reminding());
    List<String> people = journeys.signUp(2);
    journeys.tick(3);
    for (String person : people) {
      assertThat(journeys.run(person)).isEqualTo("WAITING wait2 …");
      assertThat(journeys.status(person)).isEqualTo("TRIGGERED");
      assertThat(journeys.mails(person)).hasSize(2).endsWith("Erinnerung");
    }
    assertThat(journeys.confirm(people.getFirst())).isEqualTo(AnswerOutcome.DONE);
    assertThat(journeys.run(people.getFirst())).isEqualTo("CONFIRMED complete");
    journeys.tick(4);
    assertThat(journeys.run(people.getLast())).isEqualTo("LAPSED unsubscribe");
    assertThat(journeys.status(people.getLast())).isEqualTo("LAPSED");
    assertThat(journeys.block(people.getLast())).isEqualTo("LAPSED");
    assertThat(journeys.mails(people.getLast())).hasSize(2);
  }

  @Test
  @DisplayName("law 12 the question of a mail may be answered as long as its process waits")
  void answerUntil() {
    journeys.online(journeys.reminding());
    String ada = journeys.signUp(1).getFirst();
    journeys.tick(3);
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
    UUID field = server.bean(CustomFields.class).create(journeys.tenant, "Herkunft").orElseThrow();
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
    journeys.tick(3);
    ContactId contact = contact(people.getFirst());
    assertThat(server.bean(CustomFields.class).of(journeys.tenant, contact))
        .containsEntry("Herkunft", "Formular");
    assertThat(
            server
                .bean(NoticeList.class)
                .page(journeys.tenant, new UserId(UUID.randomUUID()), Optional.empty(), 100))
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
    journeys.tick(364);
    assertThat(journeys.status(ada)).isEqualTo("CONFIRMED");
    journeys.tick(1);
    assertThat(journeys.status(ada)).isEqualTo("REVOKED");
    assertThat(journeys.block(ada)).isEqualTo("UNSUBSCRIBED");
    assertThat(journeys.run(ada)).isEqualTo("ENDED later …");
    journeys.tick(1);
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
    journeys.tick(3);
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
    ProcessVersion old = journeys.online(journeys.welcoming());
    List<String> before = journeys.signUp(2);
    journeys.confirm(before.getFirst());
    journeys.advance();
    ProcessVersion young = journeys.online(journeys.reminding());
    assertThat(processes.find(journeys.tenant, old.process()).orElseThrow().status())
        .isEqualTo(OptInProcess.Status.ARCHIVED);
    String after = journeys.signUp(1).getFirst();
    journeys.tick(3);
    assertThat(journeys.run(before.getFirst())).isEqualTo("CONFIRMED done");
    assertThat(journeys.run(before.getLast())).isEqualTo("LAPSED unsubscribe");
    assertThat(journeys.run(after)).isEqualTo("WAITING wait2 …");
    assertThat(
            picture.runsAt(
                journeys.tenant, young.process(), 1, "wait2", true, Optional.empty(), 10))
        .extracting(StandingRun::address)
        .containsExactly(after);
    assertThat(
            server
                .bean(CampaignUse.class)
                .activeUses(journeys.tenant, new CampaignId(journeys.remind)))
        .containsExactly(young.name());
  }
}
