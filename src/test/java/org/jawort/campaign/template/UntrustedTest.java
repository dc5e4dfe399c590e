package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What visitors typed, before it stands in somebody's mail. */
class UntrustedTest {
  private static final Set<String> LISTED = Set.of("www.salon.example", "localhost");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada",
        "Jean-Luc",
        "O’Neill",
        "D'Arcy",
        "Dr. Ada",
        "Łucja",
        "Анна",
        "明美",
        "Anna Maria"
      })
  void names(String name) {
    assertThat(Untrusted.name(" " + name + " ")).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://evil.example",
        "evil.example",
        "evil．example",
        "<b>Ada</b>",
        "Ada\r\nBcc: x@evil.example",
        "ada@evil.example",
        "Win 1000 now",
        "buy now at our shop",
        "{{ confirm_url }}",
        "Ada\u202Egro.live",
        "Adaadaadaadaadaadaadaadaadaadaada"
      })
  @DisplayName("B-07 what is no name is left out: links, markup, sentences")
  void noNames(String name) {
    assertThat(Untrusted.name(name)).isEmpty();
  }

  @Test
  void missingName() {
    assertThat(Untrusted.name(null)).isEmpty();
    assertThat(Untrusted.page(null, LISTED)).isEmpty();
  }

  @Test
  @DisplayName("law 9 the page is named by its host, for reading, and never becomes a link")
  void page() {
    assertThat(Untrusted.page("https://www.Salon.example/Heute-50-Prozent?x=1#y", LISTED))
        .isEqualTo("www\u2060.\u2060salon\u2060.\u2060example");
    assertThat(Untrusted.page("http://localhost:8080/f/abc", LISTED)).isEqualTo("localhost");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://salon.example/",
        "https://www.salon.example.evil.example/",
        "javascript:alert(1)",
        "https://user@evil.example/",
        "https://evil.example/\"><script>",
        "data:text/html,x",
        "//evil.example",
        "nonsense",
        "https://evil.example/\r\nBcc: x"
      })
  void hostilePages(String page) {
    assertThat(Untrusted.page(page, LISTED)).isEmpty();
  }

  @Test
  void lines() {
    assertThat(Untrusted.line("a\r\nb\u2028c\u0000d")).isEqualTo("a b c d");
    assertThat(Untrusted.lines("a\r\nb\u0007\nc")).isEqualTo("a\nb\nc");
  }
}
