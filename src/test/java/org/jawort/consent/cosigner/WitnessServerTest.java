package org.jawort.consent.cosigner;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jawort.SettableClock;
import org.jawort.consent.log.SignedLog;
import org.jawort.consent.log.SignedNote;
import org.jawort.platform.Settings;
import org.jawort.platform.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B-13 law 63: a witness by HTTP (C2SP tlog-witness)")
class WitnessServerTest {
  @TempDir private Path data;

  private final SignedLog log = new SignedLog("log.example/ours", 1).grow(40);
  private final HttpClient http = HttpClient.newHttpClient();
  private final SettableClock clock = new SettableClock();
  private Witness witness;

  @BeforeEach
  void start() {
    witness = Witness.start(settings(data, log), clock);
  }

  @AfterEach
  void stop() {
    witness.close();
  }

  static Settings settings(Path data, SignedLog... logs) {
    String keys =
        String.join(", ", java.util.Arrays.stream(logs).map(one -> one.key().toString()).toList());
    return Settings.load(
        Map.of(
            "JAWORT_PORT",
            "0",
            "JAWORT_DATA",
            data.toString(),
            "JAWORT_WITNESS_NAME",
            "witness.example/w",
            "JAWORT_WITNESS_LOGS",
            keys),
        Path.of("target/no-such-file"));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + witness.port() + path));
  }

  private HttpResponse<String> post(String body) throws Exception {
    return send(at("/add-checkpoint").POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private SignedNote.Answer answer(HttpResponse<String> answer, SignedNote note) {
    return note.with(SignedNote.lines(answer.body())).askedOf(witness.key());
  }

  @Test
  @DisplayName("200: a log is cosigned from its beginning on, step by step, and again at rest")
  void grows() throws Exception {
    int old = 0;
    for (int size : List.of(0, 1, 2, 3, 7, 8, 8, 33, 40)) {
      HttpResponse<String> answer = post(log.request(old, size));
      assertThat(answer.statusCode()).as("%d to %d: %s", old, size, answer.body()).isEqualTo(200);
      assertThat(answer(answer, log.note(size))).isEqualTo(SignedNote.Answer.SIGNED);
      old = size;
    }
    assertThat(post(log.request(0, 40)).body()).isEqualTo("40\n");
  }

  @Test
  @DisplayName("409 with the size, for whoever says another one; also for a replay")
  void conflict() throws Exception {
    HttpResponse<String> first = post(log.request(3, 5));
    assertThat(first.statusCode()).isEqualTo(409);
    assertThat(first.body()).isEqualTo("0\n");
    assertThat(first.headers().firstValue("Content-Type")).contains("text/x.tlog.size");
    assertThat(post(log.request(0, 5)).statusCode()).isEqualTo(200);
    assertThat(post(log.request(0, 5)).statusCode()).as("the same again").isEqualTo(409);
    assertThat(post(log.request(4, 9)).body()).isEqualTo("5\n");
    assertThat(post(log.request(3, 3)).body()).as("an older state").isEqualTo("5\n");
  }

  @Test
  @DisplayName(
      "422: a fork, another root of the same size, proofs that are wrong, a false empty log")
  void inconsistent() throws Exception {
    String falseEmpty = "log.example/ours\n0\n" + Base64.getEncoder().encodeToString(new byte[32]);
    assertThat(post("old 0\n\n" + log.sign(falseEmpty + "\n")).statusCode()).isEqualTo(422);
    String hash = Base64.getEncoder().encodeToString(new byte[32]) + "\n";
    assertThat(post(log.request(0, 5).replace("old 0\n", "old 0\n" + hash)).statusCode())
        .as("a proof from nothing")
        .isEqualTo(422);
    assertThat(post(log.request(0, 10)).statusCode()).isEqualTo(200);
    SignedLog fork = SignedLog.fork(log, 4);
    assertThat(post(fork.request(10, 20)).statusCode()).as("a fork").isEqualTo(422);
    assertThat(post(fork.request(10, 10)).statusCode()).as("the same size").isEqualTo(422);
    String cut = "old 10\n\n" + log.note(20);
    assertThat(post(cut).statusCode()).as("no proof").isEqualTo(422);
    String more = log.request(10, 20).replaceFirst("\n\n", "\n" + hash + "\n");
    assertThat(post(more).statusCode()).as("a line too many").isEqualTo(422);
    String still = log.request(10, 10).replace("old 10\n", "old 10\n" + hash);
    assertThat(post(still).statusCode()).as("a proof to itself").isEqualTo(422);
    assertThat(post(log.request(10, 20)).statusCode()).as("nothing of it stuck").isEqualTo(200);
  }

  @Test
  @DisplayName("403: signed by another key, by none that is known, or wrongly beside rightly")
  void untrusted() throws Exception {
    SignedLog thief = new SignedLog("log.example/ours", 2).grow(40);
    assertThat(post(thief.request(0, 5)).statusCode()).isEqualTo(403);
    SignedNote both = log.note(5).with(thief.note(5).signatures());
    assertThat(post("old 0\n\n" + both).statusCode()).as("others are ignored").isEqualTo(200);
    SignedNote other = log.note(6).with(log.note(5).signatures());
    String wrong = log.request(5, 6).replace(log.note(6).toString(), other.toString());
    assertThat(post(wrong).statusCode()).isEqualTo(403);
  }

  @Test
  @DisplayName("404: a log that nobody named, and addresses that do not exist")
  void unknown() throws Exception {
    assertThat(post(new SignedLog("log.example/other", 1).grow(3).request(0, 3)).statusCode())
        .isEqualTo(404);
    assertThat(send(at("/")).statusCode()).isEqualTo(404);
    assertThat(send(at("/add-checkpoint/x")).statusCode()).isEqualTo(404);
    assertThat(send(at("/add-checkpoint")).statusCode()).isEqualTo(405);
    assertThat(send(at("/key").DELETE()).statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "old",
        "old \n\n",
        "old x\n\nNOTE",
        "old 01\n\nNOTE",
        "old -1\n\nNOTE",
        "Old 0\n\nNOTE",
        "old 0\nNOTE",
        "old 0\n\n",
        "old 0\n\nNOTE2",
        "old 6\n\nNOTE",
        "old 0\nno base64\n\nNOTE",
        "old 0\nAAAA\n\nNOTE",
        "old 99999999999999999999\n\nNOTE",
        "old 0\r\n\r\nNOTE",
        "\uFEFFold 0\n\nNOTE",
        "old 0\n\nNOTE\u0007"
      })
  @DisplayName("400: what is not written as it must be, or says that it shrinks")
  void malformed(String body) throws Exception {
    String note = log.note(5).toString();
    String noNote = log.note(5).text();
    String filled = body.replace("NOTE2", noNote).replace("NOTE", note);
    HttpResponse<String> answer = post(filled);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    String many = "old 0\n" + (Base64.getEncoder().encodeToString(new byte[32]) + "\n").repeat(64);
    assertThat(post(many + "\n" + note).statusCode()).isEqualTo(400);
  }

  @Test
  @DisplayName("400 for bytes that are no text, 413 for too many")
  void garbage() throws Exception {
    byte[] bytes = new byte[2000];
    new java.util.Random(1).nextBytes(bytes);
    var garbage = HttpRequest.BodyPublishers.ofByteArray(bytes);
    assertThat(send(at("/add-checkpoint").POST(garbage)).statusCode()).isEqualTo(400);
    assertThat(post("old 0\n" + "x".repeat(200_000)).statusCode()).isEqualTo(413);
    assertThat(post(log.request(0, 5)).statusCode()).isEqualTo(200);
  }

  @Test
  @DisplayName("The newest checkpoint is there for everybody, with both signatures, and the key")
  void monitoring() throws Exception {
    String hash = Sha256.hex("log.example/ours".getBytes(StandardCharsets.UTF_8));
    assertThat(send(at("/" + hash + "/checkpoint")).statusCode()).isEqualTo(404);
    post(log.request(0, 5));
    clock.tick(java.time.Duration.ofMinutes(1));
    HttpResponse<String> cosigned = post(log.request(5, 9));
    HttpResponse<String> latest = send(at("/" + hash + "/checkpoint"));
    assertThat(latest.body()).isEqualTo(log.note(9) + cosigned.body());
    SignedNote note = SignedNote.parse(latest.body());
    assertThat(note.askedOf(log.key())).isEqualTo(SignedNote.Answer.SIGNED);
    assertThat(note.cosignedAt(witness.key()).orElseThrow().getEpochSecond())
        .isEqualTo(clock.instant().getEpochSecond());
    assertThat(send(at("/key")).body()).isEqualTo(witness.key() + "\n");
    assertThat(send(at("/" + "0".repeat(64) + "/checkpoint")).statusCode()).isEqualTo(404);
  }

  @Test
  @DisplayName("Of many at once that say the same old size, one is cosigned")
  void race() throws Exception {
    assertThat(post(log.request(0, 4)).statusCode()).isEqualTo(200);
    List<Callable<Integer>> calls =
        IntStream.range(0, 24)
            .<Callable<Integer>>mapToObj(i -> () -> post(log.request(4, 5 + i % 12)).statusCode())
            .toList();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> statuses =
          threads.invokeAll(calls).stream().map(java.util.concurrent.Future::resultNow).toList();
      assertThat(statuses).containsOnly(200, 409);
      assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
    }
  }
}
