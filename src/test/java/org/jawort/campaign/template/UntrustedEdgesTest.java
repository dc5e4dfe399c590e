package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long a name may be, and how many words a name. */
class UntrustedEdgesTest {
  @Test
  @DisplayName("B-07 A name has thirty letters at most, and three words")
  void lengths() {
    String longest = "Ada" + "a".repeat(27);
    assertThat(Untrusted.name(longest)).as("a name of 30 letters").isEqualTo(longest);
    assertThat(Untrusted.name("   " + longest + "   "))
        .as("space is not counted")
        .isEqualTo(longest);
    assertThat(Untrusted.name(longest + "a")).as("a name of 31 letters").isEmpty();
    assertThat(Untrusted.name("Anna Maria Luise")).isEqualTo("Anna Maria Luise");
    assertThat(Untrusted.name("Kauft bei uns ein")).as("four words").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-Ada", "'Ada", "Ada..", "A.da", "Ada  Maria", "Ada\tMaria", "Ada, Maria", "A/da"})
  @DisplayName("B-07 What no name is written like is none")
  void noNames(String typed) {
    assertThat(Untrusted.name(typed)).as("the name made of '%s'", typed).isEmpty();
  }
}
