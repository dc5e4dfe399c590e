package org.jawort.form.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jawort.form.Submission;
import org.jawort.form.Submission.Entry;
import org.jspecify.annotations.Nullable;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/**
 * Reads a submission strictly from the raw body. The container's own reading would guess at broken
 * encodings and mix in the query string; evidence must hold what was sent.
 */
final class BodyReader {
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_ENTRIES = 100;

  private BodyReader() {}

  static Body read(HttpServletRequest request) throws IOException {
    @Nullable MediaType type = type(request.getContentType());
    boolean json = MediaType.APPLICATION_JSON.equalsTypeAndSubtype(type);
    boolean form = MediaType.APPLICATION_FORM_URLENCODED.equalsTypeAndSubtype(type);
    boolean packed = request.getHeader("Content-Encoding") != null;
    if (type == null || !(json || form) || packed) {
      return Body.Unreadable.CONTENT_TYPE;
    }
    if (request.getContentLengthLong() > MOST_BYTES) {
      return Body.Unreadable.TOO_LARGE;
    }
    byte[] bytes = bytes(request.getInputStream());
    if (bytes.length > MOST_BYTES) {
      return Body.Unreadable.TOO_LARGE;
    }
    if (type.getCharset() != null && !StandardCharsets.UTF_8.equals(type.getCharset())) {
      return Body.Unreadable.MALFORMED;
    }
    return body(json ? JsonBody.entries(bytes) : UrlEncodedBody.entries(bytes), json);
  }

  private static byte[] bytes(InputStream body) throws IOException {
    return body.readNBytes(MOST_BYTES + 1);
  }

  private static Body body(Optional<List<Entry>> entries, boolean json) {
    return entries
        .filter(all -> all.size() <= MOST_ENTRIES)
        .<Body>map(all -> new Body.Readable(new Submission(all), json))
        .orElse(Body.Unreadable.MALFORMED);
  }

  private static @Nullable MediaType type(@Nullable String header) {
    try {
      return header == null ? null : MediaType.parseMediaType(header);
    } catch (InvalidMediaTypeException e) {
      return null;
    }
  }
}
