package org.jawort.campaign.template;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What visitors typed, before it stands in somebody's mail. */
class UntrustedTest {
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
    assertThat(Untrusted.page(null)).isEmpty();
  }

  @Test
  @DisplayName("law 9 the page is shown for reading and never becomes a link")
  void page() {
    assertThat(Untrusted.page("https://www.salon.example/a/b.html?x=1#y"))
        .isEqualTo("www\u2060.\u2060salon\u2060.\u2060example/a/b\u2060.\u2060html");
    assertThat(Untrusted.page("http://localhost:8080/f/abc")).isEqualTo("localhost/f/abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "https://user@evil.example/",
        "https://evil.example/\"><script>",
        "data:text/html,x",
        "//evil.example",
        "nonsense",
        "https://evil.example/\r\nBcc: x"
      })
  void hostilePages(String page) {
    assertThat(Untrusted.page(page)).isEmpty();
  }

  @Test
  void lines() {
    assertThat(Untrusted.line("a\r\nb\u2028c\u0000d")).isEqualTo("a b c d");
    assertThat(Untrusted.lines("a\r\nb\u0007\nc")).isEqualTo("a\nb\nc");
  }
}
