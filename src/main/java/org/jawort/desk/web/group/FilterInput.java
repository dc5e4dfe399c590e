package org.jawort.desk.web.group;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jawort.consent.filter.ConditionFault;
import org.jawort.desk.web.group.BuiltPart.Box;
import org.jawort.desk.web.group.BuiltPart.Kind;
import org.jawort.desk.web.group.BuiltPart.Line;
import org.jawort.platform.web.FormInput;

/**
 * Reads what was put together from a form. Its fields are named by places: {@code f.kind} is how
 * the outermost box belongs together, {@code f.0.about} what its first line is about.
 */
final class FilterInput {
  static final String ROOT = "f";

  /** More parts than a condition may have, so that what is too much is said and not lost. */
  private static final int MOST = 100;

  private static final int DEEPEST = 8;

  private FilterInput() {}

  /** The box that was sent; one blank line where nothing was. */
  static Box read(FormInput form) {
    Box box = box(form, ROOT, 1);
    return box.parts().isEmpty() ? new Box(box.kind(), List.of(BuiltPart.BLANK)) : box;
  }

  private static Box box(FormInput form, String name, int depth) {
    var parts = new ArrayList<BuiltPart>();
    for (int i = 0; i < MOST && depth < DEEPEST; i++) {
      String part = name + "." + i;
      if (!form.all(part + ".kind").isEmpty()) {
        parts.add(box(form, part, depth + 1));
      } else if (!form.all(part + ".about").isEmpty()) {
        parts.add(line(form, part));
      } else {
        break;
      }
    }
    Kind kind =
        Stream.of(Kind.values())
            .filter(one -> one.name().equals(form.value(name + ".kind")))
            .findFirst()
            .orElse(Kind.ALL);
    return new Box(kind, parts);
  }

  private static Line line(FormInput form, String name) {
    List<String> values =
        form.all(name + ".value").stream()
            .flatMap(String::lines)
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .toList();
    return new Line(form.value(name + ".about"), form.value(name + ".is"), values);
  }

  /** What is wrong, by the place on the page: that of a line, or none for the whole. */
  static Map<String, ConditionFault> places(Box built, List<ConditionFault> faults) {
    var pointers = new HashMap<String, String>();
    collect(built, "", ROOT, pointers);
    var placed = new HashMap<String, ConditionFault>();
    for (ConditionFault fault : faults) {
      String place =
          pointers.entrySet().stream()
              .filter(entry -> (fault.where() + "/").startsWith(entry.getKey() + "/"))
              .max(Map.Entry.comparingByKey((a, b) -> Integer.compare(a.length(), b.length())))
              .map(Map.Entry::getValue)
              .orElse(ROOT);
      placed.putIfAbsent(place, fault);
    }
    return placed;
  }

  /** Said of a group that would contain itself. */
  static ConditionFault inItself() {
    return new ConditionFault("", "filter.fault.group.itself", List.of());
  }

  private static void collect(
      BuiltPart part, String pointer, String place, Map<String, String> pointers) {
    switch (part) {
      case Line line -> pointers.put(pointer + (line.is().startsWith("!") ? "/not" : ""), place);
      case Box(Kind kind, List<BuiltPart> parts) -> {
        String list =
            pointer
                + switch (kind) {
                  case ALL -> "/all/";
                  case ANY -> "/any/";
                  case NONE -> "/not/any/";
                };
        pointers.put(pointer, place);
        int said = 0;
        for (int i = 0; i < parts.size(); i++) {
          BuiltPart inner = parts.get(i);
          if (BuiltPart.said(List.of(inner)).findAny().isPresent()) {
            collect(inner, list + said++, place + "." + i, pointers);
          }
        }
      }
    }
  }
}
