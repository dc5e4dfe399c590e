package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jawort.consent.permission.MessageClass;
import org.jawort.platform.Language;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a template asks of the machine ends where its budget ends, whatever it is asked through. */
@DisplayName("S1-10 a mail costs no more than it may")
class BudgetTest {
  private static final String LIST =
      IntStream.range(0, 900).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  private static final String LONG = "'" + "a".repeat(30_000) + "'";

  static Stream<String> costly() {
    return Stream.of(
        "{{ %s | join(%s) }}".formatted(LIST, LONG),
        "{%% for a in %1$s %%}{%% for b in %1$s %%}{%% endfor %%}{%% endfor %%}".formatted(LIST),
        "{%% for a in %s %%}{{ %s | upper }}{%% endfor %%}".formatted(LIST, LONG),
        "{%% for a in %s %%}{%% if %s is empty %%}{%% endif %%}{%% endfor %%}"
            .formatted(LIST, LONG),
        "{%% for a in %s %%}{{ a }}{{ a ~ %s ~ a }}{%% endfor %%}".formatted(LIST, LONG),
        "{{ %1$s ~ %1$s ~ %1$s }}".formatted(LONG),
        "{{ %1$s + %1$s + %1$s }}".formatted(LONG),
        "{{ %1$s + %1$s }}".formatted(LIST),
        "{{ [%s] }}".formatted(LIST.substring(1, LIST.length() - 1).concat(",1").repeat(2)),
        "{%% for a in [%s] %%}{{ [%s] }}{%% endfor %%}"
            .formatted(LIST, "[a,a,a],".repeat(90) + "1"),
        "{{ ('%s' ~ %s) contains ('%s' ~ 'b') }}".formatted("a", LONG, "a".repeat(29_000)),
        "{{ [%s] == [%s] }}".formatted((LIST + ",").repeat(60) + 1, (LIST + ",").repeat(60) + 1),
        "{{ true ? %1$s ~ %1$s ~ %1$s : '' }}".formatted(LONG),
        "{{ {'a': %1$s, 'b': %1$s, 'c': %1$s} }}".formatted(LONG),
        "[".repeat(40) + "{{ " + "[".repeat(40) + "1" + "]".repeat(40) + " }}",
        "{% if true %}".repeat(100) + "{% endif %}".repeat(100));
  }

  @ParameterizedTest
  @MethodSource("costly")
  @DisplayName("through functions, operators, lists, loops and nesting")
  void refused(String source) {
    assertThatThrownBy(() -> template(source).make(values("Ada")))
        .isInstanceOf(UnusableTemplateException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{%% if first_name == 'Bob' %%}%s{%% endif %%}",
        "{%% if true %%}fine{%% elseif first_name == 'Bob' %%}%s{%% else %%}fine{%% endif %%}",
        "{%% if last_name == 'x' %%}{%% if first_name == 'Bob' %%}%s{%% endif %%}{%% endif %%}"
      })
  @DisplayName("what one first name alone would meet is found for all")
  void allBranches(String condition) {
    String costly = "{%% for a in %1$s %%}{%% for b in %1$s %%}x{%% endfor %%}{%% endfor %%}";
    Template template = template(condition.formatted(costly.formatted(LIST)));

    assertThatCode(() -> template.make(values("Ada"))).doesNotThrowAnyException();
    assertThatThrownBy(() -> template.afford(values("Ada")))
        .isInstanceOf(UnusableTemplateException.class);
  }

  @Test
  @DisplayName("and so is what hangs on one operator")
  void allOperators() {
    String costly = "(%1$s | join(%2$s))".formatted(LIST, LONG);
    for (String hangs :
        List.of(
            "{{ first_name == 'Bob' ? %s : '' }}",
            "{{ first_name == 'Bob' and %s is empty }}",
            "{{ first_name != 'Bob' or %s is empty }}")) {
      Template template = template(hangs.formatted(costly));
      assertThatCode(() -> template.make(values("Ada"))).doesNotThrowAnyException();
      assertThatThrownBy(() -> template.afford(values("Ada")))
          .as(hangs)
          .isInstanceOf(UnusableTemplateException.class);
    }
  }

  @Test
  @DisplayName("a long newsletter and a branch that its condition protects are fine")
  void fine() {
    String newsletter =
        ("<p>Hallo {{ first_name | default('Sie') }}, {% if first_name is not empty %}"
                + "{{ first_name | upper | abbreviate(10) }}{% else %}{{ last_name }}{% endif %}"
                + " {% for one in consents %}{{ one }}{% endfor %}</p>\n")
            .repeat(300);
    String guarded =
        "{% if consents is null %}{{ consents + 1 - 'x' }}{% endif %}"
            + "{{ consents | join(', ') }} {{ 'a,b' contains ',' }} {{ 1 + 2 }}"
            + "{{ [1, 2] contains 2 }} {{ {'a': 'b'} is empty }}";
    for (String source : List.of(newsletter, guarded)) {
      Template template = template(source);
      assertThatCode(() -> template.afford(values("Ada"))).doesNotThrowAnyException();
      assertThat(template.make(values("Ada")).html()).isNotBlank();
    }
    assertThat(template(guarded).make(values("Ada")).html())
        .startsWith("one, two true 3true false");
  }

  private static Template template(String html) {
    var content = new Content("S", "", "", "", "", Content.Kind.HTML, html, "x", "");
    return Template.of(Language.DE, MessageClass.TRANSACTIONAL, content);
  }

  private static Map<String, Object> values(String firstName) {
    var values = new HashMap<String, Object>();
    values.put("first_name", firstName);
    values.put("last_name", "Lovelace");
    values.put("consents", List.of("one", "two"));
    values.put("tenant", "Salon");
    values.put("imprint", "Straße 1");
    values.put("privacy_policy_url", "");
    return values;
  }
}
