package org.jawort.docs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The floors in CONTRIBUTING.md against what the rooms' package-info files allow. */
class FloorsTest {
  private static final Pattern FLOOR = Pattern.compile("\\d+");
  private static final String ALL = "all below";

  /** A row of the table: on which floor a room lies, and which others it is said to use. */
  private record Floor(int number, String uses) {}

  private final Map<String, Floor> floors = new HashMap<>();
  private final Map<String, Set<String>> allowed = Rooms.allowed();
  private final Sentences wrong = new Sentences();

  FloorsTest() {
    String document = SourceFile.read(Path.of("CONTRIBUTING.md")).text();
    for (var cells : MarkdownTable.rows(document, FLOOR)) {
      var floor = new Floor(Integer.parseInt(cells.get(0)), cells.get(3));
      MarkdownTable.ticked(cells.get(1)).forEach(room -> floors.put(room, floor));
    }
  }

  @Test
  @DisplayName("every room stands on a floor, and every floor has its rooms")
  void everyRoom() {
    allowed.keySet().stream()
        .filter(room -> !floors.containsKey(room))
        .forEach(room -> wrong.add("The room " + room + " has no floor in CONTRIBUTING.md"));
    floors.keySet().stream()
        .filter(room -> !allowed.containsKey(room))
        .forEach(room -> wrong.add("CONTRIBUTING.md names a room " + room + ", and there is none"));
    wrong.verifyNone();
  }

  @Test
  @DisplayName("a room uses none above it or beside it, and just those that its row names")
  void uses() {
    new TreeMap<>(floors).forEach(this::check);
    wrong.verifyNone();
  }

  private void check(String room, Floor floor) {
    Set<String> used = allowed.getOrDefault(room, Set.of());
    for (String other : used) {
      Floor below = floors.get(other);
      wrong.addUnless(
          below != null && below.number() < floor.number(),
          "%s may use %s, which does not lie below it".formatted(room, other));
    }
    Set<String> told = told(floor);
    wrong.addUnless(
        told.equals(used),
        "CONTRIBUTING.md says that %s uses %s; its package-info.java allows %s"
            .formatted(room, told, used));
  }

  /** "all below", "all below but `x`", or those that are named. */
  private Set<String> told(Floor floor) {
    Set<String> named = MarkdownTable.ticked(floor.uses()).collect(Collectors.toSet());
    if (!floor.uses().startsWith(ALL)) {
      return new TreeSet<>(named);
    }
    return floors.entrySet().stream()
        .filter(other -> other.getValue().number() < floor.number())
        .map(Map.Entry::getKey)
        .filter(other -> !named.contains(other))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
