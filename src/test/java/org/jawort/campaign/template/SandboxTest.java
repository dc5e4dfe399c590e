package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.jawort.platform.web.BrandColour;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that staff write can put texts together and nothing else. */
class SandboxTest {
  private static final Map<String, Object> VALUES =
      Map.of(
          "first_name", "<script>alert(1)</script>",
          "consents", List.of("one", "two"),
          "confirm_url", "https://x.example/c/abc",
          "refuse_url", "https://x.example/r/abc",
          "button_colour", "#1b5e7b",
          "tenant", "Salon Ada",
          "imprint", "Lange Straße 1",
          "privacy_policy_url", "",
          "unsubscribe_url", "https://x.example/u/abc");

  private static Template.Made made(String html, String text) {
    return made(MessageClass.OPT_IN, html, text);
  }

  private static Template.Made made(MessageClass messageClass, String html, String text) {
    var content = new Content("Subject", "", "", "", "", Content.Kind.HTML, html, text, "");
    return Template.of(Language.DE, messageClass, content).make(VALUES);
  }

  @Test
  @DisplayName("S0-03 confirm_link makes the personal link from its label")
  void link() {
    Template.Made made =
        made(
            "{{ confirm_link('Ja <&> \"gern\"') }} {{ refuse_link('Nein') }}",
            "{{ confirm_link('Ja') }}\n{{ confirm_url }}");

    assertThat(made.html())
        .contains("<a href=\"https://x.example/c/abc\"")
        .contains(">Ja &lt;&amp;&gt; &quot;gern&quot;</a>")
        .contains("<a class=\"link\" href=\"https://x.example/r/abc\"");
    assertThat(made.text()).startsWith("Ja: https://x.example/c/abc\nhttps://x.example/c/abc\n");
  }

  @Test
  void escapesByPlace() {
    Template.Made made =
        made(
            "<p>{{ first_name }}</p>{{ first_name | lines }}{{ first_name | upper }}",
            "{{ first_name }}");

    assertThat(made.html()).doesNotContainIgnoringCase("<script");
    assertThat(made.text()).contains("<script>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ first_name | raw }}",
        "{{ first_name | escape('js') }}",
        "{{ first_name |escape(strategy='css') }}",
        "{% autoescape false %}{{ first_name }}{% endautoescape %}",
        "{% include '/etc/passwd' %}",
        "{% import '/etc/passwd' %}",
        "{% extends '/etc/passwd' %}",
        "{% from 'x' import y %}",
        "{% embed 'x' %}{% endembed %}",
        "{% set a = 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% block b %}{{ block('b') }}{% endblock %}",
        "{% cache 'a' %}x{% endcache %}",
        "{% parallel %}x{% endparallel %}",
        "{% for i in 1..1000000000 %}x{% endfor %}",
        "{% for i in range(1, 1000000000) %}x{% endfor %}",
        "{% for a in consents %}{% for b in consents %}{% for c in consents %}x{% endfor %}{% endfor %}{% endfor %}",
        "{{ first_name | replace({'s': 'ssssssss'}) }}",
        "{{ i18n('messages/frame', 'x') }}",
        "{{ first_name.class }}",
        "{{ first_name.getClass() }}",
        "{{ first_name.bytes }}",
        "{{ consents.getClass().forName('java.lang.Runtime') }}",
        "{{ consents.stream() }}",
        "{{ unknown }}",
        "{{ confirm_link() }}",
        "{{ confirm_link('') }}",
        "{% if %}",
        "{{ "
      })
  @DisplayName("S1-10 a template reaches no Java, no file, no unescaped value, and ends")
  void refused(String source) {
    assertThatThrownBy(() -> made(source, ""))
        .isInstanceOf(UnusableTemplateException.class)
        .hasMessageNotContaining("alert(1)");
  }

  @Test
  void boundedOutput() {
    String row = "{% for a in consents %}" + "x".repeat(100_000) + "{% endfor %}";

    assertThatThrownBy(() -> made(row + row, "")).isInstanceOf(UnusableTemplateException.class);
    assertThatThrownBy(() -> made("x".repeat(300_000), ""))
        .isInstanceOf(UnusableTemplateException.class);
  }

  @Test
  void readableButton() {
    assertThat(BrandColour.of("1b5e7b").readable().hex()).isEqualTo("#1b5e7b");
    assertThat(BrandColour.of("ffff00").readable().hex())
        .isNotEqualTo("#ffff00")
        .matches("#[0-9a-f]{6}");
  }
}
