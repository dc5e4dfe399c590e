package org.jawort.consent.log;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * What a log asks of a witness (C2SP tlog-witness, add-checkpoint).
 *
 * @param old how far the witness has seen the log
 * @param proof that the log goes on from there
 * @param note the signed checkpoint
 */
public record AddCheckpoint(long old, List<byte[]> proof, SignedNote note) {
  private static final String OLD = "old ";

  /** More cannot be needed below 2^63 entries. */
  private static final int LONGEST_PROOF = 63;

  /**
   * Reads the body of a request.
   *
   * @throws MalformedException where it is not written as it must be
   */
  public static AddCheckpoint parse(String body) {
    int end = body.indexOf("\n\n");
    if (!body.startsWith(OLD) || end < 0) {
      throw new MalformedException("the request does not begin with the old size and a proof");
    }
    var lines = new ArrayList<>(List.of(body.substring(0, end).split("\n", -1)));
    long old = Encoding.number(lines.removeFirst().substring(OLD.length()), "the old size");
    if (lines.size() > LONGEST_PROOF) {
      throw new MalformedException("the proof is longer than any can be");
    }
    List<byte[]> proof =
        lines.stream().map(line -> Encoding.hash(line, "a line of the proof")).toList();
    SignedNote note = SignedNote.parse(body.substring(end + 2));
    Checkpoint.parse(note.text());
    return new AddCheckpoint(old, proof, note);
  }

  /** What is to be cosigned. */
  public Checkpoint checkpoint() {
    return Checkpoint.parse(note.text());
  }

  /** The body of the request. */
  @Override
  public String toString() {
    var body = new StringBuilder(OLD).append(old).append('\n');
    proof.forEach(hash -> body.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
    return body.append('\n').append(note).toString();
  }
}
