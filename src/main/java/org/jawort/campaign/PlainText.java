package org.jawort.campaign;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The plain part of an HTML template: its words, its addresses, its own template tags. */
final class PlainText {
  private static final Pattern SILENT =
      Pattern.compile("(?is)<!--.*?-->|<(head|style|script|title)\\b.*?</\\1\\s*>");
  private static final Pattern LINK =
      Pattern.compile(
          "(?is)<a\\b[^>]*?\\bhref\\s*=\\s*(\"([^\"]*)\"|'([^']*)')[^>]*>(.*?)</a\\s*>");
  private static final Pattern PICTURE =
      Pattern.compile("(?is)<img\\b[^>]*?\\balt\\s*=\\s*(\"([^\"]*)\"|'([^']*)')[^>]*>");
  private static final Pattern TAG = Pattern.compile("(?is)</?([a-z][a-z0-9]*)\\b[^>]*>|<![^>]*>");
  private static final Pattern TEMPLATE = Pattern.compile("(?s)\\{\\{.*?}}|\\{%.*?%}|\\{#.*?#}");

  private PlainText() {}

  static String of(String html) {
    String read = SILENT.matcher(html).replaceAll("").replaceAll("[ \\t]*\\R[ \\t]*", " ");
    read = LINK.matcher(read).replaceAll(link -> Matcher.quoteReplacement(link(link)));
    read = PICTURE.matcher(read).replaceAll(alt -> Matcher.quoteReplacement(text(alt, 2)));
    read =
        TAG.matcher(read)
            .replaceAll(tag -> tag.group(1) == null ? "" : space(tag.group(1), tag.group()));
    return entities(read)
        .replaceAll("[ \\t\\u00a0]+", " ")
        .replaceAll(" ?\\n ?", "\n")
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  private static String link(java.util.regex.MatchResult link) {
    String address = text(link, 2);
    String label = TAG.matcher(link.group(4)).replaceAll("").strip();
    return label.isEmpty() || label.equals(address) ? address : label + ": " + address;
  }

  private static String text(java.util.regex.MatchResult found, int first) {
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

  /** Template tags are no HTML and stay as they are. */
  private static String entities(String text) {
    var whole = new StringBuilder();
    Matcher tags = TEMPLATE.matcher(text);
    int from = 0;
    while (tags.find()) {
      whole.append(HtmlUtils.htmlUnescape(text.substring(from, tags.start()))).append(tags.group());
      from = tags.end();
    }
    return whole.append(HtmlUtils.htmlUnescape(text.substring(from))).toString();
  }
}
