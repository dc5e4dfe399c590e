package org.jawort.consent.declaration;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A signature by finger: nothing but points, of which we draw the picture ourselves. So there is
 * nothing in it that somebody else wrote.
 *
 * @param width of the field in which it was drawn
 * @param height of the field
 * @param strokes each from the finger's going down to its going up
 */
public record DrawnSignature(int width, int height, List<List<Point>> strokes) {
  /** Most points that are taken. */
  public static final int MOST_POINTS = 4000;

  static final String TYPE = "image/svg+xml";
  static final String NAME = "signature.svg";

  private static final Pattern PICTURE =
      Pattern.compile(
          "<svg [^<>]* viewBox=\"0 0 ([0-9]{1,4}) ([0-9]{1,4})\"[^<>]*>"
              + "<path d=\"((?:M[0-9]{1,4},[0-9]{1,4}(?:L[0-9]{1,4},[0-9]{1,4})*+)++)\"/></svg>");

  private static final int MOST_STROKES = 200;
  private static final int LARGEST = 3000;
  private static final int FEWEST_POINTS = 5;
  private static final int LEAST_EXTENT = 20;

  /** Where the finger was. */
  public record Point(int x, int y) {}

  /** Copies the strokes. */
  public DrawnSignature {
    strokes = strokes.stream().map(List::copyOf).toList();
  }

  /** Reads one; empty where it is none: a dot, or more or elsewhere than a finger draws. */
  public static Optional<DrawnSignature> of(int width, int height, List<List<Point>> strokes) {
    var signature = new DrawnSignature(width, height, strokes);
    return signature.isOne() ? Optional.of(signature) : Optional.empty();
  }

  /** Reads a picture that was made here; empty where it is any other. */
  public static Optional<DrawnSignature> read(byte[] svg) {
    Matcher picture = PICTURE.matcher(new String(svg, StandardCharsets.US_ASCII));
    if (!picture.matches()) {
      return Optional.empty();
    }
    var strokes =
        Arrays.stream(picture.group(3).substring(1).split("M"))
            .map(stroke -> Arrays.stream(stroke.split("L")).map(DrawnSignature::point).toList())
            .toList();
    return of(number(picture.group(1)), number(picture.group(2)), strokes);
  }

  private static Point point(String text) {
    int comma = text.indexOf(',');
    return new Point(number(text.substring(0, comma)), number(text.substring(comma + 1)));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  private boolean isOne() {
    List<Point> points = points().toList();
    boolean placed =
        points.stream()
            .allMatch(at -> at.x() >= 0 && at.y() >= 0 && at.x() <= width && at.y() <= height);
    return placed
        && width > 0
        && height > 0
        && Math.max(width, height) <= LARGEST
        && strokes.size() <= MOST_STROKES
        && strokes.stream().noneMatch(List::isEmpty)
        && points.size() >= FEWEST_POINTS
        && points.size() <= MOST_POINTS
        && extent(points) >= LEAST_EXTENT;
  }

  private static int extent(List<Point> points) {
    var x = points.stream().mapToInt(Point::x).summaryStatistics();
    var y = points.stream().mapToInt(Point::y).summaryStatistics();
    return Math.max(x.getMax() - x.getMin(), y.getMax() - y.getMin());
  }

  private Stream<Point> points() {
    return strokes.stream().flatMap(List::stream);
  }

  /** The picture: one path, black on nothing. */
  byte[] svg() {
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" fill="none" stroke="#000" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"><path d="%s"/></svg>"""
        .formatted(width, height, path())
        .getBytes(StandardCharsets.US_ASCII);
  }

  private String path() {
    return strokes.stream()
        .map(
            stroke ->
                stroke.stream()
                    .map(at -> at.x() + "," + at.y())
                    .collect(Collectors.joining("L", "M", "")))
        .collect(Collectors.joining());
  }
}
