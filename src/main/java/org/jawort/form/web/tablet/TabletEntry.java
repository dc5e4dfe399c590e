package org.jawort.form.web.tablet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jawort.consent.declaration.DrawnSignature;
import org.jawort.form.Submission;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What somebody entered on a tablet, as it lay in the sealed message.
 *
 * @param version of the form that was shown
 * @param signature empty where it is none
 * @param signedAt by the device's clock
 */
record TabletEntry(
    int version, Submission submission, Optional<Signature> signature, Instant signedAt) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_ENTRIES = 500;
  private static final int LONGEST_NAME = 100;
  private static final long LATEST = 4_102_444_800_000L;

  /** How somebody signed. */
  sealed interface Signature {
    /**
     * By finger, pen or mouse.
     *
     * @param by which of them, as the browser calls it
     */
    record Drawn(DrawnSignature drawing, String by) implements Signature {}

    /** By typing the name, as who cannot draw. */
    record Typed(String name) implements Signature {}
  }

  /** Reads it; empty where it is nothing that our page makes. */
  static Optional<TabletEntry> read(byte[] content) {
    try {
      JsonNode node = JSON.readTree(content);
      long signedAt = node.path("signedAt").asLong(-1);
      return node.path("entries").isArray() && signedAt >= 0 && signedAt < LATEST
          ? Optional.of(
              new TabletEntry(
                  node.path("version").asInt(0),
                  new Submission(entries(node.path("entries"))),
                  signature(node.path("signature")),
                  Instant.ofEpochMilli(signedAt)))
          : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static List<Submission.Entry> entries(JsonNode list) {
    var entries = new ArrayList<Submission.Entry>();
    for (JsonNode pair : list) {
      if (entries.size() < MOST_ENTRIES) {
        entries.add(
            new Submission.Entry(
                pair.path(0).asString(""), pair.path(1).asString(""), Submission.Type.TEXT));
      }
    }
    return entries;
  }

  private static Optional<Signature> signature(JsonNode node) {
    if (node.path("typed").isString()) {
      String name = node.path("typed").asString("").strip();
      boolean good =
          !name.isEmpty()
              && name.length() <= LONGEST_NAME
              && name.codePoints().noneMatch(Character::isISOControl);
      return good ? Optional.of(new Signature.Typed(name)) : Optional.empty();
    }
    String by = node.path("by").asString("");
    return DrawnSignature.of(
            node.path("width").asInt(0), node.path("height").asInt(0), strokes(node))
        .map(
            drawing ->
                new Signature.Drawn(drawing, List.of("pen", "mouse").contains(by) ? by : "touch"));
  }

  private static List<List<DrawnSignature.Point>> strokes(JsonNode node) {
    var strokes = new ArrayList<List<DrawnSignature.Point>>();
    for (JsonNode stroke : node.path("strokes")) {
      var points = new ArrayList<DrawnSignature.Point>();
      for (int at = 0; at + 1 < stroke.size(); at += 2) {
        points.add(
            new DrawnSignature.Point(stroke.path(at).asInt(-1), stroke.path(at + 1).asInt(-1)));
      }
      strokes.add(points);
    }
    return strokes;
  }
}
