package org.jawort.consent.ecg;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code ecg-liste.hash} of the RTR: SHA-1 hashes of 20 bytes, one behind the other, with
 * nothing between them.
 */
public final class EcgFile {
  static final int HASH = 20;

  /**
   * Bytes, of 800,000 entries: beyond all that the list ever had. It is held in memory for a
   * moment.
   */
  public static final int MOST = 16 * 1024 * 1024;

  /** Of what is text, no byte lies above; of hashes, half do. */
  private static final int ASCII = 0x7F;

  private EcgFile() {}

  /** The hashes of a file, or what is wrong with it. */
  static Optional<EcgLoadOutcome.NoList> fault(byte[] content) {
    if (content.length == 0) {
      return Optional.of(EcgLoadOutcome.NoList.EMPTY);
    }
    if (content.length > MOST) {
      return Optional.of(EcgLoadOutcome.NoList.TOO_BIG);
    }
    if (isText(content)) {
      return Optional.of(EcgLoadOutcome.NoList.TEXT);
    }
    return content.length % HASH == 0
        ? Optional.empty()
        : Optional.of(EcgLoadOutcome.NoList.CUT_OFF);
  }

  private static boolean isText(byte[] content) {
    for (byte one : content) {
      if ((one & 0xFF) > ASCII) {
        return false;
      }
    }
    return true;
  }

  static List<byte[]> hashes(byte[] content) {
    var hashes = new ArrayList<byte[]>(content.length / HASH);
    for (int at = 0; at < content.length; at += HASH) {
      hashes.add(Arrays.copyOfRange(content, at, at + HASH));
    }
    return hashes;
  }
}
