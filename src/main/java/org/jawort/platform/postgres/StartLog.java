package org.jawort.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Finds, in what a program of PostgreSQL has printed, the line that says why it gave up. */
final class StartLog {
  private StartLog() {}

  static String complaint(DataFolder folder) {
    try {
      List<String> lines =
          Files.readAllLines(folder.startLog()).stream().filter(l -> !l.isBlank()).toList();
      return lines.stream()
          .filter(l -> l.contains("FATAL") || l.contains("error:") || l.contains("could not"))
          .findFirst()
          .orElse(lines.isEmpty() ? "no reason given" : lines.getLast())
          .replaceFirst("^.*?(FATAL|error):\\s*", "")
          .strip();
    } catch (IOException e) {
      return "no reason given";
    }
  }
}
