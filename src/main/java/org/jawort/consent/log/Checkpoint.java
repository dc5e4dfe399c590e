package org.jawort.consent.log;

import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;

/**
 * How far the log is (C2SP tlog-checkpoint, law 49).
 *
 * @param origin names the log: its address without the scheme
 * @param size number of entries
 * @param root of the tree over them
 */
public record Checkpoint(String origin, long size, byte[] root) {
  /** The further one last. */
  static final Comparator<Checkpoint> BY_SIZE = Comparator.comparingLong(Checkpoint::size);

  /** Reads the text that is signed. */
  public static Checkpoint parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() < 3 || lines.stream().anyMatch(String::isEmpty) || !text.endsWith("\n")) {
      throw new MalformedException("the checkpoint does not begin with origin, size and root");
    }
    return new Checkpoint(
        lines.get(0),
        Encoding.number(lines.get(1), "the size in the checkpoint"),
        Encoding.hash(lines.get(2), "the root in the checkpoint"));
  }

  /** The checkpoint of a log without entries, as anybody can compute it. */
  public static Checkpoint empty(String origin) {
    return new Checkpoint(origin, 0, new TreeHash().empty());
  }

  /** Tells whether it says the same of the tree. */
  public boolean sameTree(Checkpoint other) {
    return size == other.size && Arrays.equals(root, other.root);
  }

  /** The text that is signed. */
  String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }
}
