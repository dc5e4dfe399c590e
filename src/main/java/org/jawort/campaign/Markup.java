package org.jawort.campaign;

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
final class Markup {
  /** Stands for a value that is not known before a mail is made. */
  static final char UNKNOWN = '\uFFFC';

  private static final Set<String> RAW = Set.of("script", "style", "textarea", "title", "xmp");

  /** Where a piece may stand. */
  enum Place {
    /** Between tags. */
    TEXT,
    /** Within a tag, outside the values of its attributes; or in a value without quotes. */
    TAG,
    /** In the value of an attribute, between quotes. */
    VALUE,
    /** In a comment or a declaration. */
    COMMENT,
    /** In an element whose content is no markup, such as a style sheet. */
    RAW
  }

  private enum Mode {
    TEXT(Place.TEXT),
    OPENED(Place.TAG),
    NAME(Place.TAG),
    IN_TAG(Place.TAG),
    ATTRIBUTE(Place.TAG),
    AFTER_ATTRIBUTE(Place.TAG),
    BEFORE_VALUE(Place.TAG),
    DOUBLE(Place.VALUE),
    SINGLE(Place.VALUE),
    BARE(Place.TAG),
    BANG(Place.COMMENT),
    DECLARATION(Place.COMMENT),
    COMMENT(Place.COMMENT),
    RAW(Place.RAW);

    private final Place place;

    Mode(Place place) {
      this.place = place;
    }
  }

  /**
   * A start tag.
   *
   * @param attributes by name in small letters; a value's unknown parts are {@link #UNKNOWN}
   * @param line where it ends
   */
  record Tag(String name, Map<String, String> attributes, int line) {
    /** The attribute's value; empty where it has none. */
    String value(String attribute) {
      return attributes.getOrDefault(attribute, "");
    }
  }

  /** All that two branches of a template must agree in, where they meet. */
  record State(Object mode, String name, String attribute, String value, List<String> open) {}

  private final OpenElements open = new OpenElements();
  private final List<Tag> tags = new ArrayList<>();
  private final StringBuilder name = new StringBuilder();
  private final StringBuilder attribute = new StringBuilder();
  private final StringBuilder value = new StringBuilder();
  private final StringBuilder tail = new StringBuilder();
  private Map<String, String> attributes = new LinkedHashMap<>();
  private Mode mode = Mode.TEXT;
  private boolean closing;
  private int line = 1;
  private int opened;
  private int afterBody;
  private int beforeEnd;

  /** Where the next piece stands. */
  Place place() {
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
  List<Tag> tags() {
    return tags;
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
    boolean address = mode.place == Place.VALUE && Places.ADDRESSES.contains(attribute());
    boolean named = mode == Mode.RAW || mode.place == Place.VALUE;
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
      case VALUE -> value.append(UNKNOWN).append(field).append(UNKNOWN);
      case COMMENT, RAW -> tail.append(UNKNOWN);
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
          mode = Mode.OPENED;
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
          mode = Mode.TEXT;
        }
      }
      case COMMENT -> comment(c);
      case RAW -> raw(c);
    }
  }

  private void openTag(char c, int i) {
    name.setLength(0);
    attributes = new LinkedHashMap<>();
    closing = false;
    if (c == '/') {
      closing = true;
      mode = Mode.NAME;
    } else if (c == '!') {
      tail.setLength(0);
      mode = Mode.BANG;
    } else if (c == '?') {
      mode = Mode.DECLARATION;
    } else if (isLetter(c)) {
      mode = Mode.NAME;
      name(c, i);
    } else {
      mode = Mode.TEXT;
      step(c, i);
    }
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private void name(char c, int i) {
    if (closing && name.isEmpty() && !isLetter(c)) {
      // Browsers take it for a comment up to the next bracket.
      mode = c == '>' ? Mode.TEXT : Mode.DECLARATION;
    } else if (c == '>' || c == '/' || Character.isWhitespace(c)) {
      mode = Mode.IN_TAG;
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
      mode = Mode.ATTRIBUTE;
    } else {
      mode = Mode.IN_TAG;
    }
  }

  private void attribute(char c, int i) {
    if (c == '=') {
      mode = Mode.BEFORE_VALUE;
    } else if (c == '>' || c == '/') {
      endAttribute();
      inTag(c, i);
    } else if (Character.isWhitespace(c)) {
      mode = Mode.AFTER_ATTRIBUTE;
    } else {
      attribute.append(c);
    }
  }

  private void afterAttribute(char c, int i) {
    if (c == '=') {
      mode = Mode.BEFORE_VALUE;
    } else if (!Character.isWhitespace(c)) {
      endAttribute();
      inTag(c, i);
    }
  }

  private void beforeValue(char c, int i) {
    switch (c) {
      case '"' -> mode = Mode.DOUBLE;
      case '\'' -> mode = Mode.SINGLE;
      case '>' -> {
        endAttribute();
        end(i);
      }
      default -> {
        if (!Character.isWhitespace(c)) {
          mode = Mode.BARE;
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
    mode = Mode.IN_TAG;
  }

  private void end(int i) {
    String element = name.toString();
    mode = Mode.TEXT;
    if (closing) {
      if (element.equals("body") && open.names().isEmpty()) {
        beforeEnd = opened;
      }
      open.end(element);
      return;
    }
    tags.add(new Tag(element, attributes, line));
    if (element.equals("body")) {
      afterBody = i + 1;
    }
    if (RAW.contains(element)) {
      tail.setLength(0);
      mode = Mode.RAW;
    } else {
      open.begin(element);
    }
  }

  private void bang(char c) {
    tail.append(c);
    if (tail.toString().equals("--")) {
      tail.setLength(0);
      mode = Mode.COMMENT;
    } else if (!"--".startsWith(tail.toString())) {
      mode = c == '>' ? Mode.TEXT : Mode.DECLARATION;
    }
  }

  private void comment(char c) {
    tail.append(c);
    String read = tail.toString();
    if (c == '>' && (read.equals(">") || read.equals("->") || read.endsWith("-->"))) {
      mode = Mode.TEXT;
    } else if (tail.length() > 8) {
      tail.delete(0, tail.length() - 4).insert(0, UNKNOWN);
    }
  }

  private void raw(char c) {
    tail.append(Character.toLowerCase(c));
    if (c == '>' || c == '/' || Character.isWhitespace(c)) {
      String end = "</" + name;
      if (tail.length() > end.length() && tail.substring(0, tail.length() - 1).endsWith(end)) {
        mode = c == '>' ? Mode.TEXT : Mode.DECLARATION;
      }
    }
    if (tail.length() > 64) {
      tail.delete(0, tail.length() - 16);
    }
  }
}
