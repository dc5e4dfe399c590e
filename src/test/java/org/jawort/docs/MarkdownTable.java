package org.jawort.docs;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is read from the tables of a document. */
final class MarkdownTable {
  private static final Pattern TICKED = Pattern.compile("`([^`]+)`");

  private MarkdownTable() {}

  /** The rows of all tables of a document whose first cell matches, each as its cells. */
  static List<List<String>> rows(String document, Pattern first) {
    return document
        .lines()
        .filter(line -> line.startsWith("|"))
        .map(MarkdownTable::cells)
        .filter(cells -> first.matcher(cells.getFirst()).matches())
        .toList();
  }

  private static List<String> cells(String line) {
    String inside = line.substring(1, Math.max(1, line.lastIndexOf('|')));
    return Arrays.stream(inside.split("\\|", -1)).map(String::strip).toList();
  }

  /** What stands between backticks. */
  static Stream<String> ticked(String text) {
    return TICKED.matcher(text).results().map((MatchResult found) -> found.group(1));
  }
}
