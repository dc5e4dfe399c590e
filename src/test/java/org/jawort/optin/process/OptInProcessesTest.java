package org.jawort.optin.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jawort.TestServer;
import org.jawort.consent.permission.MessageClass;
import org.jawort.optin.engine.Journeys;
import org.jawort.optin.step.Phrase;
import org.jawort.optin.step.Step;
import org.jawort.optin.step.Steps;
import org.jawort.platform.Language;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The life of processes: draft, online, archived. */
class OptInProcessesTest {
  private static final UUID ADA = UUID.randomUUID();
  private static final UUID BEA = UUID.randomUUID();

  private static TestServer server;
  private static Journeys journeys;

  private final OptInProcesses processes = server.bean(OptInProcesses.class);

  @BeforeAll
  static void start() {
    server = Journeys.stillGuest();
    journeys = new Journeys(server);
  }

  private List<OptInProcess> active(Language language) {
    return processes.all(journeys.tenant).stream()
        .filter(p -> p.status() == OptInProcess.Status.ACTIVE && p.language() == language)
        .toList();
  }

  private ProcessDraft begun(String name) {
    return processes.create(journeys.tenant, ADA, Language.DE, name);
  }

  private List<Step> waiting(int days) {
    var steps = new ArrayList<>(ActiveProcesses.standard(journeys.ask));
    steps.set(1, new Step.WaitForConfirmation("wait", days, "complete", "unsubscribe"));
    return steps;
  }

  @Test
  @DisplayName("S1-08 S1-09 copy, adapt, take online; the other is archived")
  void life() {
    OptInProcess standard = active(Language.DE).getFirst();
    ProcessDraft draft =
        processes.copy(journeys.tenant, ADA, standard.id(), "Mein Prozess").orElseThrow();
    assertThat(draft.steps()).hasSize(4);
    assertThat(draft.revision()).isEqualTo(1);
    var saved =
        (ProcessChangeOutcome.Saved)
            processes.saveDraft(journeys.tenant, ADA, draft.process(), 1, waiting(5));
    assertThat(saved.draft().revision()).isEqualTo(2);
    var online =
        (ProcessChangeOutcome.Activated)
            processes.activate(journeys.tenant, ADA, draft.process(), 2);
    assertThat(online.version().version()).isEqualTo(1);
    assertThat(online.version().entry()).isEqualTo("send");
    assertThat(online.archived()).map(OptInProcess::id).isPresent();
    assertThat(active(Language.DE)).extracting(OptInProcess::id).containsExactly(draft.process());
    assertThat(active(Language.EN)).hasSize(1);
    assertThat(processes.activate(journeys.tenant, ADA, draft.process(), 0))
        .isInstanceOf(ProcessChangeOutcome.Unchanged.class);
    assertThat(processes.archive(journeys.tenant, draft.process()))
        .isInstanceOf(ProcessChangeOutcome.InUse.class);
    assertThat(processes.activate(journeys.tenant, ADA, online.archived().orElseThrow().id(), 0))
        .isInstanceOf(ProcessChangeOutcome.Activated.class);
  }

  @Test
  @DisplayName("S1-08 edited by two at once: the second is told who was first")
  void conflict() {
    ProcessDraft draft = begun("Zwei");
    processes.saveDraft(journeys.tenant, BEA, draft.process(), 1, waiting(5));
    var conflict =
        (ProcessChangeOutcome.Conflict)
            processes.saveDraft(journeys.tenant, ADA, draft.process(), 1, waiting(6));
    assertThat(conflict.by()).contains(BEA);
    assertThat(conflict.present().steps()).isEqualTo(waiting(5));
    assertThat(processes.activate(journeys.tenant, ADA, draft.process(), 1))
        .isInstanceOf(ProcessChangeOutcome.Conflict.class);
    assertThat(processes.deleteDraft(journeys.tenant, draft.process(), 1))
        .isInstanceOf(ProcessChangeOutcome.Conflict.class);
  }

