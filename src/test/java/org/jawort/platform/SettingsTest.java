package org.jawort.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("S1-20 Settings")
class SettingsTest {
  private static final Path NO_FILE = Path.of("target/no-such-file");
  private static final String SECRET = "x".repeat(32);

  @TempDir Path folder;

  @Test
  @DisplayName("Without any, everything has its default")
  void defaults() {
    Settings settings = Settings.load(Map.of("HOME", "/root"), NO_FILE);
    assertThat(settings.bind()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.publicUrl()).isEqualTo(URI.create("http://localhost:8080"));
    assertThat(settings.data()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.smtpUrl()).isEmpty();
    assertThat(settings.secret()).isEmpty();
    assertThat(settings.adminEmail()).isEmpty();
    assertThat(settings.languages()).isEqualTo(List.of("de", "en"));
    assertThat(settings.timeZone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(settings.secure()).isFalse();
  }

  @ParameterizedTest(name = "{0}={1}")
  @DisplayName("A wrong value is one line: which setting, what was given, what is expected")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          JAWORT_PORT         | 80a                | is "80a"; expected a port number from 1 to 65535
          JAWORT_PORT         | 65536              | is "65536"; expected a port number from 1 to 65535
          JAWORT_PORT         | -1                 | is "-1"; expected a port number from 1 to 65535
          JAWORT_PUBLIC_URL   | jawort.example     | is not usable; expected http(s)://host
          JAWORT_PUBLIC_URL   | ftp://a.example    | is not usable; expected http(s)://host
          JAWORT_PUBLIC_URL   | https://a b        | is not an address; expected http(s)://host
          JAWORT_PUBLIC_URL   | https://u:p@a.de   | is not usable; expected http(s)://host
          JAWORT_PUBLIC_URL   | https://a.de/?x=1  | is not usable; expected http(s)://host
          JAWORT_SMTP_URL     | mail.example:25    | is not a mail server's address; expected smtp://
          JAWORT_SMTP_URL     | https://a.example  | is not a mail server's address; expected smtp://
          JAWORT_SMTP_URL     | smtp://u:p w@h     | is not an address; expected smtp://
          JAWORT_SECRET       | hunter2            | has 7 characters; expected at least 32 random ones
          JAWORT_ADMIN_EMAIL  | ada@example.org    | and JAWORT_ADMIN_PASSWORD belong together
          JAWORT_ADMIN_PASSWORD | hunter2          | belong together; expected both or neither
          JAWORT_DATABASE_URL | postgres://u:p@h/d | JAWORT_SECRET is missing; with JAWORT_DATABASE_URL it is required
          JAWORT_LANGUAGES    | fr                 | is "fr"; expected "de", "en" or "de,en"
          JAWORT_LANGUAGES    | de,de              | is "de,de"; expected "de", "en" or "de,en"
          JAWORT_TIME_ZONE    | Berlin             | is "Berlin"; expected a zone such as Europe/Berlin
          JAWORT_TRUSTED_PROXIES | 10.0.0.0/33     | is "10.0.0.0/33"; expected networks such as 10.0.0.0/8
          JAWORT_TRUSTED_PROXIES | proxy.example   | is "proxy.example"; expected networks such as
          JAWORT_TRUSTED_PROXIES | 10.0.0.1,       | is "10.0.0.1,"; expected networks such as
          JAWORT_METRICS_TOKEN | hunter2           | has 7 characters; expected at least 32 random ones
          JAWORT_PROT         | 8080               | is not a setting of Jawort; see the README
          """)
  void wrongValue(String name, String value, String expected) {
    assertThatThrownBy(() -> Settings.load(Map.of(name, value), NO_FILE))
        .isInstanceOf(SettingException.class)
        .message()
        .startsWith("JAWORT_")
        .contains(expected)
        .doesNotContain("hunter2", "u:p", "\n");
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("What is meant for this machine alone, and what is not")
  @CsvSource({
    "http://localhost:8080, true",
    "http://127.0.0.1, true",
    "http://[::1]:8080, true",
    "http://jawort.localhost, true",
    "http://192.168.1.5, false",
    "http://localhost.example, false",
    "https://jawort.example, false"
  })
  void local(String publicUrl, boolean local) {
    assertThat(Settings.load(Map.of("JAWORT_PUBLIC_URL", publicUrl), NO_FILE).local())
        .isEqualTo(local);
  }

  @Test
  @DisplayName("The file gives what the environment does not")
  void file() throws IOException {
    Path file = folder.resolve("jawort.properties");
    Files.writeString(file, "jawort.port=9090\njawort.public.url=https://post.example/\n");
    assertThat(Settings.load(Map.of(), file).publicUrl())
        .isEqualTo(URI.create("https://post.example"));
    assertThat(Settings.load(Map.of("JAWORT_PORT", "7070"), file).port()).isEqualTo(7070);
    assertThat(Settings.load(Map.of(), file).secure()).isTrue();
  }

  @Test
  @DisplayName("A file that is no text is one line too")
  void unreadableFile() throws IOException {
    Path file = folder.resolve("jawort.properties");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatThrownBy(() -> Settings.load(Map.of(), file))
        .isInstanceOf(SettingException.class)
        .hasMessageEndingWith("cannot be read as a properties file in UTF-8");
  }

  @Test
  @DisplayName("A database of one's own and a good secret are taken")
  void ownDatabase() {
    var given = new HashMap<String, String>();
    given.put("JAWORT_DATABASE_URL", "postgres://u:p@h/d");
    given.put("JAWORT_SECRET", SECRET);
    given.put("JAWORT_BIND", "0.0.0.0");
    Settings settings = Settings.load(given, NO_FILE);
    assertThat(settings.databaseUrl()).contains("postgres://u:p@h/d");
    assertThat(settings.secret()).contains(SECRET);
    assertThat(settings.bind()).isEqualTo("0.0.0.0");
  }
}
