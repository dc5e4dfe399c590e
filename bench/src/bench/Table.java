package bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures by name, one of each round; shows medians. */
final class Table {
  private final Map<String, List<Double>> figures = new LinkedHashMap<>();
  private final List<String> lines = new ArrayList<>();

  void add(String name, double figure) {
    figures.computeIfAbsent(name, n -> new ArrayList<>()).add(figure);
    System.out.printf(Locale.ROOT, "  %-44s %12.1f%n", name, figure);
  }

  /** Adds what a run of the product gave, and the processor time that each answer took. */
  void add(String job, String name, Load.Result result, Product.Processors used, double seconds) {
    add(job + " " + name, result.perSecond());
    add(job + " 99 % within ms", result.p99Milliseconds());
    double answers = result.perSecond() * seconds;
    add(job + " µs of processor each, server", used.server() * 1e6 / answers);
    add(job + " µs of processor each, PostgreSQL", used.database() * 1e6 / answers);
  }

  double median(String name) {
    List<Double> sorted = figures.get(name).stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The best of several medians, as a rival is free to choose its connections. */
  double best(String... names) {
    return java.util.Arrays.stream(names).mapToDouble(this::median).max().orElseThrow();
  }

  /** A line of the table in bench/README.md. */
  void line(String job, String ours, String peer, String ratio, String goal) {
    lines.add("| %s | %s | %s | %s | %s |".formatted(job, ours, peer, ratio, goal));
  }

  void ratio(String job, String ours, String unit, double peer, String peerName, String goal) {
    double mine = median(ours);
    line(
        job,
        "%s %s".formatted(number(mine), unit),
        "%s %s (%s)".formatted(number(peer), unit, peerName),
        String.format(Locale.ROOT, "%.2f ×", mine / peer),
        goal);
  }

  static String number(double value) {
    return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
  }

  String text() {
    return "| job | Jawort | beside it | ratio | goal |\n|---|---|---|---|---|\n"
        + String.join("\n", lines)
        + "\n";
  }
}
