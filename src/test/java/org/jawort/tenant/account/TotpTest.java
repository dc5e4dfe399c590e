package org.jawort.tenant.account;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  private static final byte[] SECRET = "12345678901234567890".getBytes(US_ASCII);

  /** The last six of the eight digits of appendix B. */
  @ParameterizedTest
  @DisplayName("B-17 Codes are those of RFC 6238, appendix B")
  @CsvSource({
    "59, 287082",
    "1111111109, 081804",
    "1111111111, 050471",
    "1234567890, 005924",
    "2000000000, 279037",
    "20000000000, 353130"
  })
  void vectors(long second, String code) {
    Instant at = Instant.ofEpochSecond(second);
    assertThat(Totp.code(SECRET, at)).isEqualTo(code);
    assertThat(Totp.step(SECRET, code, at, 0)).hasValue(second / 30);
    assertThat(Totp.step(SECRET, code, at.plusSeconds(30), 0)).as("a clock behind").isPresent();
    assertThat(Totp.step(SECRET, code, at.plusSeconds(90), 0)).as("too old").isEmpty();
    assertThat(Totp.step(SECRET, code, at, second / 30)).as("once more").isEmpty();
    assertThat(Totp.step(SECRET, code + "0", at, 0)).as("too long").isEmpty();
  }

  @Test
  @DisplayName("B-17 A secret is typed in the letters of RFC 4648, section 10")
  void base32() {
    assertThat(Base32.encode("foobar".getBytes(US_ASCII))).isEqualTo("MZXW6YTBOI");
    assertThat(Base32.encode("fooba".getBytes(US_ASCII))).isEqualTo("MZXW6YTB");
    assertThat(Base32.encode("f".getBytes(US_ASCII))).isEqualTo("MY");
  }
}
