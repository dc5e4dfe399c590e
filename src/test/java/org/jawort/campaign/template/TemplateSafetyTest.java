package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile templates harm their own mail at most; hostile values harm none. */
class TemplateSafetyTest {
  private static final Map<String, Object> VALUES =
      Map.ofEntries(
          Map.entry("first_name", "\"><script>alert(1)</script>"),
          Map.entry("last_name", "javascript:alert(1)"),
          Map.entry("consents", Collections.nCopies(20, "x")),
          Map.entry("tenant", "Salon Ada"),
          Map.entry("sender_name", "Ada"),
          Map.entry("imprint", "Lange Straße 1\n10115 Berlin"),
          Map.entry("privacy_policy_url", "https://salon.example/datenschutz"),
          Map.entry("colour", "#1b5e7b"),
          Map.entry("button_colour", "#1b5e7b"),
          Map.entry("language", "de"),
          Map.entry("images", "https://ja.example/assets/i/"),
          Map.entry("unsubscribe_url", "https://ja.example/u/token"),
          Map.entry("web_version_url", "https://ja.example/w/token"),
          Map.entry("confirm_url", "https://ja.example/c/token"),
          Map.entry("refuse_url", "https://ja.example/r/token"));

  private static Template.Made made(String html) {
    return made(
        MessageClass.ADVERTISING,
        new Content("S", "", "", "", "", Content.Kind.HTML, html, "", ""));
  }

  private static Template.Made made(MessageClass messageClass, Content content) {
    return Template.of(Language.DE, messageClass, content).make(VALUES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Ways from a value to Java, as published for Pebble.
        "{{ first_name.getClass().forName('java.lang.Runtime').getMethod('getRuntime',null) }}",
        "{{ variable.getClass().forName('java.lang.Runtime') }}",
        "{% set cmd = 'id' %}{% set bytes = (1).TYPE.forName('java.lang.Runtime') %}",
        "{{ (1).TYPE.forName('java.lang.Runtime').methods[6].invoke(null,null).exec('id') }}",
        "{{ beans.get('dataSource') }}",
        "{{ request.getServletContext() }}",
        "{{ [1,2].getClass() }}",
        "{{ {'a': 1}.getClass() }}",
        "{{ first_name['class'] }}",
        "{{ loop.getClass() }}",
        "{{ template.engine }}",
        "{{ _context }}",
        "{{ locale.getClass() }}",
        // Files and other templates.
        "{% include 'file:///etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% embed 'x' %}{% endembed %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% filter upper %}x{% endfilter %}",
        "{% parallel %}x{% endparallel %}",
        "{% cache 'x' %}x{% endcache %}",
        // Without escaping.
        "{{ first_name | raw }}",
        "{{ first_name|escape('js') }}",
        "{% autoescape false %}{{ first_name }}{% endautoescape %}",
        "{{ first_name | safe }}",
        // Too much.
        "{% for a in range(0, 1000000000) %}x{% endfor %}",
        "{% for a in 0..1000000000 %}x{% endfor %}",
        "{{ 'x' * 1000000000 }}",
        "{{ first_name matches '(a+)+$' }}",
        "{{ first_name | replace({'a': 'aaaaaaaaaaaaaaaa'}) }}"
      })
  @DisplayName("S1-10 known template injections are refused")
  void injections(String source) {
    assertThatThrownBy(() -> made("<p>" + source + "</p>"))
        .isInstanceOf(UnusableTemplateException.class)
        .hasMessageNotContaining("alert(1)");
  }

  @Test
  @DisplayName("S1-10 depth, steps and size end")
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void limits() {
    String deep = "(".repeat(20_000) + "first_name" + ")".repeat(20_000);
    String chain = "first_name" + " ~ first_name".repeat(10_000);
    String nested = "{% if first_name %}".repeat(5_000) + "{% endif %}".repeat(5_000);
    String steps =
        "{% for a in consents %}{% for b in consents %}"
            + "{{ privacy_policy_url | default('') | abbreviate(4) }}".repeat(200)
            + "{% endfor %}{% endfor %}";
    String silent =
        "{% for a in consents %}{% for b in consents %}"
            + "{% if a == b %}{% endif %}{{ '' }}".repeat(300)
            + "{% endfor %}{% endfor %}";
    for (String source :
        List.of(
            "{{ " + deep + " }}",
            "{{ " + chain + " }}",
            nested + "{{ " + deep + " }}",
            steps,
            silent,
            "x".repeat(5 * 1024 * 1024))) {
      assertThatThrownBy(() -> made(source)).isInstanceOf(UnusableTemplateException.class);
    }
  }

