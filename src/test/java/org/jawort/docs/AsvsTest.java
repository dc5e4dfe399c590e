package org.jawort.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The page of security requirements: none is missing, and the tests that it cites are there. */
class AsvsTest {
  private static final Pattern ROW =
      Pattern.compile(
          "(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\| ([12]) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern APART = Pattern.compile("(?m)^Do not apply, as [^:]+: (.+)\\.$");
  private static final Set<String> STATES =
      Set.of("met", "in part", "open", "operator", "does not apply");

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/asvs.md"));
  }

  private static List<String> required() throws IOException {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(AsvsTest.class.getResourceAsStream("asvs-5.0.0.txt")),
                StandardCharsets.UTF_8))) {
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @Test
  @DisplayName("B-12 Each requirement of ASVS 5 up to level 2 is answered once")
  void complete() throws IOException {
    List<MatchResult> rows = ROW.matcher(page()).results().toList();
    assertThat(rows).allMatch(row -> STATES.contains(row.group(3)));
    Stream<String> apart =
        APART.matcher(page()).results().flatMap(found -> Stream.of(found.group(1).split(", ")));
    List<String> answered =
        Stream.concat(rows.stream().map(row -> row.group(1)), apart).sorted().toList();
    assertThat(answered)
        .isEqualTo(required().stream().map(line -> line.split(" ")[0]).sorted().toList());
    Set<String> levels =
        rows.stream().map(row -> row.group(1) + " " + row.group(2)).collect(Collectors.toSet());
    assertThat(required()).containsAll(levels);
  }

  @Test
  @DisplayName("B-12 The tests that are cited for a requirement are there")
  void cited() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      tests =
          files
              .map(file -> file.getFileName().toString().replace(".java", ""))
              .collect(Collectors.toSet());
    }
    assertThat(
            Pattern.compile("`(\\w+Test)`")
                .matcher(page())
                .results()
                .map(found -> found.group(1))
                .toList())
        .isNotEmpty()
        .isSubsetOf(tests);
  }
}
