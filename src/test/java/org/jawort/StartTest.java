package org.jawort;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jawort.TestBrowser.Page;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what the start prints")
class StartTest {
  /** As bin/dev sets it. */
  private static final String SAMPLE = "jawort.sample";

  private record Started(TestServer server, String printed) implements AutoCloseable {
    /** The path of the first address behind the label. */
    String path(String label) {
      var line =
          Pattern.compile(Pattern.quote(label) + ": +" + Pattern.quote(server.url()) + "(\\S+)")
              .matcher(printed);
      assertThat(line.find()).as(label + " in " + printed).isTrue();
      return line.group(1);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Test
  @DisplayName("Set-up, sign-up form and mailbox can be opened, and the sample firm looks real")
  void sample() {
    System.setProperty(SAMPLE, "true");
    try (Started started = start(Map.of())) {
      Page form = started.server().browser().get(started.path("Sign-up form"));
      assertThat(form.status()).isEqualTo(200);
      assertThat(form.body())
          .contains("Salon Sonnenschein")
          .contains("https://example.org/datenschutz");
      Page setUp = started.server().browser().get(started.path("Set-up (once)"));
      assertThat(setUp.status()).isEqualTo(200);
      assertThat(setUp.body()).contains("value=\"Salon Sonnenschein\"", "Musterstra");
      assertThat(started.server().browser().get(started.path("Mailbox")).status()).isEqualTo(200);
    } finally {
      System.clearProperty(SAMPLE);
    }
  }

  @Test
  @DisplayName("With an owner and a mail server: the staff area, no set-up and no mailbox")
  void inEarnest() {
    var settings =
        Map.of(
            "JAWORT_ADMIN_EMAIL", TestServer.OWNER,
            "JAWORT_ADMIN_PASSWORD", TestServer.PASSWORD,
            "JAWORT_SMTP_URL", "smtp://127.0.0.1:1");
    try (Started started = start(settings)) {
      assertThat(started.path("Staff area")).isEqualTo("/app");
      assertThat(started.printed()).doesNotContain("Set-up", "Mailbox", "Sonnenschein");
    }
  }

  private static Started start(Map<String, String> settings) {
    PrintStream before = System.out;
    var out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      TestServer server = TestServer.start(settings);
      return new Started(server, out.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(before);
    }
  }
}
