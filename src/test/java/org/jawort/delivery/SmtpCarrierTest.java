package org.jawort.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real SMTP conversations: in clear, with STARTTLS, over TLS, signing in. */
class SmtpCarrierTest {
  @TempDir static Path folder;
  private static SSLContext trusted;

  @BeforeAll
  static void certificate() throws Exception {
    Path store = folder.resolve("localhost.p12");
    var keytool =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "k",
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-ext",
            "san=dns:localhost",
            "-validity",
            "2",
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            "changeit");
    assertThat(new ProcessBuilder(keytool).start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, "changeit".toCharArray());
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, "changeit".toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(keys);
    trusted = SSLContext.getInstance("TLS");
    trusted.init(own.getKeyManagers(), trust.getTrustManagers(), null);
  }

  private static Mail mail(String to, boolean international) {
    String raw = "Message-ID: <1@x.example>\r\nTo: " + to + "\r\nSubject: x\r\n\r\n.dot\r\nend\r\n";
    return new Mail("from@x.example", to, international, raw.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply hand(String url, SSLSocketFactory tls, Mail mail) {
    try (var carrier = new SmtpTransport(SmtpSettings.of(URI.create(url)), "me.example", tls)) {
      return carrier.hand(mail);
    }
  }

  private static SSLSocketFactory nobody() {
    return (SSLSocketFactory) SSLSocketFactory.getDefault();
  }

  @Test
  @DisplayName("a real server takes a mail in clear, after signing in")
  void greenMail() throws Exception {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      server.setUser("user", "pass");
      Reply reply =
          hand(
              "smtp://user:pass@127.0.0.1:" + server.getSmtp().getPort(),
              nobody(),
              mail("ada@example.org", false));

      assertThat(reply).isInstanceOf(Reply.Accepted.class);
      assertThat(server.getReceivedMessages()).hasSize(1);
      assertThat(server.getReceivedMessages()[0].getContent().toString()).startsWith(".dot");
    } finally {
      server.stop();
    }
  }

  @Test
  @DisplayName("PLAIN and LOGIN")
  void mechanisms() {
    try (var peer = new SmtpPeer().offering("AUTH PLAIN LOGIN")) {
      hand("smtp://u:p%40ss@127.0.0.1:" + peer.port(), nobody(), mail("a@b.example", false));
      assertThat(peer.commands).contains("AUTH PLAIN " + base64("u\0u\0p@ss"));
    }
    try (var peer = new SmtpPeer().offering("AUTH LOGIN")) {
      assertThat(hand("smtp://u:p@127.0.0.1:" + peer.port(), nobody(), mail("a@b.example", false)))
          .isInstanceOf(Reply.Accepted.class);
      assertThat(peer.commands).contains("PASS " + base64("p"));
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("B-08 a refused sign-in is a fault of ours")
  void signInRefused() {
    try (var peer =
        new SmtpPeer()
            .offering("AUTH PLAIN LOGIN")
            .script(c -> c.startsWith("AUTH") ? "535 5.7.8 no" : null)) {
      Reply reply =
          hand("smtp://u:p@127.0.0.1:" + peer.port(), nobody(), mail("a@b.example", false));

      assertThat(reply).isInstanceOf(Reply.NoConnection.class);
      assertThat(reply.text()).contains("535 5.7.8 no");
    }
  }

  @Test
  @DisplayName("STARTTLS: required means encrypted with a good certificate, or no mail")
  void startTls() {
    try (var peer = new SmtpPeer().offering("STARTTLS").startTls(trusted)) {
      String url = "smtp://localhost:" + peer.port() + "?starttls=required";

      assertThat(hand(url, nobody(), mail("a@b.example", false)))
          .isInstanceOf(Reply.NoConnection.class);
      assertThat(peer.taken).isEmpty();
    }
    try (var peer = new SmtpPeer().offering("STARTTLS").startTls(trusted)) {
      String url = "smtp://localhost:" + peer.port() + "?starttls=required";

      assertThat(hand(url, trusted.getSocketFactory(), mail("a@b.example", false)))
          .isInstanceOf(Reply.Accepted.class);
    }
    try (var peer = new SmtpPeer()) {
      assertThat(hand(peer.url() + "?starttls=required", nobody(), mail("a@b.example", false)))
          .isInstanceOf(Reply.NoConnection.class);
      assertThat(peer.commands).noneMatch(command -> command.startsWith("MAIL"));
    }
  }

  @Test
  @DisplayName("TLS from the first byte")
  void tls() throws Exception {
    try (var peer = new SmtpPeer().overTls(trusted)) {
      String url = "smtps://localhost:" + peer.port();

      assertThat(hand(url, trusted.getSocketFactory(), mail("a@b.example", false)))
          .isInstanceOf(Reply.Accepted.class);
      assertThat(hand(url, nobody(), mail("a@b.example", false)))
          .isInstanceOf(Reply.NoConnection.class);
      assertThat(peer.taken).hasSize(1);
    }
  }

  @Test
  @DisplayName("an international address needs SMTPUTF8; without it the answer is clear")
  void international() {
    try (var peer = new SmtpPeer().offering("8BITMIME", "SMTPUTF8")) {
      assertThat(hand(peer.url(), nobody(), mail("jürgen@example.org", true)))
          .isInstanceOf(Reply.Accepted.class);
      assertThat(peer.taken.getFirst().to()).isEqualTo("RCPT TO:<jürgen@example.org>");
      assertThat(peer.taken.getFirst().from()).contains("SMTPUTF8");
      assertThat(peer.taken.getFirst().data()).contains("To: jürgen@example.org");

      hand(peer.url(), nobody(), mail("ada@example.org", false));
      assertThat(peer.taken.getLast().from()).doesNotContain("SMTPUTF8");
    }
    try (var peer = new SmtpPeer()) {
      assertThat(hand(peer.url(), nobody(), mail("jürgen@example.org", true)))
          .isInstanceOf(Reply.MailRefused.class);
    }
  }

  @Test
  @DisplayName("one connection serves many mails, and a new one where it was closed meanwhile")
  void kept() {
    try (var peer = new SmtpPeer();
        var carrier =
            new SmtpTransport(SmtpSettings.of(URI.create(peer.url())), "me.example", nobody())) {
      for (int i = 0; i < 5; i++) {
        assertThat(carrier.hand(mail("a@b.example", false))).isInstanceOf(Reply.Accepted.class);
      }
      assertThat(peer.commands.stream().filter(c -> c.equals("EHLO me.example"))).hasSize(1);

      peer.kill();
      peer.restart();
      assertThat(carrier.hand(mail("a@b.example", false))).isInstanceOf(Reply.Deferred.class);
      assertThat(carrier.hand(mail("a@b.example", false))).isInstanceOf(Reply.Accepted.class);
    }
  }

  @Test
  void nobodyThere() {
    var peer = new SmtpPeer();
    peer.close();
    assertThat(hand(peer.url(), nobody(), mail("a@b.example", false)))
        .isInstanceOf(Reply.NoConnection.class);
  }
}
