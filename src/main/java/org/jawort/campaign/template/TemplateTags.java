package org.jawort.campaign.template;

import java.util.function.UnaryOperator;

/** Tells the tags of a template from the text around them. */
public final class TemplateTags {
  private TemplateTags() {}

  /** Changes the text and leaves the tags as they are; looks at each character once. */
  public static String around(String text, UnaryOperator<String> plain) {
    var whole = new StringBuilder();
    int from = 0;
    for (int at = next(text, 0); at >= 0; at = next(text, from)) {
      int close = text.indexOf(end(text.charAt(at + 1)), at + 2);
      if (close < 0) {
        break;
      }
      whole.append(plain.apply(text.substring(from, at))).append(text, at, close + 2);
      from = close + 2;
    }
    return whole.append(plain.apply(text.substring(from))).toString();
  }

  private static int next(String text, int from) {
    for (int at = text.indexOf('{', from); at >= 0; at = text.indexOf('{', at + 1)) {
      if (at + 1 < text.length() && "{%#".indexOf(text.charAt(at + 1)) >= 0) {
        return at;
      }
    }
    return -1;
  }

  private static String end(char kind) {
    return kind == '{' ? "}}" : kind + "}";
  }
}
