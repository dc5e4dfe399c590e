package org.jawort.browser;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.TestBrowser;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks whether something that was written as text has become more: mark-up, a formula, a header.
 */
final class MarkupJudge {
  /** In every line that strangers write; as part of an element's or an attribute's name it ran. */
  static final String PROBE = "xssprobe";

  private static final int AT_ONCE = 40;
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Pattern CELL = Pattern.compile("\"((?:[^\"]++|\"\")*+)\"");
  private static final Pattern FORMULA =
      Pattern.compile("(?:^|[;\\t\\r\\n])[\\s\"]*[=+\\-@\uff1d\uff0b\uff0d\uff20]");

  /** Text is inert, whatever stands in it; so are values of attributes that nothing follows. */
  private static final String LOOK =
      """
      pages => pages.map(([name, html]) => {
        const found = [];
        const look = root => root.querySelectorAll('*').forEach(one => {
          const told = one.outerHTML.slice(0, 160);
          if (one.localName.includes('PROBE')) found.push('element ' + told);
          if (one.localName === 'script' && one.textContent.trim() !== '') found.push('script ' + told);
          if (one.localName === 'style' && one.textContent.includes('PROBE')) found.push('style ' + told);
          if (one.localName === 'base' && one.hasAttribute('href')) found.push('base ' + told);
          if (one.localName === 'meta' && one.httpEquiv === 'refresh' && one.content.includes('PROBE'))
            found.push('refresh ' + told);
          if (one.localName === 'template') look(one.content);
          for (const {name: key, value} of one.attributes) {
            const plain = value.replace(/[\\u0000-\\u0020]/g, '').toLowerCase();
            if (key.startsWith('on') || key.includes('PROBE')) found.push('attribute ' + told);
            if (/^(href|src|action|formaction|data|poster|xlink:href|background)$/.test(key)
                && (/^(javascript|vbscript|data:text)/.test(plain) || /^[^?#]*evil[.]example/.test(plain)))
              found.push('address ' + told);
            if (key === 'style' && value.includes('PROBE')) found.push('style ' + told);
            if (key === 'srcdoc') look(new DOMParser().parseFromString(value, 'text/html'));
          }
        });
        const page = new DOMParser().parseFromString(html, 'text/html');
        look(page);
        const comments = page.createTreeWalker(page, NodeFilter.SHOW_COMMENT);
        while (comments.nextNode()) {
          if (comments.currentNode.data.includes('PROBE')) found.push('comment');
        }
        return found.length ? name + ': ' + found[0] : '';
      }).filter(one => one !== '')
      """
          .replace("PROBE", PROBE);

  private final Map<String, String> pages = new LinkedHashMap<>();
  private final List<String> wrong = new ArrayList<>();

  /** What was found so far. */
  List<String> wrong() {
    return wrong;
  }

  /** How many pages there are to be looked at. */
  int pages() {
    return pages.size();
  }

  /** Looks at an answer as what it says it is. */
  void see(String name, TestBrowser.Page page) {
    String type = page.header("content-type");
    if (!"nosniff".equals(page.header("x-content-type-options"))) {
      wrong.add(name + " may be taken for something else");
    }
    if (type == null || page.body().isEmpty()) {
      return;
    }
    see(name, type, page.body());
  }

  /** Looks at something of that type. */
  void see(String name, String type, String text) {
    if (type.startsWith("text/html")) {
      pages.put(name, text);
    } else if (type.startsWith("text/csv")) {
      csv(name, text);
    } else if (type.contains("json")) {
      json(name, text);
    } else if (type.contains("xml") && text.contains(PROBE)) {
      wrong.add(name + " is " + type);
    }
  }

  private void csv(String name, String text) {
    Matcher cell = CELL.matcher(text);
    while (cell.find()) {
      String value = cell.group(1).replace("\"\"", "\"");
      if (FORMULA.matcher(value).find()) {
        wrong.add(name + " has the formula " + value);
      }
    }
  }

  private void json(String name, String text) {
    try {
      JSON.readTree(text.getBytes(StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      wrong.add(name + " is no JSON");
    }
  }

  /** Has a browser read all pages that were seen; its parser is the one that counts. */
  void read() {
    try (var chromium = new Chromium()) {
      Page page = chromium.window("de", 800, 600);
      var some = new ArrayList<List<String>>();
      pages.forEach(
          (name, html) -> {
            some.add(List.of(name, html));
            if (some.size() == AT_ONCE) {
              look(page, some);
            }
          });
      look(page, some);
    }
  }

  private void look(Page page, List<List<String>> some) {
    ((List<?>) page.evaluate(LOOK, some)).forEach(one -> wrong.add(one.toString()));
    some.clear();
  }
}
