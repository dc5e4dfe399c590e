package org.jawort.campaign.template;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds by their functions the kinds of links that a template would make (S1-08). */
public final class FoundLinks {
  private static final Pattern SILENT =
      Pattern.compile(
          "\\{#.*?#}|\\{%-?\\s*verbatim\\s*-?%}.*?\\{%-?\\s*endverbatim\\s*-?%}", Pattern.DOTALL);
  private static final Pattern PLAIN = Pattern.compile("(?i)\\bhttps?://");
  private static final Map<LinkType, Pattern> FUNCTIONS =
      Map.of(
          LinkType.CONFIRM, function("confirm"),
          LinkType.REFUSE, function("refuse"),
          LinkType.UNSUBSCRIBE, function("unsubscribe"),
          LinkType.PREFERENCES, function("preferences"),
          LinkType.WEB_VERSION, function("web_version"));

  private FoundLinks() {}

  private static Pattern function(String name) {
    return Pattern.compile("\\{\\{(?:(?!}}).)*\\b" + name + "_link\\s*\\(", Pattern.DOTALL);
  }

  /** The kinds that both have; a part that says nothing is not asked. */
  public static Set<LinkType> in(String html, String text) {
    if (html.isBlank() || text.isBlank()) {
      return in(html + text);
    }
    Set<LinkType> both = in(html);
    both.retainAll(in(text));
    return both;
  }

  private static Set<LinkType> in(String template) {
    String spoken = SILENT.matcher(template).replaceAll("");
    Set<LinkType> found = EnumSet.noneOf(LinkType.class);
    FUNCTIONS.forEach(
        (type, function) -> {
          if (function.matcher(spoken).find()) {
            found.add(type);
          }
        });
    if (PLAIN.matcher(spoken).find()) {
      found.add(LinkType.PLAIN);
    }
    return found;
  }
}
