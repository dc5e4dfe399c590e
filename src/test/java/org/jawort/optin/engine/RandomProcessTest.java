package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jawort.TestServer;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.run.RunStatistics;
import org.jawort.optin.run.StepCounts;
import org.jawort.optin.step.Step;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever valid process somebody makes: every run comes to an end, and each mail goes once. */
class RandomProcessTest {
  private static TestServer server;
  private static Journeys journeys;
  private static UUID group;
  private static UUID field;

  @BeforeAll
  static void start() {
    server = Journeys.stillGuest();
    journeys = new Journeys(server);
    group = server.bean(ContactGroups.class).create(journeys.tenant, "G").orElseThrow();
    field = server.bean(CustomFields.class).create(journeys.tenant, "F").orElseThrow();
  }

  /** Makes a process way by way. */
  private static final class Maker {
    private final Random random;
    private final List<Step> steps = new ArrayList<>();
    private int ids;

    Maker(long seed) {
      this.random = new Random(seed);
    }

    private String id() {
      return "s" + ids++;
    }

    /** Adds a way of some steps in front of another and returns where it begins. */
    private String way(int most, String then, boolean waits, boolean welcomes) {
      String next = then;
      for (int i = random.nextInt(most + 1); i > 0; i--) {
        Step step = any(next, waits, welcomes);
        steps.add(step);
        next = step.id();
      }
      return next;
    }

    private Step any(String next, boolean waits, boolean welcomes) {
      return switch (random.nextInt(waits ? welcomes ? 7 : 6 : 5)) {
        case 0 -> new Step.AddToGroup(id(), group, next);
        case 1 -> new Step.RemoveFromGroup(id(), group, next);
        case 2 -> new Step.SetField(id(), field, "v" + random.nextInt(3), next);
        case 3 -> new Step.NotifyStaff(id(), null, "n", next);
        case 4 -> new Step.CallWebhook(id(), "https://crm.example/", next);
        case 5 -> new Step.Wait(id(), random.nextInt(3), 1 + random.nextInt(5), next);
        default -> new Step.SendCampaign(id(), journeys.welcome, next);
      };
    }

    private String add(Step step) {
      steps.add(step);
      return step.id();
    }

    private String confirmed() {
      Step end =
          switch (random.nextInt(3)) {
            case 0 -> new Step.Complete(id());
            case 1 -> new Step.End(id());
            default -> new Step.Unsubscribe(id());
          };
      return way(4, add(end), true, true);
    }

    private String unconfirmed() {
      Step end =
          switch (random.nextInt(3)) {
            case 0 -> new Step.Unsubscribe(id());
            case 1 -> new Step.End(id());
            default -> new Step.Erase(id());
          };
      return way(3, add(end), true, false);
    }

    List<Step> make() {
      String unconfirmed = unconfirmed();
      if (random.nextBoolean()) {
        String wait = add(new Step.WaitForConfirmation(id(), days(), confirmed(), unconfirmed));
        unconfirmed = way(2, add(new Step.SendCampaign(id(), journeys.remind, wait)), false, false);
      }
      String wait = add(new Step.WaitForConfirmation(id(), days(), confirmed(), unconfirmed));
      String send = add(new Step.SendCampaign(id(), journeys.ask, way(1, wait, false, false)));
      String entry = way(1, send, false, false);
      Step first = steps.stream().filter(s -> s.id().equals(entry)).findFirst().orElseThrow();
      steps.remove(first);
      steps.addFirst(first);
      return steps;
    }

    private int days() {
      return 1 + random.nextInt(4);
    }
  }

  static Stream<Long> seeds() {
    return LongStream.range(0, Integer.getInteger("jawort.processes", 30)).boxed();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  @DisplayName("S1-08 every run of a valid process ends, each of its mails went once")
  void ends(long seed) {
    List<Step> steps = new Maker(seed).make();
    ProcessVersion version = journeys.online(steps);
    var random = new Random(seed);
    List<String> people = journeys.signUp(6);
    journeys.advance();
    for (int half = 0; half < 60; half++) {
      if (random.nextInt(3) == 0) {
        answer(random, people.get(random.nextInt(people.size())));
      }
      server.clock().tick(Duration.ofHours(random.nextInt(24)));
      journeys.advance();
    }
    server.clock().tick(Duration.ofDays(30));
    while (journeys.advance() > 0) {
      server.clock().tick(Duration.ofDays(4));
    }
    String open =
        "SELECT count(*) FROM run WHERE tenant_id = ? AND process_id = ? AND ended_at IS NULL";
    assertThat(journeys.count(open, journeys.tenant.value(), version.process().value())).isZero();
    assertThat(journeys.repeated()).isEmpty();
    Map<String, StepCounts> counts =
        server.bean(RunStatistics.class).counts(journeys.tenant, version.process(), 1);
    for (Step step : steps) {
      if (step instanceof Step.SendCampaign send) {
        assertThat(mailsOf(version, send))
            .as("%s of %s", send, steps)
            .isEqualTo(came(counts, send));
      }
    }
    assertThat(counts.values().stream().mapToLong(StepCounts::ended).sum() + stopped(counts))
        .isEqualTo(people.size());
  }

  private static void answer(Random random, String person) {
    if (random.nextInt(4) == 0) {
      journeys.refuse(person);
    } else {
      journeys.confirm(person);
    }
  }

  private static long came(Map<String, StepCounts> counts, Step step) {
    StepCounts at = counts.get(step.id());
    return at == null ? 0 : at.left().values().stream().mapToLong(n -> n).sum();
  }

  private static long stopped(Map<String, StepCounts> counts) {
    return counts.values().stream()
        .mapToLong(at -> at.left().getOrDefault(Step.Way.STOPPED, 0L))
        .sum();
  }

  /** A sign-up itself sends where nothing comes before; it names no step. */
  private static long mailsOf(ProcessVersion version, Step.SendCampaign send) {
    String sql =
        """
        SELECT count(*) FROM message m
        JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id
        WHERE m.tenant_id = ? AND r.process_id = ? AND coalesce(m.step, ?) = ?
        """;
    return journeys.count(
        sql, journeys.tenant.value(), version.process().value(), version.entry(), send.id());
  }
}
