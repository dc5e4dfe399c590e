package org.jawort.campaign.template;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The plain part of an HTML template: its words, its addresses, its own template tags. */
public final class PlainText {
  private static final Pattern LINK =
      Pattern.compile("(?is)<a\\b[^<>]*?\\bhref\\s*=\\s*(\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>");
  private static final Pattern PICTURE =
      Pattern.compile("(?is)<img\\b[^<>]*?\\balt\\s*=\\s*(\"([^\"<>]*)\"|'([^'<>]*)')[^<>]*>");
  private static final Pattern TAG =
      Pattern.compile("(?is)</?([a-z][a-z0-9]*)\\b[^<>]*>|<![^<>]*>");

  private PlainText() {}

  /** What a reader without HTML would see of it. */
  public static String of(String html) {
    String read = without(html, "<!--", "-->");
    for (String silent : List.of("style", "script", "title")) {
      read = without(read, "<" + silent, "</" + silent);
    }
    read = links(read.replaceAll("[ \\t]*\\R[ \\t]*", " "));
    read = PICTURE.matcher(read).replaceAll(alt -> Matcher.quoteReplacement(text(alt, 2)));
    read =
        TAG.matcher(read)
            .replaceAll(tag -> tag.group(1) == null ? "" : space(tag.group(1), tag.group()));
    return TemplateTags.around(read, HtmlUtils::htmlUnescape)
        .replaceAll("[ \\t\\u00a0]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  /** Looks at each character once, however often something begins that never ends. */
  private static String without(String text, String begin, String end) {
    String lower = text.toLowerCase(Locale.ROOT);
    var rest = new StringBuilder();
    int from = 0;
    for (int at = lower.indexOf(begin); at >= 0; at = lower.indexOf(begin, from)) {
      int close = lower.indexOf(end, at);
      if (close < 0) {
        break;
      }
      rest.append(text, from, at);
      int bracket = end.endsWith(">") ? close + end.length() - 1 : lower.indexOf('>', close);
      from = bracket < 0 ? text.length() : bracket + 1;
    }
    return rest.append(text.substring(Math.min(from, text.length()))).toString();
  }

  private static String links(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    var whole = new StringBuilder();
    Matcher link = LINK.matcher(text);
    int from = 0;
    while (link.find(from)) {
      int close = lower.indexOf("</a", link.end());
      if (close < 0) {
        break;
      }
      whole.append(text, from, link.start());
      String label = TAG.matcher(text.substring(link.end(), close)).replaceAll("").strip();
      String address = text(link, 2);
      whole.append(label.isEmpty() || label.equals(address) ? address : label + ": " + address);
      from = close;
    }
    return whole.append(text.substring(from)).toString();
  }

  private static String text(MatchResult found, int first) {
    String text = found.group(first) == null ? found.group(first + 1) : found.group(first);
    return text.strip();
  }

  private static String space(String name, String tag) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "br" -> "\n";
      case "li" -> tag.startsWith("</") ? "" : "\n- ";
      case "p", "div", "table", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "blockquote", "hr" ->
          "\n\n";
      default -> "";
    };
  }
}