  @Test
  @DisplayName("S1-10 a value is escaped for the place where it stands")
  void places() {
    String html =
        made("""
        <p title="{{ first_name }}" data-x='{{ first_name }}'>{{ first_name }}</p>
        <a href="{{ last_name }}">a</a>
        <a href=" {{ first_name }}">b</a>
        <a href="https://salon.example/?n={{ first_name }}&amp;m={{ last_name }}">c</a>
        <a href="mailto:post@salon.example?subject={{ first_name }}">d</a>
        <a href="{{ confirm_url }}">e</a>
        <title>{{ first_name }}</title>
        <td style="color:{{ colour }}">f</td>
        """
                .replace("{{ confirm_url }}", "{{ unsubscribe_url }}"))
            .html();

    assertThat(html)
        .doesNotContain("<script")
        .doesNotContain("javascript:alert(1)\"")
        .contains("<a href=\"#\">a</a>")
        .contains("<a href=\" #\">b</a>")
        .contains(
            "?n=%22%3E%3Cscript%3Ealert%281%29%3C%2Fscript%3E&amp;m=javascript%3Aalert%281%29")
        .contains("?subject=%22%3E%3Cscript")
        .contains("<a href=\"https://ja.example/u/token\">e</a>")
        .contains("color:#1b5e7b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p class={{ first_name }}>x</p>",
        "<p {{ first_name }}>x</p>",
        "<{{ first_name }}>x",
        "<p style=\"{{ first_name }}\">x</p>",
        "<p onclick=\"{{ first_name }}\">x</p>",
        "<style>{{ first_name }}</style>",
        "<script>{{ first_name }}</script>",
        "<!-- {{ first_name }} -->",
        "<a href=\"java{{ first_name }}\">x</a>",
        "<a href=\"//{{ first_name }}\">x</a>",
        "<a href=\"https://{{ first_name }}/\">x</a>",
        "<a href=\"{{ last_name }}{{ first_name }}\">x</a>",
        "<img srcset=\"{{ first_name }} 2x\">",
        "<a href=\"{{ unsubscribe_link('x') }}\">x</a>"
      })
  @DisplayName("S1-10 where no value is harmless, none may stand")
  void noPlaces(String source) {
    assertThatThrownBy(() -> made(source)).isInstanceOf(UnusableTemplateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>x</p><!-- ",
        "<p>x</p><style>",
        "<p>x</p><div style=\"display:none\">",
        "<p>x</p></div><div hidden>",
        "<p>x</p><textarea>",
        "<p>x</p><a title=\"",
        "<p>x</p><a title = \"> ",
        "<p>x</p><b",
        "<div><b hidden></div>",
        "<p>x</p><p><font hidden></p>",
        "{% if first_name %}<!--{% endif %}",
        "{% if first_name %}<div hidden>{% endif %}",
        "{% if first_name %}<div hidden>{% else %}<p>{% endif %}</div>",
        "{% for a in consents %}<div>{% endfor %}</div>"
      })
  @DisplayName("S4-05 nothing can be left open so that the footer would vanish")
  void open(String source) {
    assertThatThrownBy(() -> made(source)).isInstanceOf(UnusableTemplateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>x</p>",
        "<html><body><p>x</p></body></html>",
        "<html><body><p>x</p></BODY ></html>",
        "<body><p>x</p><!-- </body> --></body>",
        "<body><div hidden></body></div><p>x</p></body>",
        "</body><body><p>x</p>",
        "<body><p>x</p>{% if first_name == 'nobody' %}</body>{% endif %}",
        "<body><p>x</p>{% verbatim %}</body>{% endverbatim %}",
        "<!--[if mso]><table><tr><td><![endif]--><p>x</p><!--[if"
            + " mso]></td></tr></table><![endif]-->"
      })
  @DisplayName("S4-05 law 27, 31: imprint and unsubscribing stand under every advertisement")
  void foot(String source) {
    Template.Made made = made(source);

    assertThat(made.html())
        .contains("<p>x</p>")
        .containsOnlyOnce("Lange Straße 1<br>")
        .containsOnlyOnce("href=\"https://ja.example/u/token\"");
    assertThat(made.html().indexOf("Lange Straße")).isGreaterThan(made.html().indexOf("<p>x</p>"));
    assertThat(made.text())
        .contains("Lange Straße 1", "Von diesen E-Mails abmelden: https://ja.example/u/token");
    String before = made.html().substring(0, made.html().indexOf("Lange Straße"));
    assertThat(before.lastIndexOf("<!--")).isLessThanOrEqualTo(before.lastIndexOf("-->"));
  }

