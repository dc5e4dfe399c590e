package org.jawort.consent.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WordDiffTest {
  @Test
  void namesWhatChanges() {
    assertThat(WordDiff.between("Ich möchte den Newsletter.", "Ich will den Newsletter."))
        .containsExactly(
            new WordDiff.Piece(WordDiff.Change.KEPT, "Ich "),
            new WordDiff.Piece(WordDiff.Change.REMOVED, "möchte "),
            new WordDiff.Piece(WordDiff.Change.ADDED, "will "),
            new WordDiff.Piece(WordDiff.Change.KEPT, "den Newsletter."));
    assertThat(WordDiff.between("", "Neu"))
        .containsExactly(new WordDiff.Piece(WordDiff.Change.ADDED, "Neu"));
  }

  @Property(tries = 300)
  void whatStaysAndComesIsTheNewText(
      @ForAll @Size(max = 12) List<Boolean> before, @ForAll @Size(max = 12) List<Boolean> after) {
    String fresh = text(after);
    assertThat(
            WordDiff.between(text(before), fresh).stream()
                .filter(piece -> piece.change() != WordDiff.Change.REMOVED)
                .map(WordDiff.Piece::text)
                .collect(Collectors.joining()))
        .isEqualTo(fresh);
  }

  private static String text(List<Boolean> words) {
    return words.stream().map(word -> word ? "ja" : "nein").collect(Collectors.joining(" "));
  }
}
