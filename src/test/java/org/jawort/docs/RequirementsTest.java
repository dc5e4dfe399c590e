package org.jawort.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** {@code docs/requirements.md} and {@code docs/law.md} against the code that cites them. */
class RequirementsTest {
  private static final String FILE = "docs/requirements.md";
  private static final Pattern ID = Pattern.compile("(?:S\\d|B)-\\d\\d");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final Set<String> STATES = Set.of("built", "partly", "to come");

  /** A row: what can be done, whether it is there, where it lives, and what shows it. */
  private record Capability(
      String id, String text, String state, List<String> packages, List<String> tests) {
    static Capability of(List<String> cells) {
      return new Capability(
          cells.get(0),
          cells.get(1),
          cells.get(2),
          MarkdownTable.ticked(cells.get(3)).toList(),
          MarkdownTable.ticked(cells.get(4)).toList());
    }

    boolean isThere() {
      return !state.equals("to come");
    }
  }

  private final List<Capability> capabilities =
      MarkdownTable.rows(SourceFile.read(Path.of(FILE)).text(), ID).stream()
          .map(Capability::of)
          .toList();
  private final List<List<String>> laws =
      MarkdownTable.rows(SourceFile.read(Path.of("docs/law.md")).text(), NUMBER);
  private final List<SourceFile> tests = SourceFile.below(SourceFile.TESTS, ".java");
  private final Sentences wrong = new Sentences();

  @Test
  @DisplayName("each capability has its place in its series, and a state that has a meaning")
  void rows() {
    var counted = new HashMap<String, Integer>();
    for (Capability row : capabilities) {
      String series = row.id().substring(0, row.id().indexOf('-'));
      String expected = "%s-%02d".formatted(series, counted.merge(series, 1, Integer::sum));
      wrong.addUnless(
          row.id().equals(expected),
          "%s stands where %s should, in %s".formatted(row.id(), expected, FILE));
      wrong.addUnless(!row.text().isBlank(), row.id() + " says nothing");
      wrong.addUnless(
          STATES.contains(row.state()),
          "%s is \"%s\"; a state is one of %s".formatted(row.id(), row.state(), STATES));
      wrong.addUnless(
          row.state().equals("partly") == row.text().contains(" missing.*"),
          "%s is %s; what is missing is said of those alone that are there partly"
              .formatted(row.id(), row.state()));
    }
    wrong.verifyNone();
    assertThat(counted.keySet())
        .as("series of capabilities in " + FILE)
        .containsExactlyInAnyOrder("S0", "S1", "S2", "S3", "S4", "B");
  }

  @Test
  @DisplayName("the requirements of the law have the numbers 1, 2, 3 and so on")
  void lawNumbers() {
    assertThat(laws.stream().map(List::getFirst))
        .as("numbers in docs/law.md")
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, laws.size()).mapToObj(String::valueOf).toList());
  }

  @Test
  @DisplayName("whatever code, tests and documents cite can be looked up")
  void citations() {
    var known = new HashSet<String>();
    capabilities.forEach(row -> known.add(row.id()));
    var numbers = new HashSet<String>();
    laws.forEach(row -> numbers.add(row.getFirst()));
    for (SourceFile file : Citations.files()) {
      Citations.capabilities(file)
          .filter(cited -> !known.contains(cited.id()))
          .map(
              cited ->
                  "%s is cited in %s and is not in %s".formatted(cited.id(), cited.where(), FILE))
          .forEach(wrong::add);
      Citations.laws(file)
          .filter(cited -> !numbers.contains(cited.id()))
          .map(c -> "law %s is cited in %s and is not in docs/law.md".formatted(c.id(), c.where()))
          .forEach(wrong::add);
    }
    wrong.verifyNone();
  }

  @Test
  @DisplayName("what is said to be built is shown by tests that cite it")
  void shown() {
    Map<String, SourceFile> byName = new HashMap<>();
    tests.forEach(test -> byName.put(test.name(), test));
    for (Capability row : capabilities) {
      wrong.addUnless(
          row.isThere() != row.tests().isEmpty(),
          row.isThere()
              ? "%s is said to be %s, and no test shows it".formatted(row.id(), row.state())
              : "%s is to come, and yet tests are named".formatted(row.id()));
      for (String name : row.tests()) {
        SourceFile test = byName.get(name);
        wrong.addUnless(
            test != null, "%s names the test %s, and there is none".formatted(row.id(), name));
        wrong.addUnless(
            test == null || Citations.cites(test, row.id()),
            "%s names the test %s, which does not cite it".formatted(row.id(), name));
      }
    }
    wrong.verifyNone();
  }

  @Test
  @DisplayName("each package in which a capability lives is there")
  void packages() {
    for (Capability row : capabilities) {
      wrong.addUnless(
          !row.isThere() || !row.packages().isEmpty(),
          "%s is said to be %s, and not where".formatted(row.id(), row.state()));
      for (String name : row.packages()) {
        wrong.addUnless(
            Rooms.hasPackage(name),
            "%s lives in the package %s, and there is none".formatted(row.id(), name));
      }
    }
    wrong.verifyNone();
  }
}
