package org.jawort.contact.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A top-level domain is no number, in whatever letters the rest is written (RFC 3696). */
class NumberedDomainTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@bücher.0",
        "ada@bücher.9",
        "ada@bücher.123",
        "ada@xn--bcher-kva.123",
        "ada@例え.٣",
        "ada@bücher.example.5"
      })
  @DisplayName("S0-02 A domain that ends with a number has no mailboxes")
  void refused(String typed) {
    assertThat(EmailAddress.parse(typed))
        .isEqualTo(new EmailAddress.Invalid(EmailAddress.Reason.DOMAIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada@bücher.a1", "ada@bücher.1a", "ada@1.bücher.example"})
  @DisplayName("S0-02 A number in it does no harm")
  void taken(String typed) {
    assertThat(EmailAddress.parse(typed)).isInstanceOf(EmailAddress.Valid.class);
  }
}
