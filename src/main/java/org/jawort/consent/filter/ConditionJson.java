package org.jawort.consent.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.consent.filter.Condition.All;
import org.jawort.consent.filter.Condition.Any;
import org.jawort.consent.filter.Condition.Not;
import org.jawort.consent.filter.Condition.Test;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON form of a condition: {@code {"all": […]}}, {@code {"any": […]}}, {@code {"not": {…}}},
 * or a comparison such as {@code {"about": "lastName", "is": "startsWith", "values": ["Love"]}},
 * with {@code purpose} or {@code field} where there are several. The outermost object may state its
 * {@code version}; what a newer program wrote is refused rather than half understood.
 *
 * <p>Here its shape is read; whether what it names is there, {@link ConditionCheck} knows.
 */
final class ConditionJson {
  static final int VERSION = 1;

  /** Levels of all and any; a "not" is none of its own, and counts as a condition. */
  static final int DEEPEST = 5;

  static final int MOST_CONDITIONS = 50;
  static final int MOST_VALUES = 1_000;
  static final int LONGEST_VALUE = 254;

  private static final String VERSION_NAME = "version";
  private static final Set<String> KINDS = Set.of("all", "any", "not", "about");

  private final List<ConditionFault> faults = new ArrayList<>();
  private int conditions;
  private int values;

  /** What is wrong, in the order in which it was met. */
  List<ConditionFault> faults() {
    return faults;
  }

  /** The condition; null where nothing could be made of it, which the faults say. */
  @Nullable Condition read(JsonNode root) {
    if (root.has(VERSION_NAME)
        && !(root.get(VERSION_NAME).isInt() && root.get(VERSION_NAME).intValue() == VERSION)) {
      refuse("/" + VERSION_NAME, "version", VERSION);
      return null;
    }
    return read(root, "", 1);
  }

  private @Nullable Condition read(JsonNode node, String where, int depth) {
    if (depth > DEEPEST) {
      refuse(where, "depth", DEEPEST);
      return null;
    }
    if (++conditions > MOST_CONDITIONS) {
      if (conditions == MOST_CONDITIONS + 1) {
        refuse(where, "conditions", MOST_CONDITIONS);
      }
      return null;
    }
    if (!node.isObject()) {
      refuse(where, "object");
      return null;
    }
    List<String> kinds = node.propertyNames().stream().filter(KINDS::contains).toList();
    if (kinds.size() != 1) {
      refuse(where, "kind");
      return null;
    }
    return switch (kinds.getFirst()) {
      case "all" -> list(node, "all", where, depth).map(All::new).orElse(null);
      case "any" -> list(node, "any", where, depth).map(Any::new).orElse(null);
      case "not" -> not(node, where, depth);
      default -> test(node, where);
    };
  }

  private Optional<List<Condition>> list(JsonNode node, String kind, String where, int depth) {
    onlyMembers(node, where, Set.of(kind));
    JsonNode parts = node.get(kind);
    if (!parts.isArray()) {
      refuse(where + "/" + kind, "list");
      return Optional.empty();
    }
    var read = new ArrayList<Condition>();
    for (int i = 0; i < parts.size() && conditions <= MOST_CONDITIONS; i++) {
      Condition part = read(parts.get(i), where + "/" + kind + "/" + i, depth + 1);
      if (part != null) {
        read.add(part);
      }
    }
    return Optional.of(read);
  }

  private @Nullable Condition not(JsonNode node, String where, int depth) {
    onlyMembers(node, where, Set.of("not"));
    Condition part = read(node.get("not"), where + "/not", depth);
    return part == null ? null : new Not(part);
  }

  private @Nullable Condition test(JsonNode node, String where) {
    About about = text(node, "about", where).flatMap(About::of).orElse(null);
    if (about == null) {
      refuse(where + "/about", "about", codes(Arrays.stream(About.values()).map(About::code)));
      return null;
    }
    String of = about.needsPurpose() ? "purpose" : about == About.OWN ? "field" : "";
    onlyMembers(
        node,
        where,
        of.isEmpty() ? Set.of("about", "is", "values") : Set.of("about", "is", "values", of));
    Optional<Operator> is =
        text(node, "is", where)
            .flatMap(
                code ->
                    Arrays.stream(Operator.values())
                        .filter(o -> o.code().equals(code))
                        .findFirst());
    if (is.isEmpty()) {
      refuse(where + "/is", "is", codes(Arrays.stream(Operator.values()).map(Operator::code)));
      return null;
    }
    return new Test(
        about,
        of.isEmpty() ? "" : text(node, of, where).orElse(""),
        is.get(),
        values(node.get("values"), where + "/values"));
  }

  private List<String> values(@Nullable JsonNode given, String where) {
    if (given == null) {
      return List.of();
    }
    if (!given.isArray() || !given.valueStream().allMatch(JsonNode::isString)) {
      refuse(where, "values");
      return List.of();
    }
    values += given.size();
    if (values > MOST_VALUES) {
      refuse(where, "values.many", MOST_VALUES);
      return List.of();
    }
    return given.valueStream().map(JsonNode::stringValue).toList();
  }

  private static Optional<String> text(JsonNode node, String name, String where) {
    JsonNode value = node.get(name);
    return value == null || !value.isString() ? Optional.empty() : Optional.of(value.stringValue());
  }

  private void onlyMembers(JsonNode node, String where, Set<String> known) {
    node.propertyNames().stream()
        .filter(name -> !known.contains(name))
        .filter(name -> !(where.isEmpty() && name.equals(VERSION_NAME)))
        .forEach(
            name ->
                refuse(
                    where + "/" + name.replace("~", "~0").replace("/", "~1"),
                    "member",
                    codes(known.stream().sorted())));
  }

  private void refuse(String where, String what, Object... arguments) {
    faults.add(ConditionFault.of(where, what, arguments));
  }

  static String codes(Stream<String> codes) {
    return codes.collect(Collectors.joining(", "));
  }

  /** Writes what {@link #read} reads. */
  static ObjectNode write(Condition condition) {
    ObjectNode root = JsonNodeFactory.instance.objectNode().put(VERSION_NAME, VERSION);
    return fill(root, condition);
  }

  private static ObjectNode fill(ObjectNode node, Condition condition) {
    switch (condition) {
      case All(List<Condition> parts) -> fill(node, "all", parts);
      case Any(List<Condition> parts) -> fill(node, "any", parts);
      case Not(Condition part) -> fill(node.putObject("not"), part);
      case Test test -> {
        node.put("about", test.about().code());
        if (!test.of().isEmpty()) {
          node.put(test.about().needsPurpose() ? "purpose" : "field", test.of());
        }
        node.put("is", test.is().code());
        if (!test.values().isEmpty()) {
          test.values().forEach(node.putArray("values")::add);
        }
      }
    }
    return node;
  }

  private static void fill(ObjectNode node, String kind, List<Condition> parts) {
    var array = node.putArray(kind);
    parts.forEach(part -> fill(array.addObject(), part));
  }
}
