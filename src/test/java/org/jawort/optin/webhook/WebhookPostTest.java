package org.jawort.optin.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import org.jawort.TestTls;
import org.jawort.platform.MasterSecret;
import org.jawort.platform.PinnedCall;
import org.jawort.platform.PublicAddresses;
import org.jawort.platform.TenantId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Calls over the wire, to servers that really answer: what is checked is what is called. */
class WebhookPostTest {
  private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  @TempDir private static Path folder;

  private static SSLContext tls;
  private static HttpsServer server;
  private static final List<String> SEEN = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    tls = TestTls.of("crm.example", folder);
    server = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        exchange -> {
          var session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
          byte[] body = exchange.getRequestBody().readAllBytes();
          SEEN.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host")
                  + " "
                  + session.getRequestedServerNames()
                  + " "
                  + new String(body, StandardCharsets.UTF_8));
          boolean moved = exchange.getRequestURI().getPath().equals("/moved");
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(moved ? 302 : 204, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  private static PinnedCall pinned(Duration answer) {
    return new PinnedCall(tls.getSocketFactory(), Duration.ofSeconds(5), answer);
  }

  private static WebhookPost post(WebhookPost.Resolver resolver) {
    return new WebhookPost(
        new JsonMapper(),
        new WebhookSignature(new MasterSecret("a secret of at least thirty-two letters")),
        InstantSource.fixed(Instant.ofEpochSecond(1614265330)),
        resolver,
        address -> true,
        pinned(Duration.ofSeconds(5)));
  }

  private static WebhookCall call(String url) {
    Instant now = Instant.ofEpochSecond(1614265330);
    return new WebhookCall(new TenantId(UUID.randomUUID()), UUID.randomUUID(), url, null, now, 1);
  }

  private static WebhookPost.Answer called(String host, String path) {
    int port = server.getAddress().getPort();
    String url = "https://" + host + ":" + port + path;
    return post(name -> new InetAddress[] {HERE}).make(call(url), List.of(UUID.randomUUID()));
  }

  @Test
  @DisplayName("B-10 Signed as the specification's own example is")
  void example() {
    var key =
        new SecretKeySpec(
            java.util.Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), "HmacSHA256");
    String id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    assertThat(WebhookSignature.sign(key, id, Instant.ofEpochSecond(1614265330), BODY))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  @DisplayName(
      "B-10 What was checked is called: the name is looked up once, Host and SNI stay its own")
  void pinnedToTheName() {
    SEEN.clear();
    int port = server.getAddress().getPort();
    var asked = new AtomicInteger();
    WebhookPost.Resolver turning =
        name -> {
          if (asked.incrementAndGet() > 1) {
            throw new UnknownHostException("asked twice");
          }
          return new InetAddress[] {HERE};
        };
    String url = "https://crm.example:" + port + "/hook?key=a%20b";
    assertThat(post(turning).make(call(url), List.of(UUID.randomUUID())))
        .isEqualTo(new WebhookPost.Answer(true, false, "204"));
    assertThat(asked).hasValue(1);
    assertThat(SEEN.getFirst())
        .startsWith("/hook?key=a%20b crm.example:" + port + " ")
        .contains("value=crm.example")
        .contains("\"type\":\"webhook.test\"", "\"timestamp\":\"2021-02-25T15:02:10Z\"");
  }

  @Test
  @DisplayName("B-10 A certificate of another name ends the call before anything is said")
  void otherName() {
    SEEN.clear();
    assertThat(called("other.example", "/")).isEqualTo(new WebhookPost.Answer(false, false, "TLS"));
    assertThat(SEEN).isEmpty();
  }

  @Test
  @DisplayName("B-10 A redirect is no acceptance and is not followed")
  void redirect() {
    SEEN.clear();
    assertThat(called("crm.example", "/moved"))
        .isEqualTo(new WebhookPost.Answer(false, false, "302"));
    assertThat(SEEN).hasSize(1);
  }

  @Test
  @DisplayName("B-10 One address of ours among those of a name is enough to refuse it")
  void mixed() throws Exception {
    InetAddress far = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
    var post =
        new WebhookPost(
            new JsonMapper(),
            new WebhookSignature(new MasterSecret("a secret of at least thirty-two letters")),
            InstantSource.system(),
            name -> new InetAddress[] {far, HERE},
            PublicAddresses::contain,
            pinned(Duration.ofSeconds(5)));
    assertThat(post.make(call("https://crm.example/"), List.of()))
        .isEqualTo(new WebhookPost.Answer(false, true, "NOT_PUBLIC"));
  }

  @Test
  @DisplayName("B-10 Whoever drips an answer, or never ends one, holds nobody up")
  void slow() throws Exception {
    try (var dripping = new ServerSocket(0, 5, HERE)) {
      Thread.ofVirtual().start(() -> drip(dripping));
      var uri = URI.create("http://crm.example:" + dripping.getLocalPort() + "/");
      assertThatThrownBy(
              () -> pinned(Duration.ofMillis(400)).post(uri, List.of(HERE), Map.of(), BODY))
          .isInstanceOf(SocketTimeoutException.class);
    }
    try (var endless = new ServerSocket(0, 5, HERE)) {
      Thread.ofVirtual().start(() -> flood(endless));
      var uri = URI.create("http://crm.example:" + endless.getLocalPort() + "/");
      assertThatThrownBy(
              () -> pinned(Duration.ofSeconds(30)).post(uri, List.of(HERE), Map.of(), BODY))
          .isInstanceOf(IOException.class);
    }
  }

  /** One letter at a time, never a whole line. */
  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept()) {
      while (socket.getInputStream().read() >= 0) {
        socket.getOutputStream().write('H');
      }
    } catch (IOException e) {
      // The other side hung up, as it should.
    }
  }

  private static void flood(ServerSocket server) {
    try (Socket socket = server.accept()) {
      byte[] much = "H".repeat(10_000).getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < 10_000; i++) {
        socket.getOutputStream().write(much);
      }
    } catch (IOException e) {
      // The other side hung up, as it should.
    }
  }

  @Test
  @DisplayName("B-10 An informational answer is not the answer; the second address is tried")
  void informational() throws Exception {
    try (var polite = new ServerSocket(0, 5, HERE)) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket socket = polite.accept()) {
                  socket.getInputStream().read();
                  String answers =
                      "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 410 Gone\r\n\r\n";
                  socket.getOutputStream().write(answers.getBytes(StandardCharsets.UTF_8));
                  socket.getOutputStream().flush();
                  socket.getInputStream().readAllBytes();
                } catch (IOException e) {
                  // The caller has what it wants.
                }
              });
      var nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 77});
      var uri = URI.create("http://crm.example:" + polite.getLocalPort());
      assertThat(pinned(Duration.ofSeconds(5)).post(uri, List.of(nobody, HERE), Map.of(), BODY))
          .isEqualTo(410);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.2",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.8",
        "192.168.1.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:10.0.0.1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1"
      })
  @DisplayName("B-10 Addresses of our own network, in every guise")
  void ours(String address) throws Exception {
    assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "100.63.255.255", "172.32.0.1", "2606:4700::1", "64:ff9b::101:101"})
  @DisplayName("B-10 Addresses of the internet")
  void theirs(String address) throws Exception {
    assertThat(PublicAddresses.contain(InetAddress.getByName(address))).isTrue();
  }
}
