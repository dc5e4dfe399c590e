package org.jawort.contact.address;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MobileNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0151 12345678, DE, +4915112345678",
    "0151-1234 5678, DE, +4915112345678",
    "(0151) 12345678, DE, +4915112345678",
    "+49 (0)151 12345678, DE, +4915112345678",
    "0049 151 12345678, DE, +4915112345678",
    "+4915112345678, ZZ, +4915112345678",
    "+43 664 1234567, DE, +436641234567",
    "0664 1234567, AT, +436641234567",
    "079 123 45 67, CH, +41791234567",
    "06 12 34 56 78, FR, +33612345678",
    "(201) 555-0123, US, +12015550123",
  })
  @DisplayName("S2-07 A number as people write it in their country becomes E.164")
  void read(String typed, String country, String key) {
    assertThat(MobileNumber.parse(typed, country))
        .isEqualTo(new MobileNumber.Valid(new MobileNumber(key)));
  }

  @Test
  @DisplayName("S2-07 A number may be forty characters long as it is written, and no more")
  void length() {
    String longest = "0151" + " ".repeat(28) + "12345678";
    assertThat(MobileNumber.parse(longest, "DE"))
        .isEqualTo(new MobileNumber.Valid(new MobileNumber("+4915112345678")));
    assertThat(MobileNumber.parse(longest.replaceFirst(" ", "  "), "DE"))
        .isEqualTo(new MobileNumber.Invalid(MobileNumber.Reason.NO_NUMBER));
  }

  @ParameterizedTest
  @CsvSource({
    "'', DE, MISSING",
    "'  ', DE, MISSING",
    "nonsense, DE, NO_NUMBER",
    "0151 FLOWERS, DE, NO_NUMBER",
    "0151 12345678 ext. 3, DE, NO_NUMBER",
    "030 12345678, DE, NOT_MOBILE",
    "0800 1234567, DE, NOT_MOBILE",
    "0151 1234, DE, NOT_ASSIGNED",
    "+49 151 123456789012, DE, NOT_ASSIGNED",
    "0151 12345678, ZZ, NO_COUNTRY",
    "+999 12345678, DE, NO_NUMBER",
    "11111111111111111111111111111111111111111111, DE, NO_NUMBER",
  })
  @DisplayName("S2-07 What cannot receive a text message is refused, and why")
  void refused(String typed, String country, MobileNumber.Reason reason) {
    assertThat(MobileNumber.parse(typed, country)).isEqualTo(new MobileNumber.Invalid(reason));
  }

  @Property
  void neverThrows(@ForAll @StringLength(max = 45) String text) {
    if (MobileNumber.parse(text, "DE") instanceof MobileNumber.Valid(MobileNumber number)) {
      assertThat(number.key()).matches("\\+[1-9][0-9]{6,14}");
      assertThat(MobileNumber.parse(number.key(), MobileNumber.NO_COUNTRY))
          .isEqualTo(new MobileNumber.Valid(number));
      assertThat(MobileNumber.parse(MobileNumber.shown(number.key()), "FR"))
          .isEqualTo(new MobileNumber.Valid(number));
    }
    assertThat(MobileNumber.beginning(text, "DE").orElse("+")).startsWith("+");
  }

  @Test
  @DisplayName("S2-07 Numbers are shown in the international form, and found by their beginning")
  void shown() {
    assertThat(MobileNumber.shown("+4915112345678")).isEqualTo("+49 1511 2345678");
    assertThat(MobileNumber.shown("+12")).isEqualTo("+12");
    assertThat(MobileNumber.beginning("0151 12", "DE")).contains("+4915112");
    assertThat(MobileNumber.beginning("0043 664", "DE")).contains("+43664");
    assertThat(MobileNumber.beginning("+49 (0)151", "DE")).contains("+49151");
    assertThat(MobileNumber.beginning("Ada", "DE")).isEmpty();
    assertThat(MobileNumber.beginning("4", "DE")).isEmpty();
  }
}
