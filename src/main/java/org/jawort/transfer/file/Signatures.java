package org.jawort.transfer.file;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** How files begin that are no text. */
final class Signatures {
  private static final List<byte[]> KNOWN =
      List.of(
          "%PDF".getBytes(StandardCharsets.ISO_8859_1),
          new byte[] {(byte) 0x89, 'P', 'N', 'G'},
          new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF},
          "GIF8".getBytes(StandardCharsets.ISO_8859_1),
          new byte[] {0x1F, (byte) 0x8B},
          new byte[] {'7', 'z', (byte) 0xBC, (byte) 0xAF},
          "Rar!".getBytes(StandardCharsets.ISO_8859_1),
          new byte[] {0x7F, 'E', 'L', 'F'},
          "{\\rtf".getBytes(StandardCharsets.ISO_8859_1));

  private Signatures() {}

  static boolean isNoText(byte[] head) {
    return KNOWN.stream().anyMatch(known -> beginsWith(head, known));
  }

  private static boolean beginsWith(byte[] head, byte[] known) {
    if (head.length < known.length) {
      return false;
    }
    for (int i = 0; i < known.length; i++) {
      if (head[i] != known[i]) {
        return false;
      }
    }
    return true;
  }
}
