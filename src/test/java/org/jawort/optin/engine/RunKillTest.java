package org.jawort.optin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jawort.Await;
import org.jawort.ChildProcess;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.contact.group.ContactGroups;
import org.jawort.contact.group.CustomFields;
import org.jawort.optin.process.ProcessVersion;
import org.jawort.optin.process.ProcessVersions;
import org.jawort.optin.run.RunClaims;
import org.jawort.optin.step.Step;
import org.jawort.platform.Database;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nodes that die anywhere, and nodes that share the work. */
class RunKillTest {
  private static final TestPostgres.TestDatabase PLACE = TestPostgres.migratedDatabase("runkill");

  /** How often each place between two statements is died at. */
  private static final int ROUNDS = Integer.getInteger("jawort.kills", 1);

  /** How many nodes die as a whole, one after the other, before this one ends the work. */
  private static final int NODES = Integer.getInteger("jawort.nodes", 1);

  private static TestServer server;
  private static Journeys journeys;

  @BeforeAll
  static void start() {
    server = TestServer.start(PLACE.url(), Map.of());
    Journeys.still(server);
    journeys = new Journeys(server);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Every kind of step; those who confirm and those who do not have mails of their own. */
  private static List<Step> everything() {
    UUID group = server.bean(ContactGroups.class).create(journeys.tenant, "G").orElseThrow();
    UUID field = server.bean(CustomFields.class).create(journeys.tenant, "F").orElseThrow();
    return List.of(
        new Step.AddToGroup("in", group, "send"),
        new Step.SendCampaign("send", journeys.ask, "wait"),
        new Step.WaitForConfirmation("wait", 1, "set", "remind"),
        new Step.SetField("set", field, "ja", "hook"),
        new Step.CallWebhook("hook", "https://crm.example/hook", "welcome"),
        new Step.SendCampaign("welcome", journeys.welcome, "later"),
        new Step.Wait("later", 0, 1, "again"),
        new Step.SendCampaign("again", journeys.welcome, "off"),
        new Step.Unsubscribe("off", "complete"),
        new Step.Complete("complete"),
        new Step.SendCampaign("remind", journeys.remind, "wait2"),
        new Step.WaitForConfirmation("wait2", 1, "complete", "notice"),
        new Step.NotifyStaff("notice", null, "Niemand", "out"),
        new Step.RemoveFromGroup("out", group, "pause"),
        new Step.Wait("pause", 0, 1, "unsubscribe"),
        new Step.Unsubscribe("unsubscribe"));
  }

  private static RunEngine engineOn(Database database) {
    return new RunEngine(
        database,
        server.bean(Tenants.class),
        server.bean(ProcessVersions.class),
        server.bean(RunClaims.class),
        server.bean(Lapsing.class),
        server.bean(RunEffects.class),
        server.bean(InstantSource.class));
  }

  @Test
  @DisplayName(
      "S1-07 killed before and after every statement, nothing is lost and nothing repeated")
  void killed() {
    ProcessVersion version = journeys.online(everything());
    var killing = new Killing(server.bean(DataSource.class), PLACE);
    RunEngine dying = engineOn(new Database(killing));
    int kills = 0;
    for (int round = 0; round < ROUNDS; round++) {
      List<String> people = journeys.signUp(4);
      kills += die(dying, killing);
      people.subList(0, 2).forEach(journeys::confirm);
      kills += die(dying, killing);
      for (Duration time :
          List.of(
              Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(1), Duration.ofHours(1))) {
        server.clock().tick(time);
        kills += die(dying, killing);
      }
      assertThat(people.subList(0, 2))
          .allSatisfy(
              person -> {
                assertThat(journeys.mails(person)).hasSize(3).endsWith("Willkommen", "Willkommen");
                assertThat(journeys.status(person)).isEqualTo("REVOKED");
                assertThat(journeys.run(person)).isEqualTo("ENDED complete");
              });
      assertThat(people.subList(2, 4))
          .allSatisfy(
              person -> {
                assertThat(journeys.mails(person)).hasSize(2).endsWith("Erinnerung");
                assertThat(journeys.status(person)).isEqualTo("LAPSED");
                assertThat(journeys.block(person)).isEqualTo("LAPSED");
                assertThat(journeys.run(person)).isEqualTo("LAPSED unsubscribe");
                assertThat(events(person)).containsExactly("SIGNED_UP", "LAPSED", "BLOCKED");
              });
    }
    assertThat(journeys.repeated()).isEmpty();
    assertThat(calls(version)).isEqualTo(2L * ROUNDS);
    System.out.println("killed " + kills + " times");
    assertThat(kills).isGreaterThan(40 * ROUNDS);
  }

  /** Dies at the first statement, then at the second, until all is done; returns how often. */
  private static int die(RunEngine dying, Killing killing) {
    for (int n = 1; ; n++) {
      killing.at(n);
      try {
        dying.advanceDue();
      } catch (RuntimeException e) {
        assertThat(killing.hasKilled()).as("%s", e).isTrue();
      }
      if (!killing.hasKilled()) {
        return n - 1;
      }
    }
  }

  @Test
  @DisplayName("S1-07 a node is killed as a whole and started again, and each run goes on once")
  void killedNodes() throws Exception {
    ProcessVersion version =
        journeys.online(
            List.of(
                new Step.SendCampaign("send", journeys.ask, "wait"),
                new Step.WaitForConfirmation("wait", 1, "complete", "notice"),
                new Step.Complete("complete"),
                new Step.NotifyStaff("notice", null, "Niemand", "remind"),
                new Step.SendCampaign("remind", journeys.remind, "wait2"),
                new Step.WaitForConfirmation("wait2", 1, "complete", "unsubscribe"),
                new Step.Unsubscribe("unsubscribe")));
    int many = RunEngine.BATCH * (NODES + 1);
    journeys.signUp(many);
    server.clock().tick(Duration.ofDays(1).plusMinutes(1));
    String moved =
        "SELECT count(*) FROM run WHERE tenant_id = ? AND process_id = ? AND step = 'wait2'";
    var random = new Random();
    for (int dead = 0; dead < NODES; dead++) {
      long goal = ((long) dead * many + random.nextInt(many)) / (NODES + 1);
      Process node = node();
      try {
        Await.until(
            "the node has moved as many runs",
            () -> journeys.count(moved, journeys.tenant.value(), version.process().value()) > goal);
      } finally {
        node.destroyForcibly().waitFor();
      }
    }
    // What a node held is free when the database has noticed that it is gone.
    Await.until(
        "all runs have moved",
        () -> {
          journeys.advance();
          return journeys.count(moved, journeys.tenant.value(), version.process().value()) == many;
        });
    assertThat(journeys.repeated()).isEmpty();
    for (String table : List.of("message", "staff_notice")) {
      String sql =
          "SELECT count(*) FROM "
              + table
              + " t JOIN run r ON r.tenant_id = t.tenant_id AND r.id = t.run_id"
              + " WHERE t.tenant_id = ? AND r.process_id = ? AND t.step IS NOT NULL";
      assertThat(journeys.count(sql, journeys.tenant.value(), version.process().value()))
          .as(table)
          .isEqualTo(many);
    }
  }

  /** A program of its own on the same database, at the same time of day as the test. */
  private static Process node() throws Exception {
    return ChildProcess.start(
        Node.class,
        Path.of("target/run-kill-test.log"),
        PLACE.url(),
        server.clock().instant().toString());
  }

  /** The program of that process. */
  static final class Node {
    public static void main(String[] arguments) {
      Duration ahead = Duration.between(Instant.now(), Instant.parse(arguments[1]));
      TestServer.serve(arguments[0], InstantSource.offset(InstantSource.system(), ahead));
    }
  }

  private static List<String> events(String address) {
    return journeys.list(
        String.class,
        "SELECT type FROM consent_event WHERE tenant_id = ? AND contact_point_id = ? ORDER BY id",
        journeys.tenant.value(),
        journeys.point(address));
  }

  private static long calls(ProcessVersion version) {
    return journeys.count(
        "SELECT count(*) FROM webhook_call WHERE tenant_id = ? AND process_id = ?",
        journeys.tenant.value(),
        version.process().value());
  }

  @Test
  @DisplayName("S1-07 several nodes share the work, and each run goes on once")
  void shared() throws Exception {
    ProcessVersion version =
        journeys.online(
            List.of(
                new Step.SendCampaign("send", journeys.ask, "wait"),
                new Step.WaitForConfirmation("wait", 1, "hook", "notice"),
                new Step.CallWebhook("hook", "https://crm.example/hook", "welcome"),
                new Step.SendCampaign("welcome", journeys.welcome, "complete"),
                new Step.Complete("complete"),
                new Step.NotifyStaff("notice", null, "Niemand", "unsubscribe"),
                new Step.Unsubscribe("unsubscribe")));
    int many = RunEngine.BATCH * 3;
    List<String> people = journeys.signUp(many);
    journeys.update(
        """
        UPDATE run SET status = 'CONFIRMED', answered_step = 'wait', step = 'hook',
                       due_at = started_at, moved_at = started_at
        WHERE tenant_id = ? AND process_id = ? AND contact_point_id IN (
          SELECT id FROM contact_point WHERE tenant_id = ? AND address_key = ANY (?))
        """,
        journeys.tenant.value(),
        version.process().value(),
        journeys.tenant.value(),
        people.subList(0, many / 2).toArray(String[]::new));
    journeys.update(
        """
        UPDATE consent c SET status = 'CONFIRMED' FROM run r
        WHERE c.tenant_id = ? AND r.tenant_id = c.tenant_id AND r.process_id = ?
          AND r.contact_point_id = c.contact_point_id AND r.status = 'CONFIRMED'
        """,
        journeys.tenant.value(),
        version.process().value());
    server.clock().tick(Duration.ofDays(2));
    var nodes = new ArrayList<Callable<Integer>>();
    for (int i = 0; i < 4; i++) {
      nodes.add(engineOn(server.bean(Database.class))::advanceDue);
    }
    var moved = new ArrayList<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> node : threads.invokeAll(nodes)) {
        moved.add(node.get());
      }
    }
    assertThat(moved.stream().mapToInt(n -> n).sum()).isGreaterThanOrEqualTo(many);
    assertThat(moved.stream().filter(n -> n > 0)).as("%s", moved).hasSizeGreaterThan(1);
    assertThat(journeys.repeated()).isEmpty();
    assertThat(calls(version)).isEqualTo(many / 2);
    String mails =
        "SELECT count(*) FROM message m JOIN run r ON r.tenant_id = m.tenant_id AND r.id = m.run_id"
            + " WHERE m.tenant_id = ? AND r.process_id = ? AND m.step = 'welcome'";
    assertThat(journeys.count(mails, journeys.tenant.value(), version.process().value()))
        .isEqualTo(many / 2);
  }
}
