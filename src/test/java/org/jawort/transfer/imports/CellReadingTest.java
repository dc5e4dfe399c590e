package org.jawort.transfer.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Optional;
import org.jawort.contact.address.MobileNumber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellReadingTest {
  private static String date(String cell, @Nullable Boolean dayFirst) {
    return switch (CellDates.read(cell, dayFirst)) {
      case CellDates.Read.Moment moment -> moment.at(ZoneId.of("Europe/Berlin")).toString();
      case CellDates.Read.Ambiguous ambiguous -> "?";
      case CellDates.Read.Unreadable unreadable -> "none";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "31.12.24, 2024-12-30T23:00:00Z",
    "31.12.1984 10:20, 1984-12-31T09:20:00Z",
    "12/31/2024, 2024-12-30T23:00:00Z",
    "12/31/2024 3:04 PM, 2024-12-31T14:04:00Z",
    "45657, 2024-12-30T23:00:00Z",
    "2024-12-31T10:00:00Z, 2024-12-31T10:00:00Z",
    "2024-12-31 10:00:00 UTC, 2024-12-31T10:00:00Z",
    "2024-12-31 10:00:00.123 +0100, 2024-12-31T09:00:00.123Z",
    "2024-12-31 10:00, 2024-12-31T09:00:00Z",
    "3/4/2024, ?",
    "5/5/2024, 2024-05-04T22:00:00Z",
    "31.2.2024, none",
    "13/13/2024, none",
    "morgen, none"
  })
  @DisplayName("S1-16 dates are read as they were meant, or not at all")
  void dates(String cell, String expected) {
    assertThat(date(cell, null)).isEqualTo(expected);
  }

  @Test
  @DisplayName("S1-16 which comes first, day or month, the column decides")
  void order() {
    assertThat(date("3/4/2024", true)).isEqualTo("2024-04-02T22:00:00Z");
    assertThat(date("3/4/2024", false)).isEqualTo("2024-03-03T23:00:00Z");
    assertThat(date("25/4/2024", false)).isEqualTo("2024-04-24T22:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "0151 12345678, +4915112345678",
    "15112345678, +4915112345678",
    "4915112345678, +4915112345678",
    "'4,915112345678E+12', +4915112345678",
    "004915112345678, +4915112345678",
    "tel:+4915112345678, +4915112345678",
    "436641234567, +436641234567",
    "'4,91511E+12', lost",
    "030 123456, none"
  })
  @DisplayName(
      "S1-16 a number that lost its plus or its zero is found again, one that was rounded is not")
  void mobiles(String cell, String expected) {
    Optional<String> digits = CellValues.digits(cell);
    String read =
        digits
            .map(text -> CellValues.mobile(text, "DE").map(MobileNumber::key).orElse("none"))
            .orElse("lost");
    assertThat(read).isEqualTo(expected);
  }

  @Test
  @DisplayName("S1-16 addresses are found in whatever stands around them")
  void addresses() {
    assertThat(CellValues.addresses("Ada Berg <ada@example.org>"))
        .containsExactly("ada@example.org");
    assertThat(CellValues.addresses("mailto:ada@example.org?subject=x"))
        .containsExactly("ada@example.org");
    assertThat(CellValues.addresses("a@example.org; b@example.org\nc@example.org"))
        .containsExactly("a@example.org", "b@example.org", "c@example.org");
    assertThat(CellValues.addresses("'ada@example.org'")).containsExactly("ada@example.org");
  }

  @ParameterizedTest
  @CsvSource({
    "'1.234,50', '1234,50'",
    "'1,234.50', 1234.50",
    "'1,5E+10', 15000000000",
    "5 €, 5",
    "'1,5', '1,5'"
  })
  @DisplayName("S1-16 numbers lose what parts their thousands, and no digit")
  void numbers(String cell, String expected) {
    assertThat(CellValues.number(cell)).isEqualTo(expected);
  }
}
