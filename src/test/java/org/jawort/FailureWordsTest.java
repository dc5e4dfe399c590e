package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FailureWordsTest {
  private static final String PAGE =
      "<html><head><title>Contacts</title></head><body><p role=\"alert\">Not <b>saved</b></p>"
          + "<p>Ada</p>".repeat(1_000)
          + "</body></html>";

  @Test
  void showsAPageInALine() {
    assertThatThrownBy(() -> assertThat(PAGE).contains("Berta"))
        .hasMessageContaining("page “Contacts” of")
        .hasMessageContaining("which says: Not saved")
        .hasMessageContaining("Berta")
        .hasMessageNotContaining("<p>Ada</p>");
  }

  @Test
  void showsTheBeginningOfALongText() {
    assertThat(FailureWords.of("x".repeat(5_000))).hasSizeLessThan(500).endsWith("characters)");
    assertThat(FailureWords.of("short")).isEqualTo("short");
  }

  @Test
  void saysWhatWasNotTrue() {
    assertThatThrownBy(
            () -> {
              try {
                assertThat(FailureWords.of("short").isEmpty()).isTrue();
              } catch (AssertionError bare) {
                new BareBooleans().handleTestExecutionException(null, bare);
              }
            })
        .hasMessage(
            "assertThat(FailureWords.of(\"short\").isEmpty()).isTrue():"
                + " Expecting value to be true but was false");
  }
}
