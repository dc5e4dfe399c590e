package org.jawort.consent.log;

import java.util.Arrays;
import java.util.List;

/**
 * Whether a log goes on from an earlier state (RFC 6962 section 2.1.2, RFC 9162 section 2.1.4.2).
 */
public final class Consistency {
  private Consistency() {}

  /**
   * Tells whether the proof leads from the one to the other. Any log goes on from the empty one,
   * and each from itself, by a proof that is empty.
   */
  public static boolean holds(Checkpoint earlier, Checkpoint later, List<byte[]> proof) {
    if (earlier.size() == later.size()) {
      return proof.isEmpty() && earlier.sameTree(later);
    }
    if (earlier.size() == 0) {
      return proof.isEmpty() && earlier.sameTree(Checkpoint.empty(earlier.origin()));
    }
    return earlier.size() < later.size() && leads(earlier, later, proof);
  }

  private static boolean leads(Checkpoint earlier, Checkpoint later, List<byte[]> proof) {
    var hash = new TreeHash();
    boolean whole = Long.bitCount(earlier.size()) == 1;
    if (proof.isEmpty() && !whole) {
      return false;
    }
    long node = earlier.size() - 1;
    long last = later.size() - 1;
    int up = Long.numberOfTrailingZeros(~node);
    node >>>= up;
    last >>>= up;
    byte[] first = whole ? earlier.root() : proof.getFirst();
    byte[] second = first;
    for (byte[] next : whole ? proof : proof.subList(1, proof.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        first = hash.node(next, first);
        second = hash.node(next, second);
        int zeros = (node & 1) == 1 || node == 0 ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= zeros;
        last >>>= zeros;
      } else {
        second = hash.node(second, next);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && Arrays.equals(first, earlier.root()) && Arrays.equals(second, later.root());
  }
}
