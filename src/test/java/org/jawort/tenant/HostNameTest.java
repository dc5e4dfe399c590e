package org.jawort.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are those of public websites, and how they are kept. */
class HostNameTest {
  @ParameterizedTest
  @CsvSource({
    "salon.example, salon.example",
    "'  WWW.Salon.Example ', www.salon.example",
    "bücher.example, xn--bcher-kva.example",
    "XN--BCHER-KVA.example, xn--bcher-kva.example",
    "3com.example, 3com.example",
    "a-b.c.example, a-b.c.example",
    "localhost.example, localhost.example",
    "local.example, local.example",
    "mylocal.example, mylocal.example",
    "例え.テスト, xn--r8jz45g.xn--zckzah",
  })
  @DisplayName("S1-11 A name is kept in lower case and in ASCII")
  void read(String typed, String kept) {
    assertThat(HostName.parse(typed)).contains(new HostName(kept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.localhost",
        "drucker.local",
        "wiki.internal",
        "router.home",
        "nas.lan",
        "x.invalid",
        "abc.onion",
        "1.0.0.127.in-addr.arpa",
        "localhost",
        "salon",
        "",
        "127.0.0.1",
        "1.2.3",
        "salon.example.",
        ".salon.example",
        "salon..example",
        "-salon.example",
        "salon-.example",
        "sa_lon.example",
        "salon.example/x",
        "salon.example:443",
        "ada@salon.example",
        "salon.e",
        "salon.123",
        "[::1]",
        "xn--.example"
      })
  @DisplayName("S1-11 What leads into a house, to an address, or nowhere is no website")
  void refused(String typed) {
    assertThat(HostName.parse(typed)).as("the website read from '%s'", typed).isEmpty();
  }

  @Test
  @DisplayName("S1-11 A name is as long as the standard lets it be")
  void lengths() {
    String label = "a".repeat(63);
    assertThat(HostName.parse(label + ".example")).isPresent();
    assertThat(HostName.parse("a" + label + ".example")).as("a label of 64 letters").isEmpty();
    String three = (label + ".").repeat(3);
    assertThat(HostName.parse(three + "b".repeat(53) + ".example")).as("253 letters").isPresent();
    assertThat(HostName.parse(three + "b".repeat(54) + ".example")).as("254 letters").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "salon.example, false",
    "bücher.example, true",
    "www.bücher.example, true",
    "www.example.例え.テスト, true",
    "axn--b.example, false"
  })
  @DisplayName("S1-11 A name with letters beyond a to z is told, wherever they stand")
  void international(String typed, boolean told) {
    assertThat(HostName.parse(typed).orElseThrow().isInternational())
        .as("whether %s deserves a second look", typed)
        .isEqualTo(told);
  }
}
