package org.jawort.consent.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a proof file offline and says in words what holds. */
public final class ProofCheck {
  private final List<Finding> findings = new ArrayList<>();

  private ProofCheck() {}

  /**
   * One thing that was checked.
   *
   * @param text a sentence, in English as every line for operators
   */
  public record Finding(boolean holds, String text) {}

  /** Tells whether the file is a proof, by how it begins. */
  public static boolean isProof(byte[] file) {
    byte[] first = LogProof.FIRST_LINE.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    // Without the newline and the version, so that a changed byte there is named as well; and
    // behind
    // the mark that some editors put before a text.
    int kind = "c2sp.org/tlog-proof".length();
    int from = Encoding.afterMark(file);
    return file.length >= from + kind && Arrays.equals(first, 0, kind, file, from, from + kind);
  }

  /**
   * Checks a file.
   *
   * @param trusted the verifier keys one of which is to have signed; none takes the one in the file
   * @param witnesses each of which is to have cosigned
   * @return what was found, up to and with the first thing that does not hold
   */
  public static List<Finding> check(
      byte[] file, List<VerifierKey> trusted, List<WitnessKey> witnesses) {
    var check = new ProofCheck();
    try {
      check.run(LogProof.parse(Encoding.utf8(file)), trusted, witnesses);
    } catch (MalformedException e) {
      check.fails("The file was changed or cut off: " + e.getMessage() + ".");
    }
    return List.copyOf(check.findings);
  }

  private void run(LogProof proof, List<VerifierKey> trusted, List<WitnessKey> witnesses) {
    Checkpoint checkpoint = proof.checkpoint();
    ProofExtra extra =
        ProofExtra.parse(
            proof.extra().orElseThrow(() -> new MalformedException("the line extra is missing")));
    VerifierKey named = VerifierKey.parse(extra.verifierKey());
    if (key(named, trusted) && signature(proof, checkpoint, named) && opening(extra)) {
      inclusion(proof, checkpoint, extra);
      witnesses.forEach(witness -> witness(proof.note(), witness));
    }
  }

  private boolean witness(SignedNote note, WitnessKey key) {
    return switch (note.askedOf(key)) {
      case SIGNED ->
          holds(
              "The witness %s has cosigned the checkpoint at %s."
                  .formatted(key.name(), note.cosignedAt(key).orElseThrow()));
      case WRONG ->
          fails(
              "What stands for the witness %s is no cosignature of this checkpoint: one of the two was changed."
                  .formatted(key.name()));
      case ABSENT -> fails("The witness %s has not cosigned the checkpoint.".formatted(key.name()));
    };
  }

  private boolean key(VerifierKey named, List<VerifierKey> trusted) {
    if (trusted.isEmpty()) {
      return holds(
          "The key is the one in the file itself. Compare it with the log's page /log/key, or name"
              + " one with --key: "
              + named);
    }
    return trusted.contains(named)
        ? holds("The key in the file is the one that you gave: " + named)
        : fails("The file names another key than the one that you gave: " + named);
  }

  private boolean signature(LogProof proof, Checkpoint checkpoint, VerifierKey key) {
    if (!checkpoint.origin().equals(key.name())) {
      return fails(
          "The checkpoint is of the log %s, and the key of %s."
              .formatted(checkpoint.origin(), key.name()));
    }
    return switch (proof.note().askedOf(key)) {
      case SIGNED ->
          holds(
              "The checkpoint is signed by that key: the log %s with %d entries and root %s."
                  .formatted(checkpoint.origin(), checkpoint.size(), hex(checkpoint.root())));
      case WRONG ->
          fails("The signature does not belong to the checkpoint: one of the two was changed.");
      case ABSENT -> fails("The checkpoint has no signature by that key.");
    };
  }

  private boolean opening(ProofExtra extra) {
    @Nullable EntryOpening opening = extra.opening().orElse(null);
    if (opening == null) {
      return true;
    }
    return Arrays.equals(opening.record().commitment(opening.salt()), extra.commitment())
        ? holds("The commitment belongs to this record: " + opening.record().json())
        : fails("The record, its salt or the commitment was changed: they do not belong together.");
  }

  private void inclusion(LogProof proof, Checkpoint checkpoint, ProofExtra extra) {
    if (proof.index() >= checkpoint.size()) {
      fails("The index %d lies beyond the log.".formatted(proof.index()));
    } else if (proof.leadsToRoot(extra.commitment())) {
      holds(
          "The commitment %s stands in the log, as entry %d."
              .formatted(hex(extra.commitment()), proof.index()));
    } else {
      fails(
          "The path does not lead from the commitment to the root: commitment, index or path was"
              + " changed.");
    }
  }

  private boolean holds(String text) {
    return findings.add(new Finding(true, text));
  }

  private boolean fails(String text) {
    findings.add(new Finding(false, text));
    return false;
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
