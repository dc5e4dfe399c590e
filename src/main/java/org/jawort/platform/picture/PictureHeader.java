package org.jawort.platform.picture;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a picture says of itself in its first bytes. It is never unpacked here: a small file can
 * stand for a huge picture.
 *
 * @param width in pixels; what is larger than any format of ours allows is {@link #LARGEST}
 * @param height likewise
 * @param animated whether a PNG or WebP moves, which nobody could stop (WCAG 2.2, 2.2.2)
 */
public record PictureHeader(FileKind kind, int width, int height, boolean animated) {
  /** Pixels of a side, at the most. */
  public static final int LARGEST = 65_535;

  private static final int PNG_SIZES = 16;
  private static final int PNG_FIRST_CHUNK = 8;
  private static final int WEBP_FIRST_CHUNK = 12;
  private static final int WEBP_HEAD = 30;
  private static final int WEBP_ANIMATED = 0x02;

  /** What says that it has no sound size has the worst. */
  public PictureHeader {
    boolean sound = width > 0 && height > 0 && width <= LARGEST && height <= LARGEST;
    width = sound ? width : LARGEST;
    height = sound ? height : LARGEST;
  }

  /** Empty where it is no PNG, JPEG, WebP or GIF, or is broken. */
  public static Optional<PictureHeader> of(byte[] content) {
    FileKind kind = FileKind.of(content);
    try {
      return switch (kind) {
        case PNG -> png(content);
        case JPEG -> jpeg(content);
        case WEBP -> webp(content);
        case GIF -> Optional.of(still(FileKind.GIF, little(content, 6, 2), little(content, 8, 2)));
        default -> Optional.empty();
      };
    } catch (IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static Optional<PictureHeader> png(byte[] content) {
    if (!text(content, PNG_FIRST_CHUNK + 4).equals("IHDR")) {
      return Optional.empty();
    }
    return Optional.of(
        new PictureHeader(
            FileKind.PNG,
            big(content, PNG_SIZES, 4),
            big(content, PNG_SIZES + 4, 4),
            moves(content)));
  }

  /** A chunk acTL before the picture itself. */
  private static boolean moves(byte[] content) {
    int at = PNG_FIRST_CHUNK;
    while (at + 8 <= content.length) {
      String chunk = text(content, at + 4);
      if (chunk.equals("acTL") || chunk.equals("IDAT")) {
        return chunk.equals("acTL");
      }
      int length = big(content, at, 4);
      if (length < 0 || length > content.length) {
        return false;
      }
      at += length + 12;
    }
    return false;
  }

  /** The sizes stand in the first segment of the kind "start of frame". */
  private static Optional<PictureHeader> jpeg(byte[] content) {
    int at = 2;
    while (at + 9 <= content.length && content[at] == (byte) 0xff) {
      int marker = content[at + 1] & 0xff;
      if (isFrame(marker)) {
        return Optional.of(still(FileKind.JPEG, big(content, at + 7, 2), big(content, at + 5, 2)));
      }
      at += marker == 0xff ? 1 : 2 + big(content, at + 2, 2);
    }
    return Optional.empty();
  }

  private static boolean isFrame(int marker) {
    boolean tables = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
    return marker >= 0xc0 && marker <= 0xcf && !tables;
  }

  private static Optional<PictureHeader> webp(byte[] content) {
    if (content.length < WEBP_HEAD) {
      return Optional.empty();
    }
    return switch (text(content, WEBP_FIRST_CHUNK)) {
      case "VP8 " ->
          Optional.of(
              still(
                  FileKind.WEBP, little(content, 26, 2) & 0x3fff, little(content, 28, 2) & 0x3fff));
      case "VP8L" -> {
        int bits = little(content, 21, 4);
        yield Optional.of(still(FileKind.WEBP, (bits & 0x3fff) + 1, (bits >>> 14 & 0x3fff) + 1));
      }
      case "VP8X" ->
          Optional.of(
              new PictureHeader(
                  FileKind.WEBP,
                  little(content, 24, 3) + 1,
                  little(content, 27, 3) + 1,
                  (content[20] & WEBP_ANIMATED) != 0));
      default -> Optional.empty();
    };
  }

  private static PictureHeader still(FileKind kind, int width, int height) {
    return new PictureHeader(kind, width, height, false);
  }

  private static String text(byte[] content, int at) {
    return new String(content, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static int big(byte[] content, int at, int bytes) {
    int value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | content[at + i] & 0xff;
    }
    return value;
  }

  private static int little(byte[] content, int at, int bytes) {
    int value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | content[at + i] & 0xff;
    }
    return value;
  }
}
