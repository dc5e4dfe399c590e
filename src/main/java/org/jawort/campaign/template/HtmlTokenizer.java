package org.jawort.campaign.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Reads an HTML document piece by piece and knows where the next piece stands: in text, within a
 * tag, in the value of which attribute, in a comment. What it is not sure of it takes for the
 * stricter place.
 */
final class HtmlTokenizer {
  private static final Set<String> RAW = Set.of("script", "style", "textarea", "title", "xmp");

  /**
   * What is no markup to a browser.
   *
   * @param element whose content it is, or an empty text for a comment
   * @param line where it ends
   */
  record Hidden(String element, String text, int line) {}

  /** All that two branches of a template must agree in, where they meet. */
  record State(Object mode, String name, String attribute, String value, List<String> open) {}

  private final OpenElements open = new OpenElements();
  private final List<StartTag> tags = new ArrayList<>();
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder attribute = new StringBuilder();
  private final StringBuilder value = new StringBuilder();
  private final HiddenText hidden = new HiddenText();
  private final List<Hidden> hiddenTexts = new ArrayList<>();
  private final StringBuilder covered = new StringBuilder();
  private Map<String, String> attributes = new LinkedHashMap<>();
  private MarkupMode mode = MarkupMode.TEXT;
  private boolean closing;
  private int line = 1;
  private int opened;
  private int afterBody;
  private int beforeEnd;

  /** Where the next piece stands. */
  MarkupPlace place() {
    return mode.place;
  }

  /** Name of the attribute in whose value the next piece stands. */
  String attribute() {
    return attribute.toString().toLowerCase(Locale.ROOT);
  }

  /** That value as far as it was read. */
  String value() {
    return value.toString();
  }

  /** Name of the element whose content is no markup. */
  String element() {
    return name.toString();
  }

  /** The elements that are not closed yet. */
  List<String> open() {
    return open.names();
  }

  /** The start tags so far. */
  List<StartTag> tags() {
    return tags;
  }

  /** Contents of style sheets and their like, and comments, so far. */
  List<Hidden> hidden() {
    return hiddenTexts;
  }

  /** In the piece that was read last, the place behind the start tag of the body, or -1. */
  int afterBody() {
    return afterBody;
  }

  /** In the piece that was read last, the place before the end tag of the body, or -1. */
  int beforeEnd() {
    return beforeEnd;
  }

  State state() {
    boolean address =
        mode.place == MarkupPlace.VALUE && MarkupPlace.ADDRESSES.contains(attribute());
    boolean named = mode == MarkupMode.RAW || mode.place == MarkupPlace.VALUE;
    return new State(
        mode,
        named ? name.toString() : "",
        named ? attribute() : "",
        address ? value() : "",
        open.names());
  }

  /**
   * Reads a value that is not known yet.
   *
   * @param field where it comes from, or an empty text
   */
  void unknown(String field) {
    switch (mode.place) {
      case VALUE -> value.append(HiddenText.UNKNOWN).append(field).append(HiddenText.UNKNOWN);
      case COMMENT, RAW -> {
        hidden.unknown();
        covered.append(HiddenText.UNKNOWN).append(field).append(HiddenText.UNKNOWN);
      }
      case TEXT, TAG -> {}
    }
  }

