package org.jawort.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What proxies say about who called them, the last word first: every proxy adds to the end, so that
 * what stands before is hearsay. Several lines of one name are one list, the last line last (RFC
 * 9110, section 5.3).
 */
final class ProxyHeaders {
  /** More proxies than this stand in no row. */
  private static final int MOST = 20;

  private ProxyHeaders() {}

  /** The entries of X-Forwarded-For, last first. */
  static List<String> forwardedFor(HttpServletRequest request) {
    var entries = new ArrayList<String>();
    for (String line : lastFirst(request, "X-Forwarded-For")) {
      int end = line.length();
      while (end >= 0 && entries.size() < MOST) {
        int comma = line.lastIndexOf(',', end - 1);
        entries.add(line.substring(comma + 1, end).strip());
        end = comma;
      }
    }
    return entries;
  }

  /**
   * Each {@code for} of Forwarded (RFC 7239, section 4), last first; "" where a proxy left it out.
   */
  static List<String> forwarded(HttpServletRequest request) {
    var entries = new ArrayList<String>();
    for (String line : lastFirst(request, "Forwarded")) {
      entries.addAll(elements(line).reversed());
    }
    return entries.size() > MOST ? entries.subList(0, MOST) : entries;
  }

  private static List<String> lastFirst(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name)).reversed();
  }

  /** In the order of the line. One pass, whatever it holds. */
  private static List<String> elements(String line) {
    var found = new ArrayList<String>();
    var part = new StringBuilder();
    String node = "";
    boolean quoted = false;
    for (int i = 0; i <= line.length(); i++) {
      char c = i == line.length() ? ',' : line.charAt(i);
      boolean ends = i == line.length() || (!quoted && (c == ',' || c == ';'));
      if (ends) {
        node = node.isEmpty() ? node(part) : node;
        part.setLength(0);
        if (c == ',') {
          found.add(node);
          node = "";
        }
      } else if (c == '"') {
        quoted = !quoted;
      } else {
        part.append(c);
      }
    }
    return found;
  }

  private static String node(StringBuilder part) {
    String text = part.toString().strip();
    return text.regionMatches(true, 0, "for=", 0, 4) ? text.substring(4) : "";
  }
}
