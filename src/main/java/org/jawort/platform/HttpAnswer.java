package org.jawort.platform;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the answer to a call after which the connection is closed (RFC 9112), within bounds. */
final class HttpAnswer {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final int LONGEST_HEAD = 16_384;
  private static final int LONGEST_CHUNK_LINE = 200;
  private static final int HEX = 16;

  private HttpAnswer() {}

  private record Head(int status, Map<String, String> headers) {}

  /** The first status that is not informational. */
  static int status(InputStream in) throws IOException {
    return head(in, false).status();
  }

  /** The same with headers and body, whole unless it is longer. */
  static Fetched whole(InputStream in, int most) throws IOException {
    Head head = head(in, true);
    boolean empty = head.status() == 204 || head.status() == 304;
    byte[] body = empty ? new byte[0] : body(in, head.headers(), most);
    return new Fetched(head.status(), head.headers(), body);
  }

  private static Head head(InputStream in, boolean headers) throws IOException {
    int[] left = {LONGEST_HEAD};
    while (true) {
      Matcher status = STATUS.matcher(line(in, left));
      if (!status.matches()) {
        throw new ProtocolException("no status line");
      }
      int code = Integer.parseInt(status.group(1));
      if (code >= 200 && !headers) {
        return new Head(code, Map.of());
      }
      Map<String, String> said = headers(in, left);
      if (code >= 200) {
        return new Head(code, said);
      }
    }
  }

  private static Map<String, String> headers(InputStream in, int[] left) throws IOException {
    var said = new HashMap<String, String>();
    for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        said.put(
            line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
            line.substring(colon + 1).strip());
      }
    }
    return said;
  }

  private static byte[] body(InputStream in, Map<String, String> headers, int most)
      throws IOException {
    String encoding = headers.getOrDefault("transfer-encoding", "");
    if (encoding.equalsIgnoreCase("chunked")) {
      return chunked(in, most);
    }
    String length = headers.get("content-length");
    if (!encoding.isEmpty() || length != null && !length.matches("[0-9]{1,12}")) {
      throw new ProtocolException("a body of no known length");
    }
    byte[] body = in.readNBytes(most + 1);
    if (length != null && body.length <= most && body.length < Long.parseLong(length)) {
      throw new EOFException("the body breaks off");
    }
    return body;
  }

  private static byte[] chunked(InputStream in, int most) throws IOException {
    var body = new ByteArrayOutputStream();
    while (body.size() <= most) {
      String size = line(in, new int[] {LONGEST_CHUNK_LINE}).replaceAll(";.*", "").strip();
      if (!size.matches("[0-9a-fA-F]{1,7}")) {
        throw new ProtocolException("no chunk");
      }
      int count = Integer.parseInt(size, HEX);
      if (count == 0) {
        return body.toByteArray();
      }
      byte[] chunk = in.readNBytes(Math.min(count, most + 1 - body.size()));
      body.writeBytes(chunk);
      if (chunk.length < count && body.size() <= most) {
        throw new EOFException("the body breaks off");
      }
      if (body.size() <= most && !line(in, new int[] {2}).isEmpty()) {
        throw new ProtocolException("no end of a chunk");
      }
    }
    return body.toByteArray();
  }

  private static String line(InputStream in, int[] left) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || left[0]-- == 0) {
        throw new ProtocolException("the answer ends or does not end");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
