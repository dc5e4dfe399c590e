package org.jawort.desk.funnel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jawort.optin.funnel.FunnelCounts;
import org.jawort.optin.funnel.Stage;
import org.jawort.optin.funnel.Times;

/**
 * The drawn funnel: a bar for each stage, centred in a picture {@value #WIDTH} wide and {@value
 * #HEIGHT} high that the page stretches, and below it the way to the next.
 *
 * @param steps one for each stage
 * @param spans one for each span of time
 */
public record FunnelChart(List<Step> steps, List<Bar> spans) {
  static final int WIDTH = 200;
  static final int HEIGHT = 56;
  private static final int BAR = 40;

  /**
   * A stage.
   *
   * @param before the stage whose share it is also, or its own where there is none
   * @param x left edge of the bar
   * @param width of the bar
   * @param way corners of the way to the next stage; empty where none follows
   */
  public record Step(
      Stage stage, long count, long first, long before, double x, double width, String way) {
    /** Whether it is part of the stage before it, and that is not the first. */
    public boolean follows() {
      return stage.compareTo(Stage.SENT) > 0 && stage != Stage.LAPSED;
    }

    /** Whether the stage before it has enough for a share. */
    public boolean tells() {
      return before >= FunnelRow.FEW;
    }
  }

  /**
   * How many took how long.
   *
   * @param index place among the spans, which its words go by
   * @param width of the bar
   */
  public record Bar(int index, long count, double width) {}

  static FunnelChart of(FunnelCounts counts) {
    long first = counts.at(Stage.SUBMITTED);
    var steps = new ArrayList<Step>();
    for (Stage stage : Stage.values()) {
      long count = counts.at(stage);
      double width = width(count, first);
      long before =
          stage == Stage.SUBMITTED || stage == Stage.LAPSED
              ? first
              : counts.at(Stage.values()[stage.ordinal() - 1]);
      steps.add(
          new Step(
              stage, count, first, before, (WIDTH - width) / 2, width, way(counts, stage, first)));
    }
    return new FunnelChart(steps, spans(counts.times()));
  }

  private static double width(long count, long first) {
    return first == 0 ? 0 : (double) WIDTH * count / first;
  }

  private static String way(FunnelCounts counts, Stage stage, long first) {
    if (stage.compareTo(Stage.CONFIRMED) >= 0) {
      return "";
    }
    double from = width(counts.at(stage), first) / 2;
    double to = width(counts.at(Stage.values()[stage.ordinal() + 1]), first) / 2;
    double middle = WIDTH / 2.0;
    return String.format(
        Locale.ROOT,
        "%.2f,%d %.2f,%d %.2f,%d %.2f,%d",
        middle - from,
        BAR,
        middle + from,
        BAR,
        middle + to,
        HEIGHT,
        middle - to,
        HEIGHT);
  }

  private static List<Bar> spans(Times times) {
    var bars = new ArrayList<Bar>();
    for (Times.Span span : times.spans()) {
      bars.add(new Bar(bars.size(), span.count(), width(span.count(), times.confirmed())));
    }
    return bars;
  }
}
