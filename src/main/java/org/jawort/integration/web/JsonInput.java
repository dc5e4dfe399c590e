package org.jawort.integration.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jawort.platform.Spelling;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One object of a body, asked member by member. What is wrong is gathered; {@link #finish} ends the
 * call with all of it, also with members that nobody asked for.
 */
final class JsonInput {
  private static final int ID_LENGTH = 36;
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final int LONGEST_MOMENT = 200;

  private final JsonNode node;
  private final String pointer;
  private final Violations violations;
  private final Set<String> asked = new HashSet<>();
  private final List<JsonInput> children = new ArrayList<>();

  private JsonInput(JsonNode node, String pointer, Violations violations) {
    this.node = node;
    this.pointer = pointer;
    this.violations = violations;
  }

  /** The object that a body consists of. */
  static JsonInput of(JsonNode object) {
    return new JsonInput(object, "", new Violations());
  }

  /** Tells whether the member is there, be it null. */
  boolean has(String name) {
    asked.add(name);
    return node.has(name);
  }

  /** Tells whether the member is there and null. */
  boolean isNull(String name) {
    asked.add(name);
    return node.has(name) && node.get(name).isNull();
  }

  /** One line of at most so many characters; null where it is missing, null or blank. */
  @Nullable String text(String name, int most) {
    String text = line(name, most);
    if (text != null && Spelling.UNSEEN.matcher(text).find()) {
      refuse(name, "must have no control characters, nor others that are invisible");
    }
    return text;
  }

  /** The same, of several lines; each ends as in Unix. */
  @Nullable String lines(String name, int most) {
    JsonNode value = member(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      refuse(name, "must be a string");
      return null;
    }
    String text = value.stringValue().replace("\r\n", "\n").strip();
    if (text.codePointCount(0, text.length()) > most) {
      refuse(name, "must have at most " + most + " characters");
    }
    if (Spelling.UNSEEN.matcher(text.replace('\n', ' ')).find()) {
      refuse(name, "must have no control characters, nor others that are invisible");
    }
    return text.isEmpty() ? null : text;
  }

  /** True or false; false where it is missing. */
  boolean flag(String name) {
    JsonNode value = member(name);
    if (value != null && !value.isBoolean()) {
      refuse(name, "must be true or false");
    }
    return value != null && value.asBoolean(false);
  }

  /** A whole number within bounds. */
  int count(String name, int least, int most, int otherwise) {
    JsonNode value = member(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      refuse(name, "must be a whole number from %d to %d".formatted(least, most));
      return otherwise;
    }
    return value.intValue();
  }

  /** A list of lines of text; empty where it is missing or anything else. */
  List<String> texts(String name, int most, int longest) {
    JsonNode value = member(name);
    if (value == null) {
      return List.of();
    }
    boolean usable = value.isArray() && value.size() <= most;
    for (int i = 0; usable && i < value.size(); i++) {
      usable =
          value.get(i).isString()
              && value.get(i).stringValue().length() <= longest
              && !Spelling.UNSEEN.matcher(value.get(i).stringValue()).find();
    }
    if (!usable) {
      refuse(
          name,
          "must be a list of at most %d lines of at most %d characters".formatted(most, longest));
      return List.of();
    }
    return value.valueStream().map(one -> one.stringValue().strip()).toList();
  }

  /** An address as somebody typed it, of which whoever reads it mends what pasting left behind. */
  String address(String name, int most) {
    JsonNode value = member(name);
    String text = line(name, most);
    if (text == null && (value == null || value.isString())) {
      refuse(name, "is missing");
    }
    return text == null ? "" : text;
  }

  private @Nullable String line(String name, int most) {
    JsonNode value = member(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      refuse(name, "must be a string");
      return null;
    }
    String text = value.stringValue().strip();
    if (text.codePointCount(0, text.length()) > most) {
      refuse(name, "must have at most " + most + " characters");
    }
    return text.isEmpty() ? null : text;
  }

  /** The same, where it must be there. */
  String required(String name, int most) {
    JsonNode value = member(name);
    String text = text(name, most);
    if (text == null && (value == null || value.isString())) {
      refuse(name, "is missing");
    }
    return text == null ? "" : text;
  }

  /** One of the values of an enumeration by name; empty where it is missing or none of them. */
  <E extends Enum<E>> Optional<E> oneOf(String name, Class<E> kind) {
    return oneOf(name, Arrays.stream(kind.getEnumConstants()).map(Enum::name).toList())
        .map(text -> Enum.valueOf(kind, text));
  }

  /** One of the given texts; empty where it is missing or none of them. */
  Optional<String> oneOf(String name, List<String> values) {
    JsonNode value = member(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isString() || !values.contains(value.stringValue())) {
      refuse(name, "must be one of " + String.join(", ", values));
      return Optional.empty();
    }
    return Optional.of(value.stringValue());
  }

  /** A moment as in RFC 3339; null where it is missing or none. */
  @Nullable Instant moment(String name) {
    String text = text(name, LONGEST_MOMENT);
    try {
      return text == null ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      refuse(name, "must be a time as in RFC 3339, such as 2026-11-22T04:00:00Z");
      return null;
    }
  }

  /** A list of at least one and at most so many objects; empty where it is anything else. */
  List<JsonInput> objects(String name, int most) {
    JsonNode value = member(name);
    if (value == null || !value.isArray() || value.isEmpty() || value.size() > most) {
      refuse(name, "must be a list of 1 to " + most + " objects");
      return List.of();
    }
    var objects = new ArrayList<JsonInput>();
    for (int i = 0; i < value.size(); i++) {
      if (value.get(i).isObject()) {
        objects.add(new JsonInput(value.get(i), pointerTo(name) + "/" + i, violations));
      } else {
        violations.about(pointerTo(name) + "/" + i, "must be an object");
      }
    }
    children.addAll(objects);
    return objects;
  }

  /** An object; empty where it is missing or anything else. */
  Optional<JsonInput> object(String name) {
    JsonNode value = member(name);
    if (value == null) {
      return Optional.empty();
    }
    if (!value.isObject()) {
      refuse(name, "must be an object");
      return Optional.empty();
    }
    var object = new JsonInput(value, pointerTo(name), violations);
    children.add(object);
    return Optional.of(object);
  }

  /** An id, or null. */
  @Nullable UUID id(String name) {
    String text = text(name, ID_LENGTH);
    if (text == null || ID.matcher(text).matches()) {
      return text == null ? null : UUID.fromString(text);
    }
    refuse(name, "must be an id");
    return null;
  }

  /** A list of ids, each once; empty where it is missing or anything else. */
  List<UUID> ids(String name, int most) {
    List<String> texts = texts(name, most, ID_LENGTH);
    if (!texts.stream().allMatch(text -> ID.matcher(text).matches())) {
      refuse(name, "must be a list of ids");
      return List.of();
    }
    return texts.stream().distinct().map(UUID::fromString).toList();
  }

  /** A member that somebody else reads; null where it is missing or null. */
  @Nullable JsonNode whole(String name) {
    return member(name);
  }

  /** Says what is wrong inside such a member. */
  void refuseWithin(String name, String where, String detail) {
    violations.about(pointerTo(name) + where, detail);
  }

  /** Whatever stands there, for a language of its own; empty where nothing does. */
  Optional<JsonNode> node(String name) {
    return Optional.ofNullable(member(name));
  }

  private @Nullable JsonNode member(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /** Says what is wrong with a member. */
  void refuse(String name, String detail) {
    violations.about(pointerTo(name), detail);
  }

  private String pointerTo(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** Ends the call with 422 if anything is wrong; asked once, of the outermost object. */
  void finish() {
    refuseUnknown();
    violations.throwIfAny();
  }

  private void refuseUnknown() {
    node.propertyNames().stream()
        .filter(name -> !asked.contains(name))
        .forEach(name -> refuse(name, "is not known here"));
    children.forEach(JsonInput::refuseUnknown);
  }
}
