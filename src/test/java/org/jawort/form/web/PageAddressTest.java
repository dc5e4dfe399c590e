package org.jawort.form.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("S1-01 The page of a sign-up is evidence and holds no more than needed")
class PageAddressTest {
  private static final String OWN = "https://own.example";

  @ParameterizedTest
  @CsvSource(
      value = {
        "https://salon.example/news?mail=ada@example.org#top, , , https://salon.example/news",
        "http://salon.example:8080/, https://other.example, , http://salon.example:8080/",
        "HTTPS://salon.example/, , , ",
        "ftp://salon.example/x, https://salon.example, , https://salon.example",
        "javascript:alert(1), , http://own/f/1-a, http://own/f/1-a",
        "https://ada:secret@salon.example/, , http://own/f/1-a, http://own/f/1-a",
        "https:///nothing, null, , ",
        "not a page, null, http://own/f/1-a, http://own/f/1-a",
        ", null, , ",
        ", , http://own/f/1-a, http://own/f/1-a"
      })
  void page(
      @Nullable String referer,
      @Nullable String origin,
      @Nullable String hosted,
      @Nullable String expected) {
    assertThat(PageAddress.of("", referer, origin, OWN, hosted)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"478,true", "500,false"})
  void longAddresses(int length, boolean kept) {
    String page = "https://salon.example/" + "x".repeat(length);
    assertThat(PageAddress.of("", page, null, OWN, null)).isEqualTo(kept ? page : null);
  }

  @ParameterizedTest
  @CsvSource({
    "https://salon.example/news?a=b#c, , https://salon.example/news",
    "https://salon.example/news, https://own.example, https://salon.example/news",
    "https://salon.example/news, https://salon.example, https://salon.example/news",
    "https://salon.example/news, https://other.example, https://referer.example/",
    "https://salon.example.evil/, https://salon.example, https://referer.example/",
    "nonsense, , https://referer.example/"
  })
  @DisplayName("law 15 A form names its page itself, unless the browser names another origin")
  void named(String named, @Nullable String origin, String expected) {
    assertThat(PageAddress.of(named, "https://referer.example/", origin, OWN, null))
        .isEqualTo(expected);
  }
}
