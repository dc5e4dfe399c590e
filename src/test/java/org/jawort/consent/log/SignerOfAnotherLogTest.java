package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jawort.consent.dossier.EventsCheck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("law 50: a key speaks for its own log, and for all that stands in its name")
class SignerOfAnotherLogTest {
  private static final byte[] ENTRY = "what happened".getBytes(StandardCharsets.UTF_8);
  private static final String OURS = "example.org/log";
  private static final String THEIRS = "elsewhere.example/log";

  private final SigningKey key = SigningKey.of(OURS, new byte[32]);
  private final byte[] entry = new TreeHash().leaf(ENTRY);

  /** The checkpoint of a log with one entry, signed by our key whatever log it is of. */
  private SignedNote note(String origin) {
    var checkpoint = new Checkpoint(origin, 1, new TreeHash().leaf(entry));
    return SignedNote.sign(checkpoint.text(), List.of(key));
  }

  private List<String> faults(String origin, long index) {
    byte[] extra = new ProofExtra(entry, key.verifierKey().toString()).bytes();
    var proof = new LogProof(Optional.of(extra), index, List.of(), note(origin));
    byte[] file = proof.toString().getBytes(StandardCharsets.UTF_8);
    return ProofCheck.check(file, List.of(), List.of()).stream()
        .filter(finding -> !finding.holds())
        .map(ProofCheck.Finding::text)
        .toList();
  }

  @Test
  @DisplayName("a checkpoint that names another log is not taken from a key of this one")
  void origin() {
    assertThat(EventsCheck.isSigned(note(OURS).toString(), key.verifierKey()))
        .as("whether the key signs for %s", OURS)
        .isTrue();
    assertThat(EventsCheck.isSigned(note(THEIRS).toString(), key.verifierKey()))
        .as("whether the key of %s signs for %s", OURS, THEIRS)
        .isFalse();
    assertThat(faults(OURS, 0)).as("what does not hold in a proof of one log").isEmpty();
    assertThat(faults(THEIRS, 0))
        .as("what does not hold in a proof whose checkpoint is of another log")
        .containsExactly(
            "The checkpoint is of the log " + THEIRS + ", and the key of " + OURS + ".");
  }

  @Test
  @DisplayName("the index behind the last entry lies beyond the log")
  void beyond() {
    assertThat(faults(OURS, 1))
        .as("what does not hold in a proof of entry 1 in a log of one entry")
        .containsExactly("The index 1 lies beyond the log.");
  }

  @Test
  @DisplayName("one wrong signature in the name of a key spoils the right one beside it")
  void spoiled() {
    SignedNote right = note(OURS);
    SignedNote.Line wrong =
        new SignedNote.Line(OURS, key.verifierKey().id(), key.sign("something else"));
    SignedNote.Line foreign = new SignedNote.Line(THEIRS, 7, new byte[64]);
    assertThat(signedBeside(right, foreign)).isEqualTo(SignedNote.Answer.SIGNED);
    assertThat(signedBeside(right, wrong))
        .as("what the key says to a right and a wrong signature in its name")
        .isEqualTo(SignedNote.Answer.WRONG);
  }

  private SignedNote.Answer signedBeside(SignedNote note, SignedNote.Line more) {
    var lines = Stream.concat(note.signatures().stream(), Stream.of(more)).toList();
    return new SignedNote(note.text(), lines).askedOf(key.verifierKey());
  }
}