  @Test
  @DisplayName("S1-08 what is invalid does not go online, and everything wrong is told")
  void invalid() {
    ProcessDraft draft = begun("Falsch");
    UUID advertising = journeys.campaign("Werbung", MessageClass.ADVERTISING, "Kauft!");
    List<Step> wrong =
        List.of(
            new Step.SendCampaign("send", advertising, "wait"),
            new Step.WaitForConfirmation("wait", 99, null, "nowhere"));
    processes.saveDraft(journeys.tenant, ADA, draft.process(), 1, wrong);
    var invalid =
        (ProcessChangeOutcome.Invalid) processes.activate(journeys.tenant, ADA, draft.process(), 2);
    assertThat(invalid.problems())
        .extracting(problem -> problem.step() + " " + problem.code())
        .containsExactlyInAnyOrder(
            "send CAMPAIGN_CLASS",
            "wait DAYS",
            "wait NEXT_MISSING",
            "wait NEXT_UNKNOWN",
            "wait NOT_ASKED");
    assertThat(processes.find(journeys.tenant, draft.process()).orElseThrow().status())
        .isEqualTo(OptInProcess.Status.DRAFT);
    assertThat(processes.draft(journeys.tenant, draft.process()).orElseThrow().steps())
        .isEqualTo(wrong);
  }

  @Test
  @DisplayName("S1-08 an old version comes back as a draft, and differs in words")
  void restored() {
    ProcessVersion first = journeys.online(waiting(5));
    ProcessId process = first.process();
    processes.saveDraft(journeys.tenant, ADA, process, 0, waiting(6));
    processes.activate(journeys.tenant, ADA, process, 1);
    assertThat(processes.versions(journeys.tenant, process))
        .extracting(ProcessVersion::version)
        .containsExactly(2, 1);
    assertThat(processes.difference(journeys.tenant, process, 1, 2))
        .extracting(Phrase::key)
        .containsExactly("optin.difference.changed");
    var restored =
        (ProcessChangeOutcome.Saved) processes.restore(journeys.tenant, ADA, process, 1, 0);
    assertThat(restored.draft().steps()).isEqualTo(waiting(5));
    assertThat(processes.difference(journeys.tenant, process, 1, 0)).isEmpty();
    assertThat(processes.deleteDraft(journeys.tenant, process, 1))
        .isInstanceOf(ProcessChangeOutcome.Deleted.class);
    assertThat(processes.find(journeys.tenant, process)).isPresent();
    ProcessDraft never = begun("Nie");
    assertThat(processes.rename(journeys.tenant, never.process(), "Doch"))
        .isInstanceOf(ProcessChangeOutcome.Renamed.class);
    processes.deleteDraft(journeys.tenant, never.process(), 1);
    assertThat(processes.find(journeys.tenant, never.process())).isEmpty();
  }

  @Test
  @DisplayName("S1-09 of many that go online at once one is active in the end")
  void atOnce() throws Exception {
    List<ProcessId> many = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      many.add(begun("Wettlauf " + i).process());
    }
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<ProcessChangeOutcome>> wishes =
          many.stream()
              .<Callable<ProcessChangeOutcome>>map(
                  id -> () -> processes.activate(journeys.tenant, ADA, id, 1))
              .toList();
      for (Future<ProcessChangeOutcome> change : people.invokeAll(wishes)) {
        assertThat(change.get()).isInstanceOf(ProcessChangeOutcome.Activated.class);
      }
    }
    assertThat(active(Language.DE)).hasSize(1);
  }

  @Test
  @DisplayName("S1-08 steps are read as they were stored, and as somebody left them half done")
  void json() {
    Steps steps = server.bean(Steps.class);
    assertThat(steps.read(steps.write(waiting(5)))).isEqualTo(waiting(5));
    assertThat(
            steps.parse(
                """
                [{"type":"WAIT_FOR_CONFIRMATION","id":"w"},{"type":"END","id":"e"},
                 {"type":"UNSUBSCRIBE","id":"u"},{"type":"SEND_CAMPAIGN","id":"s"}]
                """))
        .contains(
            List.of(
                new Step.WaitForConfirmation("w", 0, null, null),
                new Step.End("e"),
                new Step.Unsubscribe("u"),
                new Step.SendCampaign("s", null, null)));
    for (String bad :
        List.of(
            "",
            "{}",
            "null",
            "[null]",
            "[{\"type\":\"BOMB\",\"id\":\"x\"}]",
            "[{\"id\":1}]",
            "[{\"type\":\"END\"}]",
            "[".repeat(100_000))) {
      assertThat(steps.parse(bad)).as(bad.length() > 40 ? "deep" : bad).isEmpty();
    }
  }
}
