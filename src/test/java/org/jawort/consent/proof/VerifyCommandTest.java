package org.jawort.consent.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jawort.TestServer;
import org.jawort.consent.log.LogEvents;
import org.jawort.tenant.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("B-02 jawort verify: a proof file offline")
class VerifyCommandTest {
  @TempDir private Path folder;

  private final TestServer server = TestServer.shared();
  private final LogEvents events =
      new LogEvents(server, server.bean(Tenants.class).all().getFirst());

  private record Answer(int code, String out, String err) {}

  private static Answer run(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int code =
        VerifyCommand.run(
            List.of(arguments),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Answer(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private EventProof.Sealed proof() {
    return events.sealed(events.signUp(5).getLast().event());
  }

  private String file(byte[] content) throws IOException {
    return Files.write(folder.resolve("event.tlog-proof"), content).toString();
  }

  private String file(String content) throws IOException {
    return file(content.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("A good proof: 0 with the key, 3 without, and in words what holds and by which key")
  void good() throws IOException {
    EventProof.Sealed sealed = proof();
    String key = server.bean(TransparencyLog.class).verifierKey();
    String file = file(sealed.file());
    assertThat(run(file).code()).isEqualTo(3);
    assertThat(run(file).out())
        .contains("as entry " + sealed.position())
        .contains("Compare it with the log's page /log/key", key)
        .contains("integrity of the file holds. Its origin was not checked")
        .doesNotContain("Everything that was checked holds");
    assertThat(run(file, "--key", key).out())
        .contains("is the one that you gave")
        .endsWith("Everything that was checked holds.\n");
    String former = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    assertThat(run(file, "--key", former, "--key", key).code()).isZero();
    Path keys = Files.writeString(folder.resolve("keys"), key + "\n");
    assertThat(run(file, "--key", keys.toString()).code()).isZero();
  }

  @Test
  @DisplayName("Each changed byte fails, and it says what")
  void tampered() throws IOException {
    byte[] good = proof().file().getBytes(StandardCharsets.UTF_8);
    String kind = "c2sp.org/tlog-proof";
    for (int place = 0; place < good.length; place++) {
      for (int bit = 0; bit < 8; bit += 3) {
        byte[] bad = good.clone();
        bad[place] ^= (byte) (1 << bit);
        Answer answer = run(file(bad));
        assertThat(answer.code())
            .as("byte %d, bit %d", place, bit)
            .isEqualTo(place < kind.length() ? 2 : 1);
        assertThat(answer.out() + answer.err())
            .containsAnyOf("FAILS", "no file that can be checked");
      }
    }
    for (int length = kind.length(); length < good.length; length += 7) {
      assertThat(run(file(java.util.Arrays.copyOf(good, length))).code()).isEqualTo(1);
    }
    assertThat(run(file(new String(good, StandardCharsets.UTF_8) + "\n")).code()).isEqualTo(1);
  }

  @Test
  @DisplayName("What was changed is named: commitment, index, path, root, signature, key")
  void named() throws IOException {
    String good = proof().file();
    List<String> lines = good.lines().toList();
    String extra = lines.get(1).substring("extra ".length());
    String json = new String(Base64.getDecoder().decode(extra), StandardCharsets.UTF_8);
    String commitment = json.replaceFirst(".*\"commitment\":\"([^\"]*)\".*", "$1");
    String other = Base64.getEncoder().encodeToString(new byte[32]);
    String swapped =
        Base64.getEncoder()
            .encodeToString(json.replace(commitment, other).getBytes(StandardCharsets.UTF_8));
    assertThat(run(file(good.replace(extra, swapped))).out())
        .contains("FAILS The path does not lead from the commitment to the root");
    assertThat(run(file(good.replaceFirst("index \\d+", "index 0"))).out())
        .contains("FAILS The path does not lead");
    assertThat(run(file(good.replaceFirst("index \\d+", "index 99999999"))).out())
        .contains("FAILS The index 99999999 lies beyond the log");
    assertThat(run(file(good.replace(lines.get(3), other))).out()).contains("FAILS The path");
    int blank = lines.indexOf("");
    assertThat(run(file(good.replace(lines.get(blank + 3), other))).out())
        .contains("FAILS The signature does not belong to the checkpoint");
    String stranger = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
    assertThat(run(file(good), "--key", stranger).out())
        .contains("FAILS The file names another key than the one that you gave");
  }

  @Test
  @DisplayName("A mark that an editor put before it makes it another file, and is named")
  void marked() throws IOException {
    Answer answer = run(file("\uFEFF" + proof().file()));
    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out()).contains("FAILS", "a byte order mark");
  }

  @Test
  @DisplayName("What cannot be checked: 2, and why")
  void uncheckable() throws IOException {
    assertThat(run().code()).isEqualTo(2);
    assertThat(run().err()).contains("jawort verify FILE");
    assertThat(run(folder.resolve("missing").toString()).err()).contains("cannot be read");
    assertThat(run(file("Guten Tag")).code()).isEqualTo(2);
    assertThat(run(file("")).err()).contains("no file that can be checked");
    assertThat(run(file("{\"name\":\"a package\"}")).code()).isEqualTo(2);
    assertThat(run(file("{}")).code()).isEqualTo(2);
    assertThat(run(file("%PDF-1.7\nan invoice\nstartxref\n9\n%%EOF\n")).code()).isEqualTo(2);
    assertThat(run(file(proof().file()), "--key").code()).isEqualTo(2);
    assertThat(run(file(proof().file()), "--keys", "x").err()).contains("--witness VKEY");
    assertThat(run(file(proof().file()), "--key", file("")).code()).isEqualTo(2);
    assertThat(run(file(proof().file()), "--key", "no key").err()).contains("--key is neither");
    assertThat(run(file(proof().file()), "--key", "no key").code()).isEqualTo(2);
  }
}
