package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which personal links a mail has, in whatever part it is read. */
class FoundLinksTest {
  private static final String CONFIRM = "{{ confirm_link('Ja') }}";
  private static final String REFUSE = "{{ refuse_link('Nein') }}";

  @Test
  @DisplayName("S1-10 A link counts where both parts have it; a part that is empty is not asked")
  void both() {
    assertThat(FoundLinks.in(CONFIRM + REFUSE, CONFIRM)).isEqualTo(Set.of(LinkType.CONFIRM));
    assertThat(FoundLinks.in(CONFIRM, REFUSE)).as("one in each part").isEmpty();
    assertThat(FoundLinks.in(CONFIRM, " ")).isEqualTo(Set.of(LinkType.CONFIRM));
    assertThat(FoundLinks.in("", REFUSE)).isEqualTo(Set.of(LinkType.REFUSE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{# {{ confirm_link('Ja') }} #}",
        "{#\n{{ confirm_link('Ja') }}\n#}",
        "{% verbatim %}{{ confirm_link('Ja') }}{% endverbatim %}",
        "{%- verbatim -%}{{ confirm_link('Ja') }}{%- endverbatim -%}",
        "{{ my_confirm_link('Ja') }}",
        "{{ confirm_link }}",
        "confirm_link('Ja')",
        "{{ first_name }} confirm_link('Ja')"
      })
  @DisplayName("S1-10 What is a comment, is shown as it stands, or only looks like one is no link")
  void none(String html) {
    assertThat(FoundLinks.in(html, "")).as("links found in %s", html).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{confirm_link('Ja')}}",
        "{{ confirm_link ( 'Ja' ) }}",
        "{{\nconfirm_link('Ja') }}",
        "{# a #}{{ confirm_link('Ja') }}{# b #}",
        "{{ first_name ~ confirm_link('Ja') }}"
      })
  @DisplayName("S1-10 However it is written, it is found")
  void found(String html) {
    assertThat(FoundLinks.in(html, "")).as("links in %s", html).containsExactly(LinkType.CONFIRM);
  }
}
