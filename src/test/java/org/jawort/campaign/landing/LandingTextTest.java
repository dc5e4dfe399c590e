package org.jawort.campaign.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S1-11 The text of a landing page")
class LandingTextTest {
  private static final Map<LandingField, String> KNOWN =
      Map.of(LandingField.TENANT, "Haar & <b>Co</b>", LandingField.FIRST_NAME, "Ada");

  /** All that may ever come out. */
  private static final Pattern TAG =
      Pattern.compile(
          "</?(?:p|ul|ol|li|strong|em)>|<br>|</a>"
              + "|<a href=\"https://[^\"<>]*\" rel=\"noopener noreferrer\">");

  private static String html(String text) {
    return LandingText.html(text, KNOWN);
  }

  @Test
  void paragraphsListsAndLinks() {
    assertThat(
            html(
                """
                Guten **Tag**,
                schön, *dass* Sie da sind.

                - eins
                - zwei

                1. erstens

                [Termine](https://salon.example/termine?a=1&b=2)
                """))
        .isEqualTo(
            "<p>Guten <strong>Tag</strong>,<br>schön, <em>dass</em> Sie da sind.</p>"
                + "<ul><li>eins</li><li>zwei</li></ul><ol><li>erstens</li></ol>"
                + "<p><a href=\"https://salon.example/termine?a=1&amp;b=2\""
                + " rel=\"noopener noreferrer\">Termine</a></p>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "[x](http://salon.example)",
        "[x](//salon.example)",
        "[x](https://a@salon.example)",
        "![x](https://salon.example/a.png)",
        "<https://salon.example\" onclick=\"x>",
        "[x](https://salon.example \"ti\\\" onclick=\\\"x\")",
        "# Überschrift",
        "```\n<b>\n```",
        "    <b>code</b>",
        "> Zitat",
        "<!-- --> <![CDATA[ x ]]> <?php ?>",
        "&lt;script&gt; &#60;script&#62;"
      })
  void hostile(String text) {
    assertThat(TAG.matcher(html(text)).replaceAll("")).doesNotContain("<", ">");
    assertThat(html(text)).doesNotContain("href=\"javascript:", "href=\"data:", "<img");
  }

  @Property(tries = 2000)
  void nothingElseEverComesOut(@ForAll @StringLength(max = 300) String text) {
    assertThat(TAG.matcher(html(text)).replaceAll("")).doesNotContain("<", ">");
  }

  @Test
  void fields() {
    assertThat(html("Hallo {{ first_name | default(\"Sie\") }} bei {{tenant}}"))
        .isEqualTo("<p>Hallo Ada bei Haar &amp; &lt;b&gt;Co&lt;/b&gt;</p>");
    assertThat(
            LandingText.html(
                "Hallo **{{ first_name | default(„liebe Leserin“) }}**!",
                Map.of(LandingField.FIRST_NAME, "")))
        .isEqualTo("<p>Hallo <strong>liebe Leserin</strong>!</p>");
    assertThat(
            LandingText.html(
                "{{ first_name | default(\"x\") }}",
                Map.of(LandingField.FIRST_NAME, "*[a](https://evil.example)* <b>")))
        .isEqualTo("<p>*[a](https://evil.example)* &lt;b&gt;</p>");
    assertThat(html("\uE0000\uE001 \uE0005\uE001")).isEqualTo("<p>0 5</p>");
    assertThat(LandingText.line("Danke, {{ first_name | default('Sie') }}", KNOWN))
        .isEqualTo("Danke, Ada");
  }

  @Test
  void whatIsFoundOut() {
    assertThat(LandingText.strangeLinks("[a](http://x.example) [b](https://x.example)"))
        .containsExactly("http://x.example");
    assertThat(LandingText.strangeLinks("[a](https://x.example/{{first_name}})")).hasSize(1);
    assertThat(LandingText.hasPictures("Text ![x](https://x.example/a.png)")).isTrue();
    assertThat(FieldUse.isBroken("{{ first_name ")).isTrue();
    assertThat(FieldUse.isBroken("{{ first_name | upper }}")).isTrue();
    assertThat(FieldUse.isBroken("{{ first_name }} { }")).isFalse();
  }
}