  @Test
  @DisplayName("Law 8, 26: the foot says what its class asks for")
  void footByClass() {
    var content = new Content("S", "", "", "", "", Content.Kind.TEXT, "", "Hallo", "");
    assertThat(made(MessageClass.EXISTING_CUSTOMER, content).text())
        .contains("jederzeit widersprechen", "Basistarifen");
    assertThat(made(MessageClass.TRANSACTIONAL, content).text())
        .contains("Lange Straße 1")
        .doesNotContain("abmelden", "widersprechen");
    assertThat(made(MessageClass.OPT_IN, content).text())
        .contains("Lange Straße 1")
        .doesNotContain("abmelden", "widersprechen");
    assertThat(made(MessageClass.ADVERTISING, content).html()).isEmpty();
  }

  @Test
  @DisplayName("S1-10 the preview line stands first in the body and is not seen")
  void preheader() {
    var content =
        new Content(
            "S",
            "Neu: {{ first_name }}",
            "",
            "",
            "",
            Content.Kind.HTML,
            "<html><body class=\"a\"><p>x</p></body></html>",
            "",
            "");
    String html = made(MessageClass.ADVERTISING, content).html();

    assertThat(html)
        .contains("<body class=\"a\"><div style=\"display:none;")
        .doesNotContain("<script");
    assertThat(html.indexOf("Neu: &quot;")).isPositive().isLessThan(html.indexOf("<p>x</p>"));
  }

  @Test
  @DisplayName("S1-10 no line break gets from a field into the subject")
  void header() {
    var values = new HashMap<>(VALUES);
    values.put("first_name", "Ada\r\nBcc: victim@evil.example");
    var content =
        new Content("Hallo {{ first_name }}", "", "", "", "", Content.Kind.TEXT, "", "x", "");

    assertThat(Template.of(Language.DE, MessageClass.ADVERTISING, content).make(values).subject())
        .isEqualTo("Hallo Ada Bcc: victim@evil.example");
  }

  @Test
  @DisplayName("S1-10 the plain part is made from the HTML")
  void plain() {
    assertThat(
            PlainText.of(
                """
                <html><head><title>no</title><style>no</style></head><body><!-- no -->
                <h1>Hallo {{ first_name | default('Sie') }}</h1><p>A &amp; B<br>C</p>
                <ul><li>eins</li><li>zwei</li></ul>
                <a href="https://x.example/">Laden</a> {{ unsubscribe_link('Weg') }}
                <img src="a" alt="Logo"></body></html>
                """))
        .isEqualTo(
            "Hallo {{ first_name | default('Sie') }}\n\nA & B\nC\n\n- eins\n- zwei\n\n"
                + "Laden: https://x.example/ {{ unsubscribe_link('Weg') }} Logo");
  }

  @Test
  @DisplayName("S1-10 looking at what is wrong takes no time either")
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void quick() {
    for (String begun :
        List.of("<!--", "<a href=''>", "<head>", "<style>", "<a", "{{", "{%", "<")) {
      String source = begun.repeat(Sandbox.LARGEST / begun.length() - 10);
      assertThat(PlainText.of(source)).isNotNull();
      assertThatThrownBy(() -> made(source + "{{ x."))
          .isInstanceOf(UnusableTemplateException.class);
    }
  }
}
