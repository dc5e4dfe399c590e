package org.jawort.consent.witness;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jawort.Await;
import org.jawort.TestBrowser;
import org.jawort.TestServer;
import org.jawort.consent.log.AddCheckpoint;
import org.jawort.consent.log.CosigningKey;
import org.jawort.consent.log.LogEvents;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.WitnessList;
import org.jawort.consent.proof.EventProof;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("B-13 law 63: witnesses that are slow, dead, wrong or lying never hold up the log")
class WitnessTurnsTest {
  private Fake first;
  private Fake second;
  private Fake third;
  private TestServer server;

  /** An answer; status 0 never comes. */
  private record Reply(int status, String type, String body) {
    static Reply of(int status) {
      return new Reply(status, "text/plain", "no\n");
    }

    static Reply seen(long size) {
      return new Reply(409, "text/x.tlog.size", size + "\n");
    }
  }

  /** Somebody at the address of a witness, who answers as the test says. */
  private static final class Fake implements AutoCloseable {
    final CosigningKey key;
    final List<AddCheckpoint> asked = new CopyOnWriteArrayList<>();
    final AtomicReference<Function<AddCheckpoint, Reply>> answers = new AtomicReference<>();
    private final HttpServer http;

    Fake(int number) throws IOException {
      byte[] seed = new byte[32];
      seed[0] = (byte) number;
      key = new CosigningKey("witness.example/w" + number, seed);
      http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
      answers.set(this::cosigned);
      http.createContext(
          "/",
          exchange -> {
            try (exchange) {
              byte[] body = exchange.getRequestBody().readAllBytes();
              Reply reply = Reply.of(404);
              if (exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
                AddCheckpoint request =
                    AddCheckpoint.parse(new String(body, StandardCharsets.UTF_8));
                asked.add(request);
                reply = answers.get().apply(request);
              }
              byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
              exchange.getResponseHeaders().set("Content-Type", reply.type());
              exchange.sendResponseHeaders(reply.status(), bytes.length);
              exchange.getResponseBody().write(bytes);
            }
          });
      http.start();
    }

    Reply cosigned(AddCheckpoint request) {
      SignedNote.Line line = key.cosign(request.note().text(), java.time.Instant.now());
      return new Reply(200, "text/plain", line.toString());
    }

    String setting() {
      return "http://127.0.0.1:%d %s".formatted(http.getAddress().getPort(), key.witnessKey());
    }

    @Override
    public void close() {
      http.stop(0);
    }
  }

  @BeforeAll
  void start() throws IOException {
    first = new Fake(1);
    second = new Fake(2);
    third = new Fake(3);
    server =
        TestServer.start(
            Map.of(
                "JAWORT_WITNESSES",
                "2 of %s, %s, %s".formatted(first.setting(), second.setting(), third.setting()),
                "JAWORT_ADMIN_EMAIL",
                TestServer.OWNER,
                "JAWORT_ADMIN_PASSWORD",
                TestServer.PASSWORD));
    server.withoutSchedule();
  }

  @AfterAll
  void stop() {
    server.close();
    List.of(first, second, third).forEach(Fake::close);
  }

  /** All are well, and have seen something. */
  @BeforeEach
  void cosign() {
    happen();
    for (Fake one : List.of(first, second, third)) {
      one.answers.set(one::cosigned);
    }
    for (Fake one : List.of(first, second, third)) {
      becomes(one, "COSIGNS");
    }
  }

  private static void die(Fake... witnesses) {
    for (Fake one : witnesses) {
      one.answers.set(request -> Reply.of(503));
    }
  }

  private EventProof.Sealed happen() {
    var events = new LogEvents(server, server.bean(Tenants.class).all().getFirst());
    return events.sealed(events.signUp(1).getFirst().event());
  }

  private String state(Fake fake) {
    return server
        .bean(org.jawort.platform.Database.class)
        .read(
            java.util.Set.of(),
            connection ->
                org.jawort.platform.Rows.sql(
                        connection, "SELECT state FROM log_witness WHERE vkey = :vkey")
                    .text("vkey", fake.key.witnessKey().toString())
                    .only(row -> row.getString(1)));
  }

  private void becomes(Fake fake, String state) {
    Await.until(
        "the witness " + state,
        () -> {
          takeTurn(fake);
          return state(fake).equals(state);
        });
  }

