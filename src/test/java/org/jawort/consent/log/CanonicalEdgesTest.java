package org.jawort.consent.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Numbers and texts in a record that is signed: one way to write each, in every language. */
class CanonicalEdgesTest {
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2"
  })
  @DisplayName("B-02 The samples of RFC 8785, appendix B")
  void samples(String bits, String written) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));
    assertThat(CanonicalJson.number(value)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "10, 10",
    "12, 12",
    "120, 120",
    "-7, -7",
    "0.5, 0.5",
    "-0.5, -0.5",
    "0.05, 0.05",
    "1.5, 1.5",
    "12.25, 12.25",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.5e21, 1.5e+21",
    "1e-6, 0.000001",
    "1.5e-6, 0.0000015",
    "1e-7, 1e-7",
    "1.5e-7, 1.5e-7",
    "2e-323, 2e-323"
  })
  @DisplayName("B-02 On both sides of where the way to write a number changes")
  void edges(double value, String written) {
    assertThat(CanonicalJson.number(value)).isEqualTo(written);
  }

  @Test
  @DisplayName("B-02 In a text control characters alone are written as numbers")
  void texts() {
    String text = "a b\u001f\u007f\u00e4\u2028\ud83d\ude00/";
    var record = JsonMapper.shared().createObjectNode().put("a b", text);
    assertThat(CanonicalJson.of(record))
        .isEqualTo("{\"a b\":\"a b\\u001f\u007f\u00e4\u2028\ud83d\ude00/\"}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  @DisplayName("B-02 What JSON has no number for is not written")
  void none(double value) {
    assertThatThrownBy(() -> CanonicalJson.number(value))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
