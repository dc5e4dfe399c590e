package org.jawort.consent.stamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.jawort.Await;
import org.jawort.platform.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Asked and answered: openssl as authority, and everything else that may answer. */
@DisplayName("B-13 law 62 A time stamping authority")
class AuthorityTest {
  private static final byte[] STAMPED =
      "salon.example/log\n5\nAAAA\n".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;
  private OpenSslAuthority openssl;

  @BeforeEach
  void start() {
    openssl = new OpenSslAuthority(folder);
  }

  @AfterEach
  void stop() {
    openssl.close();
  }

  private StampToken ask(URI url) throws TokenException {
    return new Authority(url, Await.LIMIT).stamp(STAMPED, Instant.now());
  }

  @Test
  @DisplayName("Its token says what was stamped, when and by whom, and whose certificate that is")
  void good() throws Exception {
    StampToken token = ask(openssl.url());
    assertThat(token.at()).isBetween(Instant.now().minus(Authority.CLOCKS), Instant.now());
    assertThat(token.signer()).contains("CN=Time stamps");
    assertThat(token.isFrom(openssl.roots())).as("under its root").isTrue();
    assertThat(token.isFrom(List.of(openssl.good().certificate()))).as("its own").isTrue();
    assertThat(token.isFrom(List.of(openssl.root("CN=Root of the time").certificate())))
        .as("under another root of the same name")
        .isFalse();
    assertThat(token.isFrom(List.of())).as("under none").isFalse();

    StampToken again = StampToken.of(token.der(), STAMPED);
    assertThat(again.at()).as("read again").isEqualTo(token.at());
    byte[] other = STAMPED.clone();
    other[0]++;
    assertThatThrownBy(() -> StampToken.of(token.der(), other))
        .hasMessageContaining("something else");
  }

  @Test
  @DisplayName("A token with a changed byte is none, or the same")
  void changed() throws Exception {
    StampToken token = ask(openssl.url());
    byte[] der = token.der();
    for (int place = 0; place < der.length; place += 7) {
      byte[] bad = der.clone();
      bad[place] ^= 4;
      try {
        StampToken read = StampToken.of(bad, STAMPED);
        // What the signature does not cover: other certificates, and unsigned parts.
        assertThat(read.at()).as("the time, byte %d changed", place).isEqualTo(token.at());
      } catch (TokenException e) {
        assertThat(e.why()).as("what is said of byte %d changed", place).isNotBlank();
      }
    }
  }

  private static byte[] question(byte[] asked, boolean otherNonce, String policy, byte[] text)
      throws IOException {
    TimeStampRequest request = parsed(asked);
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    if (policy != null) {
      generator.setReqPolicy(new ASN1ObjectIdentifier(policy));
    }
    BigInteger nonce = request.getNonce();
    return generator
        .generate(
            TSPAlgorithms.SHA256, Sha256.of(text), otherNonce ? nonce.add(BigInteger.ONE) : nonce)
        .getEncoded();
  }

  private static TimeStampRequest parsed(byte[] asked) throws IOException {
    return new TimeStampRequest(asked);
  }

  private void answer(HttpExchange exchange, byte[] question) throws IOException {
    OpenSslAuthority.send(exchange, openssl.stamped(question, openssl.good()));
  }

  private static void status(HttpExchange exchange, int status) throws IOException {
    exchange.getResponseHeaders().add("Location", "/tsr");
    exchange.sendResponseHeaders(status, -1);
  }

  private Map<String, OpenSslAuthority.Behaviour> faults() {
    return Map.ofEntries(
        Map.entry(
            "nonce", (exchange, asked) -> answer(exchange, question(asked, true, null, STAMPED))),
        Map.entry(
            "imprint",
            (exchange, asked) -> answer(exchange, question(asked, false, null, new byte[] {1}))),
        Map.entry(
            "expired",
            (exchange, asked) ->
                OpenSslAuthority.send(exchange, openssl.stamped(asked, openssl.expired()))),
        Map.entry(
            "usage",
            (exchange, asked) ->
                OpenSslAuthority.send(
                    exchange, ForgedToken.of(parsed(asked), openssl.withoutUsage()))),
        Map.entry(
            "garbage",
            (exchange, asked) -> OpenSslAuthority.send(exchange, "time is money".getBytes())),
        Map.entry("mirror", OpenSslAuthority::send),
        Map.entry("nothing", (exchange, asked) -> OpenSslAuthority.send(exchange, new byte[0])),
        Map.entry(
            "huge",
            (exchange, asked) -> OpenSslAuthority.send(exchange, new byte[20 * 1024 * 1024])),
        Map.entry("unavailable", (exchange, asked) -> status(exchange, 503)),
        Map.entry("elsewhere", (exchange, asked) -> status(exchange, 302)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonce: nonce",
        "imprint: message imprint",
        "expired: certificate not valid",
        "usage: ExtendedKeyUsage",
        "garbage: no answer of RFC 3161",
        "mirror: RFC 3161",
        "nothing: RFC 3161",
        "huge: cannot be reached, or its answer not be read",
        "unavailable: HTTP status 503",
        "elsewhere: HTTP status 302"
      })
  @DisplayName("An answer that is not one to this very question is none, and it is said why")
  void wrong(String fault) {
    String[] parts = fault.split(": ", 2);
    openssl.behave(faults().get(parts[0]));
    assertThatThrownBy(() -> ask(openssl.url()))
        .isInstanceOf(TokenException.class)
        .hasMessageContaining(parts[1]);
  }

  @Test
  @DisplayName("Another policy than the one that was asked for is refused, by whichever side")
  void policy() {
    URI url = URI.create(openssl.url() + "#policy=1.2.3.4.9");
    assertThatThrownBy(() -> ask(url)).hasMessageContaining("it refuses, status 2");
    openssl.behave((exchange, asked) -> answer(exchange, question(asked, false, null, STAMPED)));
    assertThatThrownBy(() -> ask(url)).hasMessageContaining("policy");
  }

  @Test
  @DisplayName("The policy that was asked for is taken")
  void rightPolicy() throws Exception {
    assertThat(ask(URI.create(openssl.url() + "#policy=1.2.3.4.1")).signer()).contains("Time");
  }

  @Test
  @DisplayName("A clock that is far from ours is not believed")
  void clock() {
    assertThatThrownBy(
            () ->
                new Authority(openssl.url(), Await.LIMIT)
                    .stamp(STAMPED, Instant.now().plus(Duration.ofHours(1))))
        .hasMessageContaining("clock");
  }

  @Test
  @DisplayName("One that is dead, and one that never comes to an end, are left")
  void slow() {
    var over = new CountDownLatch(1);
    openssl.behave(
        (exchange, asked) -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write(0x30);
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    var impatient = new Authority(openssl.url(), Duration.ofMillis(200));
    assertThatThrownBy(() -> impatient.stamp(STAMPED, Instant.now()))
        .isInstanceOf(TokenException.class);
    over.countDown();
    URI url = openssl.url();
    openssl.close();
    assertThatThrownBy(() -> ask(url)).hasMessageContaining("cannot be reached");
  }

  @Test
  @DisplayName("User, password and policy are told to nobody")
  void name() {
    var url = URI.create("https://ada:secret@tsa.example:8443/tsr?key=hidden#policy=1.2.3");
    assertThat(new Authority(url, Duration.ofSeconds(1)).name())
        .isEqualTo("https://tsa.example:8443/tsr");
  }
}
