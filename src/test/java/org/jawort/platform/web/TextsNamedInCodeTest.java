package org.jawort.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jawort.Jawort;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program says is written down: no page ends with a key in place of a text. */
class TextsNamedInCodeTest {
  private static final Path MESSAGES = Path.of("src/main/resources/messages");

  /**
   * Looks like a key and is none: the name of a file, what a webhook calls its calls, and a column.
   */
  private static final Set<String> NO_KEYS =
      Set.of("dossier.json", "webhook.test", "process.step", "consent.newsletter");

  /** Of these values the text is never asked for: fields that are never empty, and own pages. */
  private static final Set<String> NEVER_SAID =
      Set.of(
          "campaign.field.CONSENTS.words",
          "campaign.field.IMPRINT.words",
          "campaign.field.PAGE.words",
          "campaign.field.SENDER_NAME.words",
          "campaign.field.SIGNED_UP_AT.words",
          "campaign.field.TENANT.words",
          "campaign.field.VALID_FOR.words",
          "campaign.field.VALID_UNTIL.words",
          "landing.fault.REDIRECT_EMAIL",
          "landing.fault.REDIRECT_FIELD",
          "landing.fault.REDIRECT_FORM",
          "landing.fault.REDIRECT_HOST",
          "landing.fault.REDIRECT_HTTPS",
          "landing.fault.REDIRECT_NAME",
          "landing.fault.REDIRECT_PARAMETER",
          "landing.fault.REDIRECT_PORT",
          "landing.fault.REDIRECT_SECRET",
          "landing.fault.REDIRECT_USER",
          "statement.done.ASK",
          "statement.done.RENEW");

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  @DisplayName("S1-20 Every text that the code names exists, of every value that may end its key")
  void exist(String language) throws Exception {
    Set<String> keys = keys(language);
    List<String> missing =
        named().stream()
            .filter(text -> !NO_KEYS.contains(text.key()) && !NEVER_SAID.contains(text.key()))
            .filter(text -> !isSaid(text, keys))
            .map(text -> "%s names %s%s".formatted(text.by(), text.key(), text.whole() ? "" : "…"))
            .distinct()
            .sorted()
            .toList();
    assertThat(missing).as("texts that the files of messages (%s) lack", language).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "optin.refuse.expired",
        "landing.kind.CONFIRM",
        "landing.standard.EXPIRED",
        "trial.language.de",
        "dossier.record.validity"
      })
  @DisplayName("The search finds keys written out, put together, and handed on")
  void found(String key) throws Exception {
    assertThat(named().stream().filter(text -> text.whole() && text.key().equals(key)).count())
        .as("times that %s was found in the code", key)
        .isPositive();
  }

  private static List<NamedTexts.Named> named() throws IOException, URISyntaxException {
    Set<String> rooms = rooms();
    Path classes =
        Path.of(Jawort.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return NamedTexts.in(classes).stream()
        .filter(text -> text.key().matches("[a-z]+\\.[\\w.-]*"))
        .filter(text -> rooms.contains(text.key().substring(0, text.key().indexOf('.'))))
        .toList();
  }

  /** Of a page or a mail the beginning is named, which stands before its heading and its text. */
  private static boolean isSaid(NamedTexts.Named text, Collection<String> keys) {
    String key = text.key();
    return text.whole()
        ? keys.contains(key)
            || keys.contains(key + ".text")
                && Stream.of(".title", ".subject", ".heading")
                    .map(key::concat)
                    .anyMatch(keys::contains)
        : keys.stream().anyMatch(one -> one.startsWith(key));
  }

  private static Set<String> rooms() throws IOException {
    try (Stream<Path> files = Files.list(MESSAGES)) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("_[a-z]+\\.properties$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> keys(String language) throws IOException {
    var keys = new TreeSet<String>();
    for (String room : rooms()) {
      var texts = new Properties();
      Path file = MESSAGES.resolve(room + "_" + language + ".properties");
      try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        texts.load(reader);
      }
      keys.addAll(texts.stringPropertyNames());
    }
    return keys;
  }
}
