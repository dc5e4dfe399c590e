package org.jawort.consent.stamp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Executors;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jawort.Await;

/**
 * A time stamping authority: {@code openssl ts} behind HTTP, with a root of its own, and with the
 * answers that a test wishes for.
 */
public final class OpenSslAuthority implements AutoCloseable {
  private static final String POLICY = "1.2.3.4.1";
  private static final String CONFIGURATION =
      """
      [tsa]
      serial = %1$s/serial
      signer_digest = sha256
      default_policy = %2$s
      digests = sha256
      accuracy = secs:1
      ordering = no
      tsa_name = yes
      ess_cert_id_chain = no
      ess_cert_id_alg = sha256
      """;

  /** What it does with a question. */
  @FunctionalInterface
  public interface Behaviour {
    /** Answers it. */
    void answer(HttpExchange exchange, byte[] question) throws IOException;
  }

  /** A key and its certificate. */
  record Signer(KeyPair keys, X509Certificate certificate) {}

  private final Path folder;
  private final HttpServer server;
  private final Signer root;
  private final Signer good;
  private volatile Behaviour behaviour = this::good;

  /** Starts one that stamps whatever it is shown. */
  public OpenSslAuthority(Path folder) {
    this.folder = folder;
    this.root = issued("CN=Root of the time", null, true, Duration.ofDays(30));
    this.good = issued("CN=Time stamps,O=Testing", root, true, Duration.ofDays(20));
    try {
      Files.writeString(
          folder.resolve("openssl.cnf"), CONFIGURATION.formatted(folder.toAbsolutePath(), POLICY));
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/tsr",
        exchange -> {
          try (exchange) {
            behaviour.answer(exchange, exchange.getRequestBody().readAllBytes());
          }
        });
    server.start();
  }

  /** Its address. */
  public URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/tsr");
  }

  /** From now on it answers so. */
  public void behave(Behaviour other) {
    behaviour = other;
  }

  /** From now on it answers as it should. */
  public void behave() {
    behaviour = this::good;
  }

  private void good(HttpExchange exchange, byte[] question) throws IOException {
    send(exchange, stamped(question, good));
  }

  /** Sends an answer. */
  public static void send(HttpExchange exchange, byte[] answer) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/timestamp-reply");
    exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
  }

  /** What openssl makes of a question. */
  byte[] stamped(byte[] question, Signer signer) throws IOException {
    Path work = Files.createTempDirectory(folder, "question");
    Path asked = Files.write(work.resolve("question.tsq"), question);
    Path answer = work.resolve("answer.tsr");
    synchronized (this) {
      var openssl =
          new ProcessBuilder(
                  "openssl",
                  "ts",
                  "-reply",
                  "-config",
                  folder.resolve("openssl.cnf").toString(),
                  "-section",
                  "tsa",
                  "-queryfile",
                  asked.toString(),
                  "-inkey",
                  pem(
                      work.resolve("key.pem"),
                      "PRIVATE KEY",
                      signer.keys().getPrivate().getEncoded()),
                  "-signer",
                  certificate(work.resolve("signer.pem"), signer.certificate()),
                  "-out",
                  answer.toString())
              .redirectErrorStream(true)
              .redirectOutput(work.resolve("log").toFile())
              .start();
      Await.end(openssl);
      assertThat(openssl.exitValue())
          .as("openssl ts -reply: %s", Files.readString(work.resolve("log")))
          .isZero();
    }
    return Files.readAllBytes(answer);
  }

  /** A certificate in a file, for {@code --tsa}. */
  static String certificate(Path file, X509Certificate certificate) throws IOException {
    try {
      return pem(file, "CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String pem(Path file, String kind, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    return file.toString();
  }

  /** The root in a file. */
  public String rootFile() throws IOException {
    return certificate(folder.resolve("root.pem"), root.certificate());
  }

  X509Certificate root() {
    return root.certificate();
  }

  Signer good() {
    return good;
  }

  Signer root(String name) {
    return issued(name, null, true, Duration.ofDays(30));
  }

  /** One whose certificate ended before now. */
  Signer expired() {
    return issued("CN=Late", root, true, Duration.ofHours(-1));
  }

  /** One whose certificate says nothing of time stamps. */
  Signer withoutUsage() {
    return issued("CN=Anybody", root, false, Duration.ofDays(20));
  }

  private static Signer issued(String name, Signer by, boolean stamps, Duration ends) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      KeyPair keys = generator.generateKeyPair();
      Instant now = Instant.now();
      var subject = new X500Principal(name);
      var builder =
          new JcaX509v3CertificateBuilder(
              by == null ? subject : by.certificate().getSubjectX500Principal(),
              BigInteger.valueOf(now.toEpochMilli()),
              Date.from(now.minus(Duration.ofDays(2))),
              Date.from(now.plus(ends)),
              subject,
              keys.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(by == null));
      if (by != null && stamps) {
        builder.addExtension(
            Extension.extendedKeyUsage,
            true,
            new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
      }
      var signer =
          new JcaContentSignerBuilder("SHA256withECDSA")
              .build((by == null ? keys : by.keys()).getPrivate());
      return new Signer(
          keys, new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  List<X509Certificate> roots() {
    return List.of(root());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