  /** The longest pause is over, and nobody waits for a worker to look. */
  private void takeTurn(Fake fake) {
    server.clock().tick(Duration.ofSeconds(61));
    server.bean(WitnessList.class).all().stream()
        .filter(witness -> witness.key().equals(fake.key.witnessKey()))
        .forEach(server.bean(WitnessTurn.class)::take);
  }

  @Test
  @DisplayName("Two of three are enough, while the third is dead; back again, it cosigns as well")
  void enough() {
    die(third);
    SignedNote note = note(happen());
    assertThat(List.of(first, second))
        .allSatisfy(
            one ->
                assertThat(note.askedOf(one.key.witnessKey())).isEqualTo(SignedNote.Answer.SIGNED));
    assertThat(note.askedOf(third.key.witnessKey())).isEqualTo(SignedNote.Answer.ABSENT);
    becomes(third, "FAILS");
    third.answers.set(third::cosigned);
    becomes(third, "COSIGNS");
    assertThat(note(happen()).signatures().size()).isGreaterThanOrEqualTo(3);
  }

  private static SignedNote note(EventProof.Sealed proof) {
    return SignedNote.parse(proof.file().substring(proof.file().indexOf("\n\n") + 2));
  }

  @Test
  @DisplayName(
      "Each of them has its heartbeat and its faults in health and metrics, as every worker")
  void watched() {
    TestBrowser operator = server.owner();
    for (int number = 1; number <= 3; number++) {
      String worker = "witness witness.example/w" + number;
      assertThat(operator.get("/health/ready").body()).contains("\"" + worker + "\"");
      assertThat(operator.get("/metrics").body()).contains("worker=\"" + worker + "\"");
    }
  }

  @Test
  @DisplayName("All dead: events are sealed and proven all the same, without a claim")
  void dead() {
    die(first, second, third);
    assertThat(note(happen()).signatures()).hasSize(1);
    assertThat(server.browser().get("/health/log").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("It says another size than we remember: it is told from there, with a proof")
  void otherSize() {
    die(third);
    first.answers.set(request -> request.old() == 1 ? first.cosigned(request) : Reply.seen(1));
    SignedNote note = note(happen());
    assertThat(note.askedOf(first.key.witnessKey())).isEqualTo(SignedNote.Answer.SIGNED);
    AddCheckpoint told = first.asked.getLast();
    assertThat(told.old()).isEqualTo(1);
    assertThat(told.proof()).isNotEmpty();
  }

  @Test
  @DisplayName(
      "It claims to have seen more and shows nothing that we signed: red, and sealing goes on")
  void lies() {
    die(second, third);
    first.answers.set(request -> Reply.seen(1_000_000));
    happen();
    becomes(first, "REFUSES");
    assertThat(server.browser().get("/health/log").status()).isEqualTo(503);
    assertThat(note(happen()).signatures()).hasSize(1);
    assertThat(server.owner().get("/app").body())
        .contains("Das Transparenz-Log steht still, oder ein Zeuge lehnt es ab");
    first.answers.set(first::cosigned);
    becomes(first, "COSIGNS");
    assertThat(server.browser().get("/health/log").status()).isEqualTo(200);
    assertThat(server.owner().get("/app").body()).doesNotContain("Das Transparenz-Log steht");
  }

  @Test
  @DisplayName(
      "What is no cosignature of it by its key is not taken: garbage, another's, another text")
  void wrong() {
    List<Function<AddCheckpoint, Reply>> wrong =
        List.of(
            request -> new Reply(200, "text/plain", "garbage"),
            request -> new Reply(200, "text/plain", "x".repeat(1_000_000)),
            second::cosigned,
            request ->
                new Reply(
                    200,
                    "text/plain",
                    first.key.cosign("another text\n", java.time.Instant.now()).toString()),
            request -> new Reply(409, "text/plain", "5\n"),
            request -> new Reply(409, "text/x.tlog.size", "many\n"),
            request -> Reply.seen(request.old()),
            request -> Reply.of(302));
    die(second, third);
    first.answers.set(wrong.getFirst());
    happen();
    for (Function<AddCheckpoint, Reply> one : wrong) {
      first.answers.set(one);
      int before = first.asked.size();
      Await.until(
          "it is asked twice",
          () -> {
            takeTurn(first);
            return first.asked.size() > before + 1;
          });
      assertThat(state(first)).isEqualTo("FAILS");
    }
    assertThat(note(happen()).signatures()).hasSize(1);
    first.answers.set(request -> Reply.of(403));
    becomes(first, "UNKNOWN_LOG");
  }
}
