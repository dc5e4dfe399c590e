package org.jawort.consent.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** What a new text changes about an old one, word by word (longest common subsequence). */
final class WordDiff {
  private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)");

  private WordDiff() {}

  /** What happens to a piece of text; its name is the HTML element that shows it. */
  enum Change {
    /** It stays. */
    KEPT,
    /** It is new. */
    ADDED,
    /** It goes. */
    REMOVED
  }

  /** A piece of text. */
  record Piece(Change change, String text) {}

  static List<Piece> between(String before, String after) {
    List<String> old = words(before);
    List<String> fresh = words(after);
    int[][] common = common(old, fresh);
    var pieces = new ArrayList<Piece>();
    int i = 0;
    int j = 0;
    while (i < old.size() || j < fresh.size()) {
      if (i < old.size() && j < fresh.size() && same(old.get(i), fresh.get(j))) {
        add(pieces, Change.KEPT, fresh.get(j++));
        i++;
      } else if (j == fresh.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
        add(pieces, Change.REMOVED, old.get(i++));
      } else {
        add(pieces, Change.ADDED, fresh.get(j++));
      }
    }
    return Collections.unmodifiableList(pieces);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(WORDS.split(text));
  }

  private static boolean same(String old, String fresh) {
    return old.strip().equals(fresh.strip());
  }

  /** How many words are common to both from there on. */
  private static int[][] common(List<String> old, List<String> fresh) {
    int[][] common = new int[old.size() + 1][fresh.size() + 1];
    for (int i = old.size() - 1; i >= 0; i--) {
      for (int j = fresh.size() - 1; j >= 0; j--) {
        common[i][j] =
            same(old.get(i), fresh.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    return common;
  }

  private static void add(List<Piece> pieces, Change change, String text) {
    if (!pieces.isEmpty() && pieces.getLast().change() == change) {
      pieces.add(new Piece(change, pieces.removeLast().text() + text));
    } else {
      pieces.add(new Piece(change, text));
    }
  }
}
