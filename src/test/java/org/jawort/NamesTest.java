package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One name for one thing, read from the sources of the program. */
class NamesTest {
  private static final Path PROGRAM = Path.of("src/main/java");

  /** A comment that says that the type is what came of something, and the type's name. */
  private static final Pattern CAME_OF =
      Pattern.compile(
          "/\\*\\* What (?:became|came) of (?:(?!\\*/).)*+\\*/\\s*"
              + "(?:@\\w+(?:\\([^)]*\\))?\\s*)*"
              + "(?:public |private |static |sealed )*(?:interface|enum) (\\w+)",
          Pattern.DOTALL);

  /** Where they stand that are called by what they are, although they say what became of one. */
  private static final List<String> STATES = List.of("SignUpResult", "RunStatus");

  @Test
  @DisplayName("No simple name stands twice among the files of the program")
  void namesAreUnique() {
    var places = new TreeMap<String, List<String>>();
    for (Path file : sources()) {
      String name = file.getFileName().toString();
      if (!name.equals("package-info.java")) {
        places.computeIfAbsent(name, key -> new ArrayList<>()).add(file.getParent().toString());
      }
    }
    assertThat(
            places.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " stands in " + entry.getValue()))
        .as("files of the same name")
        .isEmpty();
  }

  @Test
  @DisplayName("What came of an X is called XOutcome")
  void outcomesAreCalledSo() {
    var wrong = new ArrayList<String>();
    for (Path file : sources()) {
      String source = read(file);
      for (Matcher found = CAME_OF.matcher(source); found.find(); ) {
        String name = found.group(1);
        if (!name.endsWith("Outcome") && !STATES.contains(name)) {
          wrong.add("%s in %s says what became of something".formatted(name, file));
        }
      }
    }
    assertThat(wrong).as("names of outcomes").isEmpty();
  }

  private static List<Path> sources() {
    try (Stream<Path> tree = Files.walk(PROGRAM)) {
      return tree.filter(path -> path.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
