package org.jawort.desk.web;

import java.util.ArrayList;
import java.util.List;
import org.jawort.desk.SignUpDay;

/**
 * A bar per day, stacked by what became of the sign-ups, in a picture {@value #WIDTH} wide and
 * {@value #HEIGHT} high that the page stretches.
 *
 * @param top number of sign-ups at the upper edge, even
 */
public record SignUpChart(List<Bar> bars, int top) {
  static final int HEIGHT = 100;
  static final int WIDTH = 300;

  private static final List<Integer> STEPS = List.of(2, 3, 4, 5, 6, 8, 10);

  /**
   * A day.
   *
   * @param x left edge of its place
   * @param width of its place
   */
  public record Bar(SignUpDay day, double x, double width, List<Segment> segments) {}

  /**
   * A part of a bar.
   *
   * @param kind which class of the stylesheet colours it
   * @param y upper edge
   */
  public record Segment(String kind, double y, double height) {}

  static SignUpChart of(List<SignUpDay> days) {
    int top = top(days.stream().mapToInt(SignUpDay::signUps).max().orElse(0));
    double width = (double) WIDTH / days.size();
    var bars = new ArrayList<Bar>();
    for (int i = 0; i < days.size(); i++) {
      bars.add(new Bar(days.get(i), i * width, width, segments(days.get(i), top)));
    }
    return new SignUpChart(bars, top);
  }

  /** The lowest round and even number that is not below the highest bar. */
  static int top(int highest) {
    for (int power = 1; ; power *= 10) {
      for (int step : STEPS) {
        if (step * power >= highest && step * power % 2 == 0) {
          return step * power;
        }
      }
    }
  }

  private static List<Segment> segments(SignUpDay day, int top) {
    var segments = new ArrayList<Segment>();
    double y = HEIGHT;
    y = add(segments, "confirmed", day.confirmed(), y, top);
    y = add(segments, "waiting", day.waiting(), y, top);
    y = add(segments, "lapsed", day.lapsed(), y, top);
    add(segments, "refused", day.refused(), y, top);
    return segments;
  }

  private static double add(List<Segment> segments, String kind, int count, double y, int top) {
    double height = (double) count * HEIGHT / top;
    if (count > 0) {
      segments.add(new Segment(kind, y - height, height));
    }
    return y - height;
  }
}
