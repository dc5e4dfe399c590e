package org.jawort.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How much work a guess at a password is. */
class PasswordHashesTest {
  private static final String PASSWORD = "grüner Tee um halb vier";

  /** As the program is delivered, not as the other tests run it. */
  private static PasswordHashes delivered() throws IOException {
    var properties = new Properties();
    try (InputStream file =
        PasswordHashesTest.class.getResourceAsStream("/application.properties")) {
      properties.load(file);
    }
    return new PasswordHashes(Integer.parseInt(properties.getProperty("jawort.password.memory")));
  }

  @Test
  @DisplayName("S1-20 a password is kept as Argon2id with 19 MiB and two passes, salted")
  void strength() throws IOException {
    PasswordHashes hashes = delivered();
    String hash = hashes.hash(PASSWORD);
    assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hashes.nobody()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hashes.hash(PASSWORD)).isNotEqualTo(hash);
    assertThat(hashes.fits(PASSWORD, hash)).as("the password fits").isTrue();
    assertThat(hashes.fits("grüner Tee um halb fünf", hash)).as("another one fits").isFalse();
  }
}
