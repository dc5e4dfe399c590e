package org.jawort.integration.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jawort.transfer.imports.BatchLine;
import org.jawort.transfer.imports.BatchSource;
import tools.jackson.databind.JsonNode;

/**
 * A body of lines, each a JSON value (NDJSON). Never more of it is in memory than a line, and what
 * was read of the lines before.
 */
final class BatchBody implements BatchSource {
  /** Most bytes of a line. */
  static final int LONGEST_LINE = 64 * 1024;

  /** Most bytes of all lines. */
  static final int MOST_BYTES = 64 * 1024 * 1024;

  private static final int BUFFER = 64 * 1024;
  private static final String LINE = "line";
  private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final MessageDigest digest = sha256();
  private final InputStream in;
  private final BatchContacts contacts;
  private long size;

  BatchBody(InputStream in, BatchContacts contacts) {
    this.in = new DigestInputStream(new BufferedInputStream(in, BUFFER), digest);
    this.contacts = contacts;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public List<BatchLine> next(int most) throws IOException {
    var lines = new ArrayList<BatchLine>();
    while (lines.size() < most) {
      Optional<Line> line = line();
      if (line.isEmpty()) {
        break;
      }
      read(line.get()).ifPresent(lines::add);
    }
    return lines;
  }

  @Override
  public byte[] digest() {
    return digest.digest();
  }

  /** What stands up to the end of a line, as far as it is not too long. */
  private record Line(byte[] bytes, boolean first, boolean tooLong) {}

  private Optional<Line> line() throws IOException {
    boolean first = size == 0;
    var bytes = new ByteArrayOutputStream();
    long before = size;
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (++size > MOST_BYTES) {
        throw new ApiFault(
            ApiFault.Problem.of(
                413, "too-large", "A batch has at most " + MOST_BYTES + " bytes; none was taken."));
      }
      if (size - before <= LONGEST_LINE) {
        bytes.write(next);
      }
      next = in.read();
    }
    boolean tooLong = size - before > LONGEST_LINE;
    size++;
    return next < 0 && size - before == 1
        ? Optional.empty()
        : Optional.of(new Line(bytes.toByteArray(), first, tooLong));
  }

  /** Blank lines say nothing. */
  private Optional<BatchLine> read(Line line) {
    if (line.tooLong()) {
      return bad("LINE_TOO_LONG", "A line has at most " + LONGEST_LINE + " bytes.");
    }
    try {
      byte[] bytes = line.bytes();
      int start = line.first() && startsWithMark(bytes) ? MARK.length : 0;
      byte[] kept = start == 0 ? bytes : Arrays.copyOfRange(bytes, start, bytes.length);
      String text = StrictJson.text(kept, LINE);
      if (text.isBlank()) {
        return Optional.empty();
      }
      JsonNode node = StrictJson.tree(text, LINE);
      return node.isObject()
          ? Optional.of(new BatchLine.Good(contacts.read(JsonInput.of(node))))
          : bad("NO_OBJECT", "The line must be a JSON object.");
    } catch (ApiFault fault) {
      return Optional.of(new BatchLine.Bad(problem(fault.problem())));
    }
  }

  private static boolean startsWithMark(byte[] bytes) {
    return bytes.length >= MARK.length
        && bytes[0] == MARK[0]
        && bytes[1] == MARK[1]
        && bytes[2] == MARK[2];
  }

  private static Optional<BatchLine> bad(String reason, String text) {
    return Optional.of(new BatchLine.Bad(BatchLine.Problem.of(reason, text)));
  }

  private static BatchLine.Problem problem(ApiFault.Problem fault) {
    String reason = fault.type().replace('-', '_').toUpperCase(Locale.ROOT);
    List<BatchLine.Fault> errors = new ArrayList<>();
    if (fault.extensions().get("errors") instanceof List<?> found) {
      for (Object one : found) {
        if (one instanceof Map<?, ?> error) {
          errors.add(
              new BatchLine.Fault(
                  String.valueOf(error.get("pointer")), String.valueOf(error.get("detail"))));
        }
      }
    }
    return errors.isEmpty()
        ? BatchLine.Problem.of(reason, fault.detail())
        : new BatchLine.Problem(
            errors.getFirst().pointer(), reason, errors.getFirst().detail(), errors);
  }
}
