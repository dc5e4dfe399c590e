package org.jawort.consent.log;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A file {@code c2sp.org/tlog-proof@v1}: that an entry stands in a log, to be checked offline (law
 * 51).
 *
 * @param extra what the signature does not cover
 * @param index of the entry, counted from 0
 * @param path from the leaf's sibling to the root's child
 * @param note the signed checkpoint, word for word
 */
public record LogProof(Optional<byte[]> extra, long index, List<byte[]> path, SignedNote note) {
  static final String FIRST_LINE = "c2sp.org/tlog-proof@v1\n";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final int LONGEST_PATH = 63;

  /** Reads a file that can be written in one way only. */
  public static LogProof parse(String file) {
    int end = file.indexOf("\n\n");
    if (!file.startsWith(FIRST_LINE) || end < 0) {
      throw new MalformedException("the file does not begin like a tlog-proof, or ends too soon");
    }
    var lines = new ArrayList<>(List.of(file.substring(0, end).split("\n", -1)));
    lines.removeFirst();
    Optional<byte[]> extra = Optional.empty();
    if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
      String encoded = lines.removeFirst().substring(EXTRA.length());
      extra = Optional.of(Encoding.base64(encoded, "the line extra"));
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new MalformedException("the line index is missing");
    }
    long index = Encoding.number(lines.removeFirst().substring(INDEX.length()), "the index");
    if (lines.size() > LONGEST_PATH) {
      throw new MalformedException("the path is longer than any can be");
    }
    var path = lines.stream().map(line -> Encoding.hash(line, "a line of the path")).toList();
    var proof = new LogProof(extra, index, path, SignedNote.parse(file.substring(end + 2)));
    if (!proof.toString().equals(file)) {
      throw new MalformedException("the file is not written as a tlog-proof is");
    }
    return proof;
  }

  /** What the proof leads to. */
  public Checkpoint checkpoint() {
    return Checkpoint.parse(note.text());
  }

  /**
   * Tells whether the path leads from the entry to the root in the checkpoint (RFC 9162 section
   * 2.1.3.2).
   */
  public boolean leadsToRoot(byte[] entry) {
    Checkpoint checkpoint = checkpoint();
    if (index >= checkpoint.size()) {
      return false;
    }
    var hash = new TreeHash();
    byte[] root = hash.leaf(entry);
    long place = index;
    long last = checkpoint.size() - 1;
    for (byte[] sibling : path) {
      if (last == 0) {
        return false;
      }
      if ((place & 1) == 1 || place == last) {
        root = hash.node(sibling, root);
        int up = (place & 1) == 1 ? 0 : Long.numberOfTrailingZeros(place);
        place >>>= up;
        last >>>= up;
      } else {
        root = hash.node(root, sibling);
      }
      place >>>= 1;
      last >>>= 1;
    }
    return last == 0 && java.util.Arrays.equals(root, checkpoint.root());
  }

  @Override
  public String toString() {
    var file = new StringBuilder(FIRST_LINE);
    Base64.Encoder base64 = Base64.getEncoder();
    extra.ifPresent(bytes -> file.append(EXTRA).append(base64.encodeToString(bytes)).append('\n'));
    file.append(INDEX).append(index).append('\n');
    path.forEach(hash -> file.append(base64.encodeToString(hash)).append('\n'));
    return file.append('\n').append(note).toString();
  }
}
