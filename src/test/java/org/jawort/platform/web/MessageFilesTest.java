package org.jawort.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageFilesTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d+[^}]*}");
  // A key that is put together while drawing (#{${…}}, __…__) cannot be read from the file.
  private static final Pattern USED = Pattern.compile("#\\{([a-zA-Z][\\w.-]*)[(}]");

  static Stream<String> rooms() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      Set<String> rooms =
          files
              .map(file -> file.getFileName().toString().replaceAll("_(de|en)\\.properties$", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      return rooms.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("rooms")
  @DisplayName("S1-20 German and English say the same things, with the same placeholders")
  void sameKeys(String room) throws IOException {
    Properties german = read(room, "de");
    Properties english = read(room, "en");
    assertThat(english.stringPropertyNames()).isEqualTo(german.stringPropertyNames());
    for (String key : german.stringPropertyNames()) {
      assertThat(german.getProperty(key)).as(key).isNotBlank();
      assertThat(english.getProperty(key)).as(key).isNotBlank();
      assertThat(placeholders(english.getProperty(key)))
          .as(key)
          .isEqualTo(placeholders(german.getProperty(key)));
      assertThat(key).startsWith(room + ".");
    }
  }

  @ParameterizedTest
  @MethodSource("rooms")
  @DisplayName("S1-20 A text with placeholders has no bare apostrophe, which would swallow them")
  void apostrophes(String room) throws IOException {
    for (String language : List.of("de", "en")) {
      Properties texts = read(room, language);
      for (String key : texts.stringPropertyNames()) {
        String text = texts.getProperty(key);
        if (!placeholders(text).isEmpty()) {
          assertThat(text.replace("''", "")).as(key).doesNotContain("'");
        }
      }
    }
  }

  @Test
  @DisplayName("S1-20 Every text that a page names exists")
  void usedKeysExist() throws IOException {
    Set<String> known = new HashSet<>();
    for (String room : rooms().toList()) {
      known.addAll(read(room, "de").stringPropertyNames());
    }
    try (Stream<Path> templates = Files.walk(TEMPLATES)) {
      for (Path template : templates.filter(Files::isRegularFile).toList()) {
        String page = Files.readString(template).replaceAll("(?s)<!--/\\*.*?\\*/-->", "");
        var used = USED.matcher(page);
        while (used.find()) {
          assertThat(known).as(template.toString()).contains(used.group(1));
        }
      }
    }
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(found -> found.group().replaceAll("[^\\d{}].*(?=})", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Properties read(String room, String language) throws IOException {
    var texts = new Properties();
    Path file = MESSAGES.resolve(room + "_" + language + ".properties");
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      texts.load(reader);
    }
    return texts;
  }
}
