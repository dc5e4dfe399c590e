package org.jawort.docs;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where code, tests, templates, SQL and documents name a requirement. */
final class Citations {
  private static final Pattern CAPABILITY = Pattern.compile("\\b(?:S\\d|B)-\\d\\d\\b");
  // Between the numbers of a list stand commas, "and", or in the names of tests a space alone; a
  // comment may break the line behind the word.
  private static final Pattern LAW =
      Pattern.compile(
          "(?i)\\blaw(?:\\.md)?(?:[\\s*#]|--|//)+(\\d+(?:(?:,? +|,? and |-|–| to )\\d+)*)\\b");
  private static final Pattern RANGE = Pattern.compile("(\\d+)(?:(?:-|–| to )(\\d+))?");

  private Citations() {}

  /**
   * A requirement named somewhere.
   *
   * @param id such as S1-07, or a number of law.md
   * @param where file and line
   */
  record Citation(String id, String where) {}

  /** Every file in which a requirement may be named. */
  static List<SourceFile> files() {
    Path resources = Path.of("src/main/resources");
    return Stream.of(
            SourceFile.below(Path.of("src"), ".java"),
            SourceFile.below(Path.of("bench"), ".java"),
            SourceFile.below(resources.resolve("db"), ".sql"),
            SourceFile.below(resources.resolve("templates"), ".html"),
            SourceFile.below(resources.resolve("messages"), ".properties"),
            SourceFile.below(Path.of("docs"), ".md"),
            documents(),
            SourceFile.below(Path.of("bin"), ""))
        .flatMap(List::stream)
        .toList();
  }

  private static List<SourceFile> documents() {
    return Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
        .map(name -> SourceFile.read(Path.of(name)))
        .toList();
  }

  /** The capabilities that a file names. */
  static Stream<Citation> capabilities(SourceFile file) {
    return CAPABILITY
        .matcher(file.text())
        .results()
        .map(found -> new Citation(found.group(), file.at(found.start())));
  }

  /** The numbers of the law that a file names, ranges spelt out. */
  static Stream<Citation> laws(SourceFile file) {
    return LAW.matcher(file.text())
        .results()
        .flatMap(
            found ->
                numbers(found.group(1))
                    .mapToObj(
                        number -> new Citation(String.valueOf(number), file.at(found.start()))));
  }

  private static IntStream numbers(String list) {
    return RANGE.matcher(list).results().flatMapToInt(Citations::range);
  }

  private static IntStream range(MatchResult found) {
    int first = Integer.parseInt(found.group(1));
    return IntStream.rangeClosed(
        first, found.group(2) == null ? first : Integer.parseInt(found.group(2)));
  }

  /** The text of tests that a file holds: names and comments, which is where they say what for. */
  static boolean cites(SourceFile test, String id) {
    return Arrays.asList(test.text().split("[^\\w-]+")).contains(id);
  }
}
