package org.jawort.docs;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ArchitectureDocumentTest {
  private static final String FILE = "docs/architecture.md";
  // A type, with a method or an ending or without; words in capitals alone (POST) are none.
  private static final Pattern TYPE = Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:\\.java|\\.\\w+)?");
  private static final Pattern PATH = Pattern.compile("(?:[\\w.-]+/)+[\\w.-]*");

  private final List<String> named =
      MarkdownTable.ticked(SourceFile.read(Path.of(FILE)).text()).toList();
  private final Sentences wrong = new Sentences();

  @Test
  @DisplayName("each type that docs/architecture.md names is there")
  void types() {
    Set<String> known = new HashSet<>();
    Stream.of(SourceFile.MAIN, SourceFile.TESTS)
        .flatMap(folder -> SourceFile.below(folder, ".java").stream())
        .forEach(file -> known.add(file.name()));
    for (String name : named) {
      TYPE.matcher(name)
          .results()
          .filter(found -> found.group().equals(name))
          .map((MatchResult found) -> found.group(1))
          .filter(type -> !known.contains(type))
          .forEach(type -> wrong.add(FILE + " names " + type + ", and there is no such type"));
    }
    wrong.verifyNone();
  }

  @Test
  @DisplayName("each package and each file that docs/architecture.md names is there")
  void places() {
    Set<String> rooms = Rooms.allowed().keySet();
    for (String name : named) {
      boolean isPackage = name.contains(".") && rooms.contains(Rooms.of(name));
      wrong.addUnless(
          !isPackage || Rooms.hasPackage(name),
          FILE + " names the package " + name + ", and there is none");
      boolean isPath = PATH.matcher(name).matches();
      wrong.addUnless(
          !isPath || Path.of(name).toFile().exists(),
          FILE + " names " + name + ", and there is no such file");
    }
    wrong.verifyNone();
  }
}
