package org.jawort.transfer.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a file without its byte order mark. A byte that its encoding does not have is handed on
 * in Unicode's private area, so that whoever knows row and column can name it.
 */
final class TextDecoder extends Reader {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final char FOREIGN = '\uF700';
  private static final int SIZE = 1 << 16;

  private final InputStream in;
  private final CharsetDecoder decoder;
  private final ByteBuffer bytes = ByteBuffer.allocate(SIZE).flip();
  private boolean begun;
  private boolean ended;

  TextDecoder(InputStream in, Charset charset) {
    this.in = in;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Whether the character stands for a byte of another encoding. */
  static boolean isForeign(char c) {
    return c >= FOREIGN + 0x80 && c <= FOREIGN + 0xFF;
  }

  /** What that byte is in Windows-1252. */
  static char mended(char c) {
    byte[] one = {(byte) (c - FOREIGN)};
    return new String(one, WINDOWS).charAt(0);
  }

  @Override
  public int read(char[] to, int from, int most) throws IOException {
    CharBuffer out = CharBuffer.wrap(to, from, most);
    while (out.position() == from && !(ended && !bytes.hasRemaining())) {
      if (!ended && bytes.remaining() < 8) {
        fill();
      }
      if (!begun) {
        begun = true;
        skipMark();
      }
      CoderResult result = decoder.decode(bytes, out, ended);
      if (result.isError()) {
        foreign(out, result.length());
      }
    }
    int count = out.position() - from;
    return count == 0 ? -1 : count;
  }

  private void foreign(CharBuffer out, int count) {
    for (int i = 0; i < count && out.hasRemaining(); i++) {
      int b = bytes.get() & 0xFF;
      boolean narrow = !decoder.charset().name().startsWith("UTF-16") && b >= 0x80;
      out.put(narrow && !decoder.charset().equals(WINDOWS) ? (char) (FOREIGN + b) : '\uFFFD');
    }
  }

  private void fill() throws IOException {
    bytes.compact();
    while (bytes.hasRemaining()) {
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      if (count < 0) {
        ended = true;
        break;
      }
      bytes.position(bytes.position() + count);
    }
    bytes.flip();
  }

  private void skipMark() {
    int first = bytes.remaining() > 0 ? bytes.get(bytes.position()) & 0xFF : 0;
    boolean utf8 = decoder.charset().equals(StandardCharsets.UTF_8);
    if (utf8
        && bytes.remaining() > 2
        && first == 0xEF
        && (bytes.get(bytes.position() + 1) & 0xFF) == 0xBB) {
      bytes.position(bytes.position() + 3);
    } else if (!utf8 && bytes.remaining() > 1 && decoder.charset().name().startsWith("UTF-16")) {
      bytes.position(bytes.position() + 2);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
