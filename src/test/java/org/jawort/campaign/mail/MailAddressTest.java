package org.jawort.campaign.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the envelope, and which server can take it (RFC 6531). */
class MailAddressTest {
  @ParameterizedTest
  @CsvSource({
    "ada@example.org, ada@example.org, false",
    "ada~{}@example.org, ada~{}@example.org, false",
    "ada@bücher.example, ada@xn--bcher-kva.example, false",
    "jürgen@example.org, jürgen@example.org, true",
    "łucja@bücher.example, łucja@xn--bcher-kva.example, true",
    "用户@例子.测试, 用户@xn--fsqu00a.xn--0zwm56d, true"
  })
  @DisplayName(
      "S0-02 A domain goes out in ASCII; letters before the @ need a server that takes them")
  void read(String typed, String written, boolean international) {
    MailAddress address = MailAddress.of(typed).orElseThrow();
    assertThat(address.toString()).isEqualTo(written);
    assertThat(address.international())
        .as("whether %s needs a server with SMTPUTF8", typed)
        .isEqualTo(international);
  }

  @ParameterizedTest
  @CsvSource({
    "@example.org",
    "ada",
    "ada@",
    "ada@.org",
    "ada@-a.org",
    ".ada@example.org",
    "a b@example.org",
    "'a\r\nb@example.org'",
    "a@b@example.org",
    "a,b@example.org",
    "a@exa_mple.org"
  })
  @DisplayName("S0-02 What would break an envelope is no address")
  void none(String typed) {
    assertThat(MailAddress.of(typed)).as("the address read from '%s'", typed).isEmpty();
  }
}
