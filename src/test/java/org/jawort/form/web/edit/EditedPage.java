package org.jawort.form.web.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** The page on which a form is built, as a browser without script would send it. */
record EditedPage(String html) {
  private static final Pattern INPUT =
      Pattern.compile("<input ([^>]*)>|<textarea ([^>]*)>([^<]*)</textarea>");
  private static final Pattern SELECT =
      Pattern.compile("(?s)<select [^>]*name=\"([^\"]+)\"[^>]*>(.*?)</select>");
  private static final Pattern OPTION = Pattern.compile("<option ([^>]*)>");
  private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)(?:=\"([^\"]*)\")?");

  /** All that its form would send, with what is typed, by a button. */
  Map<String, Object> sent(String button, Map<String, String> typed) {
    int begin = html.indexOf("id=\"form\"");
    String form = html.substring(begin, html.indexOf("</form>", begin));
    var several = new LinkedHashMap<String, List<String>>();
    Matcher input = INPUT.matcher(form);
    while (input.find()) {
      boolean lines = input.group(2) != null;
      Map<String, String> has = attributes(input.group(lines ? 2 : 1));
      String name = has.getOrDefault("name", "");
      boolean unticked =
          has.getOrDefault("type", "").matches("checkbox|radio") && !has.containsKey("checked");
      if (!name.isEmpty() && !name.equals("_csrf") && !unticked) {
        String value = lines ? input.group(3) : has.getOrDefault("value", "");
        several.computeIfAbsent(name, key -> new ArrayList<>()).add(HtmlUtils.htmlUnescape(value));
      }
    }
    Matcher select = SELECT.matcher(form);
    while (select.find()) {
      several.put(select.group(1), List.of(chosen(select.group(2))));
    }
    var fields = new LinkedHashMap<String, Object>(several);
    fields.putAll(typed);
    fields.put("do", button);
    return fields;
  }

  /** What is selected, or else the first. */
  private static String chosen(String options) {
    var all = new ArrayList<String>();
    Matcher option = OPTION.matcher(options);
    while (option.find()) {
      Map<String, String> has = attributes(option.group(1));
      if (has.containsKey("selected")) {
        return has.getOrDefault("value", "");
      }
      all.add(has.getOrDefault("value", ""));
    }
    return all.isEmpty() ? "" : all.getFirst();
  }

  private static Map<String, String> attributes(String text) {
    var all = new LinkedHashMap<String, String>();
    Matcher attribute = ATTRIBUTE.matcher(text);
    while (attribute.find()) {
      all.put(attribute.group(1), attribute.group(2) == null ? "" : attribute.group(2));
    }
    return all;
  }

  /** How many fields it shows. */
  int fields() {
    return html.split("name=\"place\"", -1).length - 1;
  }

  /** The revision that it shows. */
  String seen() {
    return ((List<?>) sent("", Map.of()).get("seen")).getFirst().toString();
  }
}
