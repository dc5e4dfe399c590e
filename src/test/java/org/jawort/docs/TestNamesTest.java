package org.jawort.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TestNamesTest {
  /** What only those know who kept the list of work; "contact point 0198…" names no such thing. */
  private static final Pattern WORK =
      Pattern.compile("(?i)\\bissues?,? #?\\d|(?<!contact )\\bpoints? \\d");

  @Test
  @DisplayName("no test and no comment speaks of a list of work that nobody can look up")
  void noLists() {
    var wrong = new Sentences();
    Stream.of(SourceFile.MAIN, SourceFile.TESTS)
        .map(folder -> SourceFile.below(folder, ".java"))
        .flatMap(List::stream)
        .forEach(file -> look(file, wrong));
    wrong.verifyNone();
  }

  private static void look(SourceFile file, Sentences wrong) {
    WORK.matcher(file.text())
        .results()
        .map(
            found ->
                "%s says \"%s\"; say what must be true, with the capability or the law"
                    .formatted(file.at(found.start()), found.group()))
        .forEach(wrong::add);
  }
}
