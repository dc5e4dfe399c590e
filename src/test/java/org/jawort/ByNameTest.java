package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Values are given by name, to SQL and to records of many parts (CONTRIBUTING, Style). */
class ByNameTest {
  private static final Path SOURCES = Path.of("src/main/java");

  /** Prepares the statements of all others. */
  private static final String BINDER = "NamedStatement.java";

  private static final Pattern PREPARED = Pattern.compile("prepareStatement\\(|\\.prepareFor");

  private static final Pattern NUMBERED = Pattern.compile("\\.set[A-Z]\\w*\\(\\s*\\d+\\s*,");

  private static final Pattern USES_SQL = Pattern.compile("JdbcClient|NamedStatement|\\bRows\\.");

  /** A place for a value, as SQL has it; a wildcard of Java stands right behind its bracket. */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?:[=<>,(]|LIMIT|WHEN|SELECT) ?(?<!<)\\?(?=::\\w|[,) \"]|$)", Pattern.MULTILINE);

  private static final Pattern CREATION = Pattern.compile("\\bnew (?:\\w+\\.)*([A-Z]\\w+)\\(");

  private static final int MANY = 8;

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
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

  /** Places in the sources, as file and line, that a look at one of them finds. */
  private static List<String> found(Function<String, Stream<Integer>> look) {
    var found = new ArrayList<String>();
    for (Path file : sources()) {
      String name = file.getFileName().toString();
      if (name.equals(BINDER)) {
        continue;
      }
      String text = read(file);
      look.apply(text)
          .map(at -> text.substring(0, at).lines().count())
          .forEach(line -> found.add(SOURCES.relativize(file) + ":" + line));
    }
    return found;
  }

  private static Stream<Integer> starts(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::start);
  }

  @Test
  void onlyTheBinderPreparesStatements() {
    assertThat(found(text -> starts(PREPARED, text)))
        .as("statements prepared without Rows.batch, Rows.sql or JdbcClient")
        .isEmpty();
  }

  @Test
  void noValueOfAStatementIsNumbered() {
    assertThat(found(text -> starts(NUMBERED, text))).as("numbered setters").isEmpty();
  }

  @Test
  void noPlaceOfAStatementIsWithoutAName() {
    assertThat(found(text -> USES_SQL.matcher(text).find() ? starts(PLACE, text) : Stream.empty()))
        .as("question marks in SQL")
        .isEmpty();
  }

  @Test
  void nothingOfManyPartsIsMadeWithABareNull() {
    assertThat(found(ByNameTest::bareNulls))
        .as("constructors given a bare null among %d or more values elsewhere than at home", MANY)
        .isEmpty();
  }

  private static Stream<Integer> bareNulls(String text) {
    return CREATION
        .matcher(text)
        .results()
        .filter(
            creation ->
                !Pattern.compile("(?:record|class) " + creation.group(1) + "\\b")
                    .matcher(text)
                    .find())
        .filter(
            creation -> {
              List<String> values = values(text, creation.end());
              return values.size() >= MANY && values.contains("null");
            })
        .map(MatchResult::start);
  }

  private static boolean isAtHome(String type, String text) {
    return Pattern.compile("(?:record|class) " + type + "\\b").matcher(text).find();
  }

  /** The values of a call, from behind its bracket on. */
  private static List<String> values(String text, int from) {
    var values = new ArrayList<String>();
    int depth = 0;
    int begin = from;
    for (int at = from; at < text.length(); at++) {
      switch (text.charAt(at)) {
        case '"' -> at = text.indexOf('"', at + 1);
        case '(', '{', '[' -> depth++;
        case ']', '}' -> depth--;
        case ')' -> {
          if (depth == 0) {
            values.add(text.substring(begin, at).strip());
            return values;
          }
          depth--;
        }
        case ',' -> {
          if (depth == 0) {
            values.add(text.substring(begin, at).strip());
            begin = at + 1;
          }
        }
        default -> {}
      }
    }
    return values;
  }
}
