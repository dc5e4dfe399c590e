package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.jawort.Await;
import org.jawort.ChildProcess;
import org.jawort.Jawort;
import org.jawort.TestPostgres;
import org.jawort.TestServer;
import org.jawort.consent.EventId;
import org.jawort.consent.EventType;
import org.jawort.consent.log.LogEvents.Happened;
import org.jawort.platform.Database;
import org.jawort.platform.Settings;
import org.jawort.platform.TenantId;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Servers of their own processes seal what another writes, and die one after the other. */
class SealerKillTest {
  /** How many die. One more is there, and goes on. */
  private static final int KILLS = Integer.getInteger("jawort.sealers", 1);

  private static final int BATCH = 40;
  private static final int MOST_WAITING = 200;
  private static final String SECRET = "a secret of the tests, long enough for anybody";

  private record Entry(long position, byte[] commitment) {}

  @Test
  @DisplayName("B-02 in order and exactly once, with several nodes of which all but one are killed")
  void killed() throws Exception {
    String database = TestPostgres.migratedDatabase("sealers").url();
    var nodes = new ArrayList<Process>();
    try (TestServer writer = TestServer.start(database, Map.of())) {
      LogEvents.sealer(writer).stop();
      var happened = new CopyOnWriteArrayList<Happened>();
      var events = new LogEvents(writer, writer.bean(Tenants.class).all().getFirst());
      for (int i = 0; i <= KILLS; i++) {
        nodes.add(node(database, i));
      }
      var done = new AtomicBoolean();
      var load = CompletableFuture.runAsync(() -> write(events, happened, done));
      sealed(writer, 100, load);
      for (Process node : nodes.subList(0, KILLS)) {
        long before = size(writer);
        // At any moment, also in the middle of a transaction: batches follow one another at once.
        node.destroyForcibly().waitFor();
        sealed(writer, before + 100, load);
      }
      done.set(true);
      load.get();
      sealed(writer, happened.size() - 1, load);
      check(writer, events.tenant(), happened);
    } finally {
      for (Process node : nodes) {
        node.destroyForcibly().waitFor();
      }
    }
  }

  /** Waits as long as the nodes that are left need, and ends at once where nothing happens more. */
  private static void sealed(TestServer server, long more, CompletableFuture<?> load) {
    Await.until(
        "more than %,d events are sealed".formatted(more),
        () -> {
          if (load.isCompletedExceptionally()) {
            load.join();
          }
          return size(server);
        },
        size -> size > more);
  }

  private static void write(LogEvents events, List<Happened> happened, AtomicBoolean done) {
    while (!done.get()) {
      List<Happened> signedUp = events.signUp(BATCH);
      happened.addAll(signedUp);
      happened.add(events.happen(signedUp.getFirst().contactPoint(), EventType.CONFIRMED));
      Await.until(
          "fewer than %,d events wait to be sealed".formatted(MOST_WAITING),
          () -> happened.size() - size(events.server()),
          waiting -> waiting < MOST_WAITING || done.get());
    }
  }

  private static long size(TestServer server) {
    return server.bean(LogReads.class).latest().size();
  }

  private static void check(TestServer server, TenantId tenant, List<Happened> happened) {
    Map<EventId, Entry> entries = entries(server, tenant);
    assertThat(entries.keySet())
        .containsExactlyInAnyOrderElementsOf(happened.stream().map(Happened::event).toList());
    assertThat(entries.values().stream().map(Entry::position).sorted())
        .containsExactlyElementsOf(LongStream.range(0, happened.size()).boxed().toList());
    // One writer, one thread: the order of the ids is the order of the commits.
    long before = -1;
    for (Happened one : happened) {
      assertThat(entries.get(one.event()).position()).isGreaterThan(before);
      before = entries.get(one.event()).position();
    }
    var known = new HashMap<String, byte[]>();
    var independentVerifier =
        new IndependentVerifier(
            path -> known.computeIfAbsent(path, p -> fetch(server.bean(LogReads.class), p)));
    IndependentVerifier.Head head = independentVerifier.audit();
    List<byte[]> leaves = independentVerifier.entries(head.size());
    assertThat(entries.values())
        .allSatisfy(e -> assertThat(leaves.get((int) e.position())).isEqualTo(e.commitment()));
    for (IndependentVerifier.Head earlier : heads(server)) {
      assertThat(
              IndependentVerifier.consistent(
                  earlier.size(),
                  earlier.root(),
                  head.size(),
                  head.root(),
                  independentVerifier.consistency(earlier.size(), head.size())))
          .isTrue();
    }
  }

  private static byte[] fetch(LogReads log, String path) {
    return switch (path) {
      case "checkpoint" -> log.latest().note().getBytes(StandardCharsets.UTF_8);
      case "key" -> log.latest().verifierKey().getBytes(StandardCharsets.UTF_8);
      default ->
          log.find(TileAddress.parse(path.substring("tile/".length())).orElseThrow()).orElseThrow();
    };
  }

  private static Map<EventId, Entry> entries(TestServer server, TenantId tenant) {
    return server
        .bean(Database.class)
        .read(
            tenant,
            connection -> {
              var entries = new HashMap<EventId, Entry>();
              server
                  .bean(JdbcClient.class)
                  .sql("SELECT event_id, position, commitment FROM log_entry WHERE tenant_id = ?")
                  .param(tenant.value())
                  .query(
                      row -> {
                        entries.put(
                            new EventId(row.getObject("event_id", UUID.class)),
                            new Entry(row.getLong("position"), row.getBytes("commitment")));
                      });
              return entries;
            });
  }

  /** Every checkpoint that any node ever signed. */
  private static List<IndependentVerifier.Head> heads(TestServer server) {
    String key = server.bean(LogReads.class).latest().verifierKey();
    return server
        .bean(Database.class)
        .read(
            java.util.Set.of(),
            connection ->
                server
                    .bean(JdbcClient.class)
                    .sql("SELECT note FROM log_checkpoint WHERE size > 0 ORDER BY size")
                    .query(String.class)
                    .list()
                    .stream()
                    .map(note -> IndependentVerifier.open(note, key))
                    .toList());
  }

  private static Process node(String database, int number) throws Exception {
    return ChildProcess.start(
        Node.class, Path.of("target/sealer-kill-test-" + number + ".log"), database);
  }

  /** The program of such a process. */
  static final class Node {
    public static void main(String[] arguments) {
      var given =
          Map.of(
              "JAWORT_PORT",
              "0",
              "JAWORT_SECRET",
              SECRET,
              "JAWORT_DATABASE_URL",
              arguments[0],
              "JAWORT_DATA",
              "target/test-data/" + UUID.randomUUID());
      Jawort.serve(Settings.load(given, Path.of("target/no-such-file")), InstantSource.system());
    }
  }
}
