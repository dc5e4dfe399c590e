package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proof and a checkpoint as files: written in one way, and read in no other. */
class LogProofTextTest {
  private static final byte[] HASH = new byte[32];
  private static final Checkpoint CHECKPOINT = new Checkpoint("example.org/log", 9, HASH);
  private static final SignedNote NOTE = new SignedNote(CHECKPOINT.text(), List.of());
  private static final String SIGNATURE = "— example.org/log " + base64(new byte[5]) + "\n";
  private static final String SIGNED = CHECKPOINT.text() + "\n" + SIGNATURE;
  private static final String FILE =
      "c2sp.org/tlog-proof@v1\nextra AAE=\nindex 3\n" + base64(HASH) + "\n\n" + SIGNED;

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  @DisplayName("B-02 What was read is written as it was")
  void whole() {
    LogProof proof = LogProof.parse(FILE);
    assertThat(proof.toString()).isEqualTo(FILE);
    assertThat(proof.extra()).hasValueSatisfying(extra -> assertThat(extra).containsExactly(0, 1));
    assertThat(proof.index()).isEqualTo(3);
    assertThat(proof.path()).hasSize(1);
    assertThat(proof.checkpoint().size()).isEqualTo(9);
    String without = FILE.replace("extra AAE=\n", "");
    assertThat(LogProof.parse(without).extra()).isEmpty();
    assertThat(LogProof.parse(without).toString()).isEqualTo(without);
  }

  @Test
  @DisplayName("B-02 A file that ends behind its first line is told what it lacks")
  void nothingBehindTheBeginning() {
    assertThatThrownBy(() -> LogProof.parse("c2sp.org/tlog-proof@v1\n\n" + SIGNED))
        .isInstanceOf(MalformedException.class)
        .hasMessage("the line index is missing");
    assertThatThrownBy(() -> LogProof.parse("c2sp.org/tlog-proof@v1\n"))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  @DisplayName("law 50 A note has sixty-four signatures at most")
  void signatures() {
    String most = CHECKPOINT.text() + "\n" + SIGNATURE.repeat(64);
    assertThat(SignedNote.parse(most).signatures()).hasSize(64);
    assertThatThrownBy(() -> SignedNote.parse(most + SIGNATURE))
        .isInstanceOf(MalformedException.class)
        .hasMessage("the checkpoint has too many signatures");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c2sp.org/tlog-proof@v1 | c2sp.org/tlog-proof@v2",
        "index 3 | index 03",
        "index 3 | index -3",
        "index 3 | place 3",
        "index 3 | ",
        "extra AAE= | extra AAE",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | AAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=",
        "— example | - example",
        "example.org/log AAAAAAA= | example.org/log AAAAAA==",
        "example.org/log AAAAAAA= | example.org/log",
        "extra AAE= | extra AAE= ",
        "index 3 | extra AAE="
      })
  @DisplayName("B-02 A proof that is written otherwise is none")
  void otherwise(String change) {
    String[] parts = change.split(" \\| ", -1);
    String file = FILE.replace(parts[0], parts[1]);
    assertThat(file).isNotEqualTo(FILE);
    assertThatThrownBy(() -> LogProof.parse(file))
        .as("a proof in which %s", change)
        .isInstanceOf(MalformedException.class);
  }

  @Test
  @DisplayName("B-02 A path has 63 steps at most")
  void longest() {
    var longest = new LogProof(Optional.empty(), 0, Collections.nCopies(63, HASH), NOTE);
    String file = longest.toString().replace(NOTE.toString(), SIGNED);
    assertThat(LogProof.parse(file).path()).hasSize(63);
    assertThatThrownBy(
            () -> LogProof.parse(file.replace("index 0\n", "index 0\n" + base64(HASH) + "\n")))
        .hasMessage("the path is longer than any can be");
  }

  @Test
  @DisplayName("B-02 A path that goes on behind the root, or ends before it, proves nothing")
  void length() {
    byte[] entry = {1, 2, 3};
    byte[] leaf = new TreeHash().leaf(entry);
    byte[] root = new TreeHash().node(leaf, HASH);
    assertThat(leads(0, 1, leaf, List.of(), entry)).as("the only entry").isTrue();
    assertThat(leads(0, 2, root, List.of(HASH), entry)).as("the first of two").isTrue();
    assertThat(leads(0, 2, root, List.of(HASH, HASH), entry)).as("a path too long").isFalse();
    assertThat(leads(0, 2, leaf, List.of(), entry)).as("a path too short").isFalse();
    assertThat(leads(1, 1, leaf, List.of(), entry)).as("an index behind the end").isFalse();
    assertThat(leads(2, 2, root, List.of(HASH), entry)).as("likewise of two").isFalse();
  }

  private static boolean leads(
      long index, long size, byte[] root, List<byte[]> path, byte[] entry) {
    var note = new SignedNote(new Checkpoint("example.org/log", size, root).text(), List.of());
    return new LogProof(Optional.empty(), index, path, note).leadsToRoot(entry);
  }

  @Test
  @DisplayName("B-02 A checkpoint ends with its signatures, each long enough, and without controls")
  void notes() {
    assertThat(SignedNote.parse(SIGNED).toString()).isEqualTo(SIGNED);
    assertThatThrownBy(() -> SignedNote.parse(CHECKPOINT.text() + "\n"))
        .hasMessage("the checkpoint has no signature behind an empty line");
    assertThatThrownBy(() -> SignedNote.parse(SIGNED.stripTrailing()))
        .hasMessage("the checkpoint has no signature behind an empty line");
    assertThatThrownBy(() -> SignedNote.parse(SIGNED.replace("log\n9", "log\t\n9")))
        .hasMessage("the checkpoint holds a control character");
    assertThatThrownBy(() -> SignedNote.parse(SIGNED.replace("AAAAAAA=", "AAAAAA==")))
        .hasMessage("a signature of the checkpoint is too short");
    String spaced = SIGNED.replace("example.org/log\n9", "example org\n9");
    assertThat(SignedNote.parse(spaced).toString()).as("a space is none").isEqualTo(spaced);
  }
}
