package org.jawort.consent.cosigner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jawort.Await;
import org.jawort.ChildProcess;
import org.jawort.consent.log.AddCheckpoint;
import org.jawort.consent.log.SignedLog;
import org.jawort.consent.log.SignedNote;
import org.jawort.platform.SettingException;
import org.jawort.platform.Settings;
import org.jawort.platform.Sha256;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("B-13 law 63: what a witness remembers is on the disk first, and is not set back")
class WitnessMemoryTest {
  private static final SignedLog LOG = new SignedLog("log.example/ours", 1).grow(40);

  @TempDir private Path data;
  @TempDir private Path backup;

  private Path folder() {
    return data.resolve("witness");
  }

  private Path file(String ending) {
    String hash = Sha256.hex("log.example/ours".getBytes(StandardCharsets.UTF_8));
    return folder().resolve(hash + ending);
  }

  private Witness start() {
    return Witness.start(WitnessServerTest.settings(data, LOG), InstantSource.system());
  }

  private static int post(Witness witness, String body) throws Exception {
    return Posts.post(witness.port(), body).statusCode();
  }

  private void grow(int from, int to) throws Exception {
    try (Witness witness = start()) {
      assertThat(post(witness, LOG.request(from, to))).isEqualTo(200);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  @DisplayName("after a restart it knows key and size, and refuses a fork all the same")
  void restart() throws Exception {
    String key;
    try (Witness witness = start()) {
      key = witness.key().toString();
      assertThat(post(witness, LOG.request(0, 9))).isEqualTo(200);
    }
    try (Witness witness = start()) {
      assertThat(witness.key()).hasToString(key);
      assertThat(post(witness, LOG.request(0, 3))).isEqualTo(409);
      assertThat(post(witness, SignedLog.fork(LOG, 5).request(9, 20))).isEqualTo(422);
      assertThat(post(witness, LOG.request(9, 20))).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("one of the two files from an older backup, missing or changed: it does not start")
  void setBack() throws Exception {
    grow(0, 5);
    copy(folder(), backup);
    grow(5, 9);
    grow(9, 12);
    Path now = Files.createDirectories(data.resolve("now"));
    copy(folder(), now);
    for (String ending : new String[] {".journal", ".checkpoint"}) {
      String name = file(ending).getFileName().toString();
      Files.copy(backup.resolve(name), file(ending), StandardCopyOption.REPLACE_EXISTING);
      refuses(ending + " from the backup");
      Files.delete(file(ending));
      refuses(ending + " missing");
      copy(now, folder());
    }
    String journal = Files.readString(file(".journal"));
    Files.writeString(file(".journal"), journal.replaceFirst("^.", "X"));
    refuses("a changed letter");
    Files.writeString(file(".journal"), journal.substring(journal.indexOf('\n') + 1));
    refuses("without its first line");
    copy(now, folder());
    Files.delete(folder().resolve("key"));
    assertThatThrownBy(this::start).hasMessageContaining("key is missing");
    copy(now, folder());
    start().close();
  }

  @Test
  @DisplayName("its whole folder from an older backup: its own signature stops it, for good")
  void wholeFolder() throws Exception {
    grow(0, 5);
    copy(folder(), backup);
    SignedNote cosigned;
    try (Witness witness = start()) {
      var answer = Posts.post(witness.port(), LOG.request(5, 9));
      cosigned = LOG.note(9).with(SignedNote.lines(answer.body()));
    }
    Path now = Files.createDirectories(data.resolve("now"));
    copy(folder(), now);
    copy(backup, folder());
    try (Witness witness = start()) {
      assertThat(post(witness, LOG.request(0, 9))).as("nothing tells it yet").isEqualTo(409);
      String reminder = new AddCheckpoint(5, LOG.proof(5, 9), cosigned).toString();
      assertThat(post(witness, reminder)).isEqualTo(410);
      assertThat(post(witness, LOG.request(5, 9))).as("the log without it").isEqualTo(410);
    }
    refuses("the whole folder from the backup");
    copy(now, folder());
    grow(9, 12);
    grow(12, 13);
  }

  private void refuses(String as) {
    assertThatThrownBy(this::start)
        .as(as)
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("What this witness remembers of log.example/ours")
        .hasMessageNotContaining("\n");
  }

  @Test
  @DisplayName("a line that was never finished goes, and nothing was signed for it")
  void tornLine() throws Exception {
    grow(0, 5);
    Files.writeString(file(".journal"), Files.readString(file(".journal")) + "bG9nLmV4");
    grow(5, 9);
    grow(9, 12);
  }

  @Test
  @DisplayName("a folder is for one witness at a time, which keeps its name")
  void oneAtATime() {
    try (Witness witness = start()) {
      assertThat(witness.key().name()).isEqualTo("witness.example/w");
      assertThatThrownBy(this::start).hasMessageContaining("is used by another witness");
    }
    Settings renamed =
        Settings.load(
            Map.of(
                "JAWORT_PORT",
                "0",
                "JAWORT_DATA",
                data.toString(),
                "JAWORT_WITNESS_NAME",
                "w2",
                "JAWORT_WITNESS_LOGS",
                LOG.key().toString()),
            Path.of("target/no-such-file"));
    assertThatThrownBy(() -> Witness.start(renamed, InstantSource.system()))
        .hasMessageContaining("JAWORT_WITNESS_NAME is \"w2\"");
  }

  @Test
  @DisplayName("killed between remembering and answering, it answers for what it remembers")
  void killedBetween() throws Exception {
    grow(0, 5);
    Process process =
        ChildProcess.start(
            DyingWitness.class, Path.of("target/dying-witness.log"), data.toString());
    Path port = data.resolve("port");
    Await.until("the witness listens", () -> Files.exists(port));
    int at = Integer.parseInt(Files.readString(port));
    assertThatThrownBy(() -> Posts.post(at, LOG.request(5, 9))).isInstanceOf(IOException.class);
    assertThat(process.waitFor()).isEqualTo(9);
    try (Witness witness = start()) {
      var conflict = Posts.post(witness.port(), LOG.request(5, 9));
      assertThat(conflict.statusCode()).isEqualTo(409);
      assertThat(conflict.body()).isEqualTo("9\n");
      assertThat(post(witness, SignedLog.fork(LOG, 7).request(5, 9))).isEqualTo(409);
      assertThat(post(witness, SignedLog.fork(LOG, 7).request(9, 9))).isEqualTo(422);
      assertThat(post(witness, LOG.request(9, 9))).isEqualTo(200);
    }
  }

  /** Ends when it asks for the time to sign with, which is when the journal is on the disk. */
  static final class DyingWitness {
    private DyingWitness() {}

    public static void main(String[] arguments) throws IOException {
      var asked = new AtomicInteger();
      InstantSource clock =
          () -> {
            if (asked.incrementAndGet() == 1) {
              Runtime.getRuntime().halt(9);
            }
            return Instant.EPOCH;
          };
      Path data = Path.of(arguments[0]);
      Witness witness = Witness.start(WitnessServerTest.settings(data, LOG), clock);
      Path fresh = Files.writeString(data.resolve("port.new"), witness.port() + "");
      Files.move(fresh, data.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
