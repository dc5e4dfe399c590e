package org.jawort.campaign.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.Language;
import org.jawort.platform.picture.LogoFile;
import org.jawort.platform.web.BrandColour;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("S1-11 What is to be mended before a landing page is published")
class LandingCheckTest {
  private static List<LandingFault> faults(LandingKind kind, LandingContent content) {
    return LandingCheck.of(kind, content, null).stream().map(LandingLack::fault).toList();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the standard texts are good in both languages")
  void standard(LandingKind kind) {
    for (Language language : Language.values()) {
      LandingContent standard = StandardTexts.of(kind, language);
      assertThat(faults(kind, standard)).isEmpty();
      assertThat(LandingText.html(standard.text(), Map.of(LandingField.TENANT, "Salon Ada")))
          .contains("Salon Ada")
          .doesNotContain("{", "}");
    }
  }

  @Test
  @DisplayName("everything wrong is said at once")
  void allAtOnce() {
    var content =
        new LandingContent(
            " ",
            "{{ first_name | default(\"x\") }} {{ age }} [a](http://x.example) ![b](c)",
            "",
            "http://x.example",
            "#ffdd00",
            UUID.randomUUID(),
            "");
    assertThat(faults(LandingKind.CONFIRM, content))
        .containsExactly(
            LandingFault.HEADING_MISSING,
            LandingFault.TEXT_PERSONAL,
            LandingFault.TEXT_FIELD,
            LandingFault.TEXT_LINK,
            LandingFault.TEXT_PICTURE,
            LandingFault.BUTTON_MISSING,
            LandingFault.REDIRECT_NEVER,
            LandingFault.COLOUR_CONTRAST,
            LandingFault.LOGO_GONE,
            LandingFault.LOGO_ALT);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("a page names its visitor only where they have just acted by their own link")
  void names(LandingKind kind) {
    var content =
        LandingContent.ofWords(
            "Hallo {{ first_name | default(\"Sie\") }}",
            "{{ last_name | default(\"x\") }}",
            kind.hasButton() ? "Ja" : "");
    boolean may = kind == LandingKind.CONFIRMED || kind == LandingKind.UNSUBSCRIBED;
    assertThat(faults(kind, content).isEmpty()).isEqualTo(may);
    var bare = LandingContent.ofWords("Hallo {{ first_name }}", "x", "Ja");
    assertThat(faults(kind, bare))
        .contains(may ? LandingFault.HEADING_FALLBACK : LandingFault.HEADING_PERSONAL);
  }

  @Test
  @DisplayName("text and logo together weigh no more than a public page may")
  void weight() {
    var content = LandingContent.ofWords("x", "ä".repeat(2000), "Ja");
    assertThat(faults(LandingKind.CONFIRM, content)).isEmpty();
    var logo = new LandingPicture(UUID.randomUUID(), "a", "image/png", 9, 9, LogoFile.MOST);
    var heavy = LandingContent.ofWords("x", "\"ä".repeat(1000), "Ja");
    assertThat(LandingCheck.of(LandingKind.CONFIRM, heavy, logo))
        .extracting(LandingLack::fault)
        .containsExactly(LandingFault.TEXT_HEAVY);
  }

  @ParameterizedTest
  @CsvSource({"#ffffff", "#ffdd00", "#7fb8d4", "#e91e63", "#00ff00", "#ff0000", "#808080"})
  @DisplayName("the nearest good colour is good, and no step lighter would be")
  void nearest(String colour) {
    BrandColour chosen = BrandColour.of(colour.substring(1));
    BrandColour near = chosen.nearestReadable();
    assertThat(near.isReadable()).isTrue();
    assertThat(near.contrastWithWhite()).isBetween(4.5, 4.75);
    assertThat(near.nearestReadable()).isEqualTo(near);
  }
}
