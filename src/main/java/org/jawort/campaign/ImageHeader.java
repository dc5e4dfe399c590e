package org.jawort.campaign;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the first bytes of a picture say; the picture itself is never unpacked, so a small file that
 * would unpack to something huge does no harm.
 *
 * @param type media type
 * @param ending of a file name
 */
record ImageHeader(String type, String ending, int width, int height) {
  /** Reads it; empty where it is no picture of the kinds that mail programs show. */
  static Optional<ImageHeader> of(byte[] content) {
    String start =
        new String(content, 0, Math.min(content.length, 32), StandardCharsets.ISO_8859_1);
    if (start.startsWith("\u0089PNG\r\n\u001a\n") && start.startsWith("IHDR", 12)) {
      return made("image/png", "png", big(content, 16, 4), big(content, 20, 4));
    }
    if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
      return made("image/gif", "gif", little(content, 6, 2), little(content, 8, 2));
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return jpeg(content);
    }
    if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
      return webp(content, start);
    }
    return Optional.empty();
  }

  private static Optional<ImageHeader> made(String type, String ending, long width, long height) {
    boolean sound = width > 0 && height > 0 && width <= 65_535 && height <= 65_535;
    // What is larger than any format of ours allows is as large as can be.
    return Optional.of(
        new ImageHeader(type, ending, sound ? (int) width : 65_535, sound ? (int) height : 65_535));
  }

  /** Walks over the segments to the one that begins a frame. */
  private static Optional<ImageHeader> jpeg(byte[] content) {
    int at = 2;
    while (at + 9 < content.length && (content[at] & 0xff) == 0xff) {
      int marker = content[at + 1] & 0xff;
      boolean frame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (frame) {
        return made("image/jpeg", "jpg", big(content, at + 7, 2), big(content, at + 5, 2));
      }
      boolean filling = marker == 0xff;
      at += filling ? 1 : 2 + (int) Math.max(2, big(content, at + 2, 2));
    }
    return Optional.empty();
  }

  private static Optional<ImageHeader> webp(byte[] content, String start) {
    if (start.startsWith("VP8X", 12)) {
      return made("image/webp", "webp", little(content, 24, 3) + 1, little(content, 27, 3) + 1);
    }
    if (start.startsWith("VP8L", 12)) {
      long bits = little(content, 21, 4);
      return made("image/webp", "webp", (bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
    }
    if (start.startsWith("VP8 ", 12)) {
      return made(
          "image/webp", "webp", little(content, 26, 2) & 0x3fff, little(content, 28, 2) & 0x3fff);
    }
    return Optional.empty();
  }

  private static long big(byte[] content, int at, int bytes) {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | (at + i < content.length ? content[at + i] & 0xff : 0);
    }
    return value;
  }

  private static long little(byte[] content, int at, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | (at + i < content.length ? content[at + i] & 0xff : 0);
    }
    return value;
  }
}
