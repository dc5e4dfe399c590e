package org.jawort.platform.picture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * A picture without what cameras and programs write beside it: where and when it was taken, by
 * whom, with what, and the smaller picture of what was cut off. Pixels and colours stay byte for
 * byte; of EXIF, which way is up stays where that is not as it lies.
 */
public final class BarePicture {
  private static final int JFIF = 0xe0;
  private static final int EXIF = 0xe1;
  private static final int ICC = 0xe2;
  private static final int ADOBE = 0xee;
  private static final int COMMENT = 0xfe;
  private static final int SCAN = 0xda;
  private static final int END = 0xd9;

  /** Chunks of a PNG beside those that it cannot do without: colours, size, movement. */
  private static final Set<String> PNG_KEPT =
      Set.of(
          "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "hIST", "cICP", "acTL",
          "fcTL", "fdAT");

  private static final Set<String> WEBP_KEPT =
      Set.of("VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP");

  private final byte[] content;
  private final ByteArrayOutputStream bare;

  private BarePicture(byte[] content) {
    this.content = content;
    this.bare = new ByteArrayOutputStream(content.length);
  }

  /** The picture as it is kept; empty where it is broken. */
  public static Optional<byte[]> of(FileKind kind, byte[] content) {
    var picture = new BarePicture(content);
    try {
      return switch (kind) {
        case JPEG -> Optional.of(picture.jpeg());
        case PNG -> Optional.of(picture.png());
        case WEBP -> Optional.of(picture.webp());
        case GIF -> Optional.of(picture.gif());
        default -> Optional.empty();
      };
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private byte[] jpeg() {
    copy(0, 2);
    int at = 2;
    while (at < content.length) {
      int marker = content[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == END) {
        break;
      }
      int next = at + 2 + big(at + 2, 2);
      if (next > content.length) {
        throw new IndexOutOfBoundsException(next);
      }
      if (marker == EXIF) {
        upright(at, next);
      } else if (isKept(marker, at)) {
        copy(at, next);
      }
      if (marker == SCAN) {
        int end = scanEnd(next);
        copy(next, end);
        next = end;
      }
      at = next;
    }
    bare.write(0xff);
    bare.write(END);
    return bare.toByteArray();
  }

  private boolean isKept(int marker, int at) {
    return switch (marker) {
      case JFIF -> text(at + 4, 4).equals("JFIF");
      case ICC -> text(at + 4, 11).equals("ICC_PROFILE");
      case ADOBE -> true;
      case COMMENT -> false;
      default -> marker < JFIF || marker > 0xef;
    };
  }

  /** The first marker behind the pixels; within them, ff is followed by 0 or by a restart. */
  private int scanEnd(int from) {
    int at = from;
    while (at + 1 < content.length) {
      int next = content[at + 1] & 0xff;
      if (content[at] == (byte) 0xff && next != 0 && next != 0xff && (next & 0xf8) != 0xd0) {
        return at;
      }
      at++;
    }
    return content.length;
  }

  /** EXIF with its orientation alone, where there is one that matters (tag 0x112). */
  private void upright(int from, int to) {
    if (!text(from + 4, 4).equals("Exif")) {
      return;
    }
    int orientation = Orientation.of(Arrays.copyOfRange(content, from + 10, to));
    if (orientation > 1) {
      bare.writeBytes(Orientation.segment(orientation));
    }
  }

  private byte[] png() {
    copy(0, 8);
    int at = 8;
    while (at + 12 <= content.length) {
      int next = at + 12 + big(at, 4);
      if (next <= at) {
        throw new IndexOutOfBoundsException(next);
      }
      String chunk = text(at + 4, 4);
      if (Character.isUpperCase(chunk.charAt(0)) || PNG_KEPT.contains(chunk)) {
        copy(at, next);
      }
      if (chunk.equals("IEND")) {
        break;
      }
      at = next;
    }
    return bare.toByteArray();
  }

  private byte[] webp() {
    copy(0, 12);
    int end = Math.min(content.length, 8 + little(4));
    int at = 12;
    while (at + 8 <= end) {
      int length = little(at + 4);
      int next = at + 8 + length + (length & 1);
      if (next <= at) {
        throw new IndexOutOfBoundsException(next);
      }
      if (WEBP_KEPT.contains(text(at, 4))) {
        copy(at, Math.min(next, end));
      }
      at = next;
    }
    byte[] file = bare.toByteArray();
    if (text(12, 4).equals("VP8X")) {
      // Neither EXIF (8) nor XMP (4).
      file[20] &= (byte) ~0x0c;
    }
    for (int i = 0; i < 4; i++) {
      file[4 + i] = (byte) (file.length - 8 >>> 8 * i);
    }
    return file;
  }

  /** Without comments and without what programs add; how often it repeats stays. */
  private byte[] gif() {
    int at = 13 + table(content[10]);
    copy(0, at);
    while (content[at] != 0x3b) {
      boolean extension = content[at] == 0x21;
      int blocks = extension ? at + 2 : at + 11 + table(content[at + 9]);
      int next = blocksEnd(blocks);
      boolean program = extension && content[at + 1] == (byte) 0xff;
      boolean comment = extension && content[at + 1] == (byte) 0xfe;
      if (!comment && !(program && !text(at + 3, 11).equals("NETSCAPE2.0"))) {
        copy(at, next);
      }
      at = next;
    }
    bare.write(0x3b);
    return bare.toByteArray();
  }

  private static int table(byte flags) {
    return (flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1);
  }

  private int blocksEnd(int from) {
    int at = from;
    while (content[at] != 0) {
      at += 1 + (content[at] & 0xff);
    }
    return at + 1;
  }

  private void copy(int from, int to) {
    if (to < from || to > content.length) {
      throw new IndexOutOfBoundsException(to);
    }
    bare.write(content, from, to - from);
  }

  private int big(int at, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | content[at + i] & 0xff;
    }
    return value;
  }

  private int little(int at) {
    return Integer.reverseBytes(big(at, 4));
  }

  private String text(int at, int length) {
    return new String(content, at, length, StandardCharsets.ISO_8859_1);
  }
}
