package org.jawort.campaign.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/** The elements of an HTML document that were begun and not ended yet, as browsers see it. */
final class OpenElements {
  private static final Set<String> VOID =
      Set.of(
          "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
          "source", "track", "wbr");

  /** Closed by whatever follows them, so that nothing can be shut in. */
  private static final Set<String> OPTIONAL =
      Set.of(
          "body",
          "caption",
          "colgroup",
          "dd",
          "dt",
          "head",
          "html",
          "li",
          "option",
          "p",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr");

  private static final Set<String> FORMATTING =
      Set.of(
          "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
          "tt", "u");

  private final Deque<String> open = new ArrayDeque<>();

  /** Their names, the innermost first. */
  List<String> names() {
    return List.copyOf(open);
  }

  /** A start tag; elements that need no end are not counted. */
  void begin(String element) {
    if (!VOID.contains(element) && !OPTIONAL.contains(element)) {
      open.push(element);
    }
  }

  /**
   * An end tag: it closes the element and what stands open in it; but browsers open elements such
   * as {@code b} again behind it, so these stay open.
   */
  void end(String element) {
    if (!open.contains(element)) {
      return;
    }
    var again = new ArrayDeque<String>();
    for (String inner = open.pop(); !inner.equals(element); inner = open.pop()) {
      if (FORMATTING.contains(inner)) {
        again.push(inner);
      }
    }
    again.forEach(open::push);
  }
}
