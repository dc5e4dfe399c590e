package org.jawort.contact.address;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ASCII's signs and edges in addresses that go beyond it. */
class InternationalEdgesTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          !ä@example.org,       !ä@example.org
          ~ä@example.org,       ~ä@example.org
          azä@example.org,      azä@example.org
          09ä@example.org,      09ä@example.org
          ada@col·lecció.cat,   ada@xn--collecci-ioa91d.cat
          """)
  @DisplayName("S0-01 The first and the last sign that are allowed are allowed")
  void allowed(String typed, String key) {
    assertThat(EmailAddress.parse(typed))
        .isInstanceOfSatisfying(
            EmailAddress.Valid.class, valid -> assertThat(valid.address().key()).isEqualTo(key));
  }

  @ParameterizedTest
  @CsvSource({"[ä@example.org", ":ä@example.org", "\"ä@example.org", "(ä@example.org"})
  @DisplayName("S0-01 Their neighbours are not")
  void neighbours(String typed) {
    assertThat(EmailAddress.parse(typed))
        .isEqualTo(new EmailAddress.Invalid(EmailAddress.Reason.LOCAL_PART));
  }
}
