package org.jawort.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Thymeleaf replaces a tag before it asks the tag's conditions, which are gone by then: whatever
 * stood under one was always shown.
 */
class ReplacedTagsTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern REPLACED = Pattern.compile("<[a-z:]+\\s[^>]*th:replace=[^>]*>");
  private static final Pattern CONDITION = Pattern.compile("\\sth:(if|unless|each)=");

  @Test
  void noTagThatIsReplacedHasAConditionOfItsOwn() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      List<String> wrong =
          files
              .filter(file -> file.toString().endsWith(".html"))
              .flatMap(file -> REPLACED.matcher(read(file)).results().map(MatchResult::group))
              .filter(tag -> CONDITION.matcher(tag).find())
              .toList();
      assertThat(wrong).as("tags whose condition is lost when they are replaced").isEmpty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
