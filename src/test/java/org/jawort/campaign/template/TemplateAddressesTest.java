package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that stand in the address of a link, and names that templates may not say. */
class TemplateAddressesTest {
  private static final Map<String, Object> VALUES =
      Map.of(
          "first_name", "Ada",
          "consents", List.of("one"),
          "confirm_url", "https://x.example/c/abc",
          "refuse_url", "https://x.example/r/abc",
          "button_colour", "#1b5e7b",
          "tenant", "Salon Ada",
          "imprint", "Lange Straße 1",
          "privacy_policy_url", "",
          "unsubscribe_url", "https://x.example/u/abc");

  private static String made(String html, String field, String value) {
    var values = new HashMap<>(VALUES);
    values.put(field, value);
    var content = new Content("Subject", "", "", "", "", Content.Kind.HTML, html, "", "");
    return Template.of(Language.DE, MessageClass.OPT_IN, content).make(values).html();
  }

  @ParameterizedTest
  @CsvSource({
    "https://salon.example/x, https://salon.example/x",
    "HTTP://salon.example, HTTP://salon.example",
    "mailto:ada@salon.example, mailto:ada@salon.example",
    "tel:+4930123, tel:+4930123",
    "javascript:alert(1)//https://salon.example, #",
    "x https://salon.example, #",
    "data:text/html;https://x, #",
    "//salon.example, #",
    "salon.example, #"
  })
  @DisplayName("B-07 A value that is a whole address leads to the web, a mailbox or a telephone")
  void whole(String value, String address) {
    assertThat(made("<a href=\"{{ privacy_policy_url }}\">x</a>", "privacy_policy_url", value))
        .contains("<a href=\"" + address + "\"");
  }

  @ParameterizedTest
  @CsvSource({
    "Ada Maria, Ada%20Maria",
    "a&b=c, a%26b%3Dc",
    "a+b, a%2Bb",
    "Jürgen, J%C3%BCrgen",
    "../x?y#z, ..%2Fx%3Fy%23z",
    "'\"><b>', %22%3E%3Cb%3E"
  })
  @DisplayName("B-07 A value within an address stays within its place there")
  void part(String value, String written) {
    assertThat(made("<a href=\"https://x.example/?n={{ first_name }}\">x</a>", "first_name", value))
        .contains("<a href=\"https://x.example/?n=" + written + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ locale }}",
        "{{ template }}",
        "{{ _context }}",
        "{{ locale | upper }}",
        "{% if locale == 'de' %}x{% endif %}",
        "{{ first_name |  escape('js') }}",
        "{{ first_name |\n\tescape('css') }}",
        "{{ first_name | upper | escape(strategy='js') }}"
      })
  @DisplayName("S1-10 What tells of the engine, or chooses another escaping, is refused")
  void refused(String source) {
    assertThatThrownBy(() -> made(source, "first_name", "Ada"))
        .as("made of %s", source)
        .isInstanceOf(UnusableTemplateException.class);
  }
}