  /**
   * Reads the next piece.
   *
   * @param from line on which it begins
   */
  void read(CharSequence text, int from) {
    line = from;
    opened = -1;
    afterBody = -1;
    beforeEnd = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      step(c, i);
      if (c == '\n') {
        line++;
      }
    }
  }

  private void step(char c, int i) {
    switch (mode) {
      case TEXT -> {
        if (c == '<') {
          opened = i;
          mode = MarkupMode.OPENED;
        }
      }
      case OPENED -> openTag(c, i);
      case NAME -> name(c, i);
      case IN_TAG -> inTag(c, i);
      case ATTRIBUTE -> attribute(c, i);
      case AFTER_ATTRIBUTE -> afterAttribute(c, i);
      case BEFORE_VALUE -> beforeValue(c, i);
      case DOUBLE -> quoted(c, '"');
      case SINGLE -> quoted(c, '\'');
      case BARE -> {
        if (c == '>' || Character.isWhitespace(c)) {
          endAttribute();
          inTag(c, i);
        } else {
          value.append(c);
        }
      }
      case BANG -> bang(c);
      case DECLARATION -> {
        if (c == '>') {
          mode = MarkupMode.TEXT;
        }
      }
      case COMMENT -> {
        covered.append(c);
        if (hidden.endsComment(c)) {
          mode = MarkupMode.TEXT;
          uncover("");
        }
      }
      case RAW -> raw(c);
    }
  }

  private void openTag(char c, int i) {
    name.setLength(0);
    attributes = new LinkedHashMap<>();
    closing = false;
    if (c == '/') {
      closing = true;
      mode = MarkupMode.NAME;
    } else if (c == '!') {
      hidden.begin();
      mode = MarkupMode.BANG;
    } else if (c == '?') {
      mode = MarkupMode.DECLARATION;
    } else if (isLetter(c)) {
      mode = MarkupMode.NAME;
      name(c, i);
    } else {
      mode = MarkupMode.TEXT;
      step(c, i);
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private void name(char c, int i) {
    if (closing && name.isEmpty() && !isLetter(c)) {
      // Browsers take it for a comment up to the next bracket.
      mode = c == '>' ? MarkupMode.TEXT : MarkupMode.DECLARATION;
    } else if (c == '>' || c == '/' || Character.isWhitespace(c)) {
      mode = MarkupMode.IN_TAG;
      inTag(c, i);
    } else {
      name.append(Character.toLowerCase(c));
    }
  }

  private void inTag(char c, int i) {
    if (c == '>') {
      end(i);
    } else if (c != '/' && !Character.isWhitespace(c)) {
      attribute.setLength(0);
      value.setLength(0);
      attribute.append(c);
      mode = MarkupMode.ATTRIBUTE;
    } else {
      mode = MarkupMode.IN_TAG;
    }
  }

  private void attribute(char c, int i) {
    if (c == '=') {
      mode = MarkupMode.BEFORE_VALUE;
    } else if (c == '>' || c == '/') {
      endAttribute();
      inTag(c, i);
    } else if (Character.isWhitespace(c)) {
      mode = MarkupMode.AFTER_ATTRIBUTE;
    } else {
      attribute.append(c);
    }
  }

  private void afterAttribute(char c, int i) {
    if (c == '=') {
      mode = MarkupMode.BEFORE_VALUE;
    } else if (!Character.isWhitespace(c)) {
      endAttribute();
      inTag(c, i);
    }
  }

  private void beforeValue(char c, int i) {
    switch (c) {
      case '"' -> mode = MarkupMode.DOUBLE;
      case '\'' -> mode = MarkupMode.SINGLE;
      case '>' -> {
        endAttribute();
        end(i);
      }
      default -> {
        if (!Character.isWhitespace(c)) {
          mode = MarkupMode.BARE;
          value.append(c);
        }
      }
    }
  }

  private void quoted(char c, char quote) {
    if (c == quote) {
      endAttribute();
    } else {
      value.append(c);
    }
  }

  private void endAttribute() {
    attributes.putIfAbsent(attribute(), value.toString());
    mode = MarkupMode.IN_TAG;
  }

  private void end(int i) {
    String element = name.toString();
    mode = MarkupMode.TEXT;
    if (closing) {
      if (element.equals("body") && open.names().isEmpty()) {
        beforeEnd = opened;
      }
      open.end(element);
      return;
    }
    tags.add(new StartTag(element, attributes, line));
    if (element.equals("body")) {
      afterBody = i + 1;
    }
    if (RAW.contains(element)) {
      hidden.begin();
      covered.setLength(0);
      mode = MarkupMode.RAW;
    } else {
      open.begin(element);
    }
  }

  private void uncover(String element) {
    hiddenTexts.add(new Hidden(element, covered.toString(), line));
    covered.setLength(0);
  }

  private void bang(char c) {
    switch (hidden.bang(c)) {
      case COMMENT -> {
        covered.setLength(0);
        mode = MarkupMode.COMMENT;
      }
      case DECLARATION -> mode = MarkupMode.DECLARATION;
      case OVER -> mode = MarkupMode.TEXT;
      case UNDECIDED -> {}
    }
  }

  private void raw(char c) {
    covered.append(c);
    if (hidden.endsElement(c, name)) {
      covered.setLength(covered.lastIndexOf("</"));
      uncover(name.toString());
      mode = c == '>' ? MarkupMode.TEXT : MarkupMode.DECLARATION;
    }
  }
}
