package org.jawort.transfer.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Finds the encoding of a text by looking at all of its bytes as they come in: a byte order mark
 * tells it; what is UTF-8 throughout, or mostly, is UTF-8; anything else is Windows-1252, which has
 * all of ISO-8859-1 that anybody types, and the €.
 */
public final class EncodingScan {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int HEAD = 4;

  private final byte[] head = new byte[HEAD];
  private long length;
  private long good;
  private long bad;
  private long zeros;
  private int awaited;

  /** Takes the next bytes. */
  public void take(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (length < HEAD) {
        head[(int) length] = bytes[i];
      }
      length++;
      if (bytes[i] < 0 || awaited > 0) {
        take(bytes[i] & 0xFF);
      } else if (bytes[i] == 0) {
        zeros++;
      }
    }
  }

  private void take(int b) {
    if (awaited > 0) {
      boolean goesOn = (b & 0xC0) == 0x80;
      awaited = goesOn ? awaited - 1 : 0;
      if (goesOn) {
        good += awaited == 0 ? 1 : 0;
        return;
      }
      bad++;
      if (b < 0x80) {
        return;
      }
    }
    awaited = b >= 0xC2 && b < 0xE0 ? 1 : b >= 0xE0 && b < 0xF0 ? 2 : b >= 0xF0 && b < 0xF5 ? 3 : 0;
    if (awaited == 0) {
      bad++;
    }
  }

  /** Whether it has a byte order mark of UTF-16. */
  private boolean isWide() {
    return length >= 2
        && ((head[0] == (byte) 0xFF && head[1] == (byte) 0xFE)
            || (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF));
  }

  /** Whether it holds what no text does. */
  public boolean isBinary() {
    return !isWide() && zeros > 0;
  }

  /** How it is written. */
  public Charset charset() {
    if (isWide()) {
      return head[0] == (byte) 0xFF ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
    return bad > good ? WINDOWS : StandardCharsets.UTF_8;
  }

  /** How many bytes there were. */
  public long length() {
    return length;
  }
}
