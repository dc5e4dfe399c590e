package org.jawort.consent.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads what can be written in one way only, so that each changed byte is noticed. */
public final class Encoding {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Encoding() {}

  /** Base64 with padding, and nothing else that would decode to the same bytes. */
  public static byte[] base64(String text, String where) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new MalformedException(where + " is not in base64");
  }

  static byte[] hash(String text, String where) {
    byte[] bytes = base64(text, where);
    if (bytes.length != TreeHash.LENGTH) {
      throw new MalformedException(where + " is no hash of 32 bytes");
    }
    return bytes;
  }

  static long number(String text, String where) {
    if (!NUMBER.matcher(text).matches()) {
      throw new MalformedException(where + " is no number");
    }
    return Long.parseLong(text);
  }

  /** Where the text begins behind a byte order mark (RFC 3629 section 6); 0 where there is none. */
  public static int afterMark(byte[] bytes) {
    return bytes.length >= MARK.length && Arrays.equals(bytes, 0, MARK.length, MARK, 0, MARK.length)
        ? MARK.length
        : 0;
  }

  /** Text in UTF-8 without a fault, which nothing was put before. */
  public static String utf8(byte[] bytes) {
    if (afterMark(bytes) > 0) {
      throw new MalformedException("a program has put a byte order mark before it");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("the file is not in UTF-8");
    }
  }
}
