package org.jawort.form.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jawort.form.Submission.Entry;
import org.jawort.form.Submission.Type;
import org.jspecify.annotations.Nullable;

/** Reads {@code application/x-www-form-urlencoded} (WHATWG URL, section 5) without guessing. */
final class UrlEncodedBody {
  private UrlEncodedBody() {}

  /** The pairs in their order; empty where the percent encoding is broken or it is no UTF-8. */
  static Optional<List<Entry>> entries(byte[] body) {
    var entries = new ArrayList<Entry>();
    for (int start = 0, end; start <= body.length; start = end + 1) {
      end = indexOf(body, '&', start, body.length);
      if (end > start) {
        Entry entry = entry(body, start, end);
        if (entry == null) {
          return Optional.empty();
        }
        entries.add(entry);
      }
    }
    return Optional.of(entries);
  }

  private static @Nullable Entry entry(byte[] body, int start, int end) {
    int equals = indexOf(body, '=', start, end);
    String name = decode(body, start, equals);
    String value = decode(body, Math.min(equals + 1, end), end);
    return name == null || value == null ? null : new Entry(name, value, Type.TEXT);
  }

  private static int indexOf(byte[] body, char wanted, int start, int end) {
    int index = start;
    while (index < end && body[index] != wanted) {
      index++;
    }
    return index;
  }

  private static @Nullable String decode(byte[] body, int start, int end) {
    var bytes = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      if (body[i] != '%') {
        bytes.write(body[i] == '+' ? ' ' : body[i]);
      } else if (i + 2 < end && digit(body[i + 1]) >= 0 && digit(body[i + 2]) >= 0) {
        bytes.write(digit(body[++i]) << 4 | digit(body[++i]));
      } else {
        return null;
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static int digit(byte hex) {
    return hex < 0 ? -1 : Character.digit(hex, 16);
  }

  /** The text, or null where the bytes are none in UTF-8. */
  static @Nullable String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
