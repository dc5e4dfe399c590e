package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jawort.platform.Settings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a look at the mail server, without a mail")
class MailServerTest {
  private static Optional<String> probe(int port) {
    var given =
        Map.of("JAWORT_SMTP_URL", "smtp://ada:geheim@127.0.0.1:%d?starttls=never".formatted(port));
    return MailServer.probe(Settings.load(given, Path.of("target/no-such-file")));
  }

  @Test
  @DisplayName("It greets and signs in, and sends nothing")
  void answers() throws Exception {
    try (var peer = new SmtpPeer()) {
      peer.script(command -> command.startsWith("AUTH") ? "235 welcome" : null);
      peer.offering("AUTH PLAIN LOGIN");
      assertThat(probe(peer.port())).isEmpty();
      assertThat(peer.commands).anyMatch(command -> command.startsWith("EHLO"));
      assertThat(peer.commands).noneMatch(command -> command.startsWith("MAIL"));
      assertThat(peer.taken).isEmpty();
    }
  }

  @Test
  @DisplayName("What it says against us is told, without the password")
  void refuses() throws Exception {
    try (var peer = new SmtpPeer()) {
      peer.offering("AUTH PLAIN LOGIN");
      peer.script(command -> command.startsWith("AUTH") ? "535 5.7.8 no such user" : null);
      assertThat(probe(peer.port()))
          .hasValueSatisfying(line -> assertThat(line).contains("535").doesNotContain("geheim"));
    }
  }
}
