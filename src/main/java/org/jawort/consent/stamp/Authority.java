package org.jawort.consent.stamp;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cmp.PKIStatus;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jawort.platform.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Asks a time stamping authority over HTTP (RFC 3161 section 3.4), and believes nothing of what it
 * says before it is checked.
 */
final class Authority {
  /** How far its clock and ours may be apart. */
  static final Duration CLOCKS = Duration.ofMinutes(5);

  private static final String POLICY = "policy=";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final URI url;
  private final Duration patience;

  /**
   * One at that address.
   *
   * @param url with user and password where it wants them, and behind # the policy that it is to
   *     stamp by, such as {@code #policy=1.2.3.4.1}
   * @param patience how long an answer may take, all of it
   */
  Authority(URI url, Duration patience) {
    this.url = url;
    this.patience = patience;
  }

  /** Its address without user, password and policy. */
  String name() {
    int port = url.getPort();
    return url.getScheme() + "://" + url.getHost() + (port < 0 ? "" : ":" + port) + url.getPath();
  }

  /**
   * Has something stamped.
   *
   * @param now by our clock
   * @throws TokenException where no token came that holds
   */
  StampToken stamp(byte[] stamped, Instant now) throws TokenException {
    TimeStampRequest request = request(stamped);
    StampToken token = StampToken.of(answer(request), stamped);
    if (Duration.between(now, token.at()).abs().compareTo(CLOCKS) > 0) {
      throw new TokenException("its clock and ours are further apart than " + CLOCKS);
    }
    return token;
  }

  private TimeStampRequest request(byte[] stamped) {
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    String policy = policy();
    if (policy != null) {
      generator.setReqPolicy(new ASN1ObjectIdentifier(policy));
    }
    return generator.generate(TSPAlgorithms.SHA256, Sha256.of(stamped), new BigInteger(64, RANDOM));
  }

  private @Nullable String policy() {
    String fragment = url.getFragment();
    return fragment != null && fragment.startsWith(POLICY)
        ? fragment.substring(POLICY.length())
        : null;
  }

  /** The token in the answer, which is to be one to this very question. */
  private byte[] answer(TimeStampRequest request) throws TokenException {
    try {
      TimeStampResponse answer = read(body(request.getEncoded()));
      int status = answer.getStatus();
      if (status != PKIStatus.GRANTED && status != PKIStatus.GRANTED_WITH_MODS) {
        String why = answer.getStatusString();
        throw new TokenException(
            "it refuses, status " + status + (why == null ? "" : ": " + printable(why)));
      }
      answer.validate(request);
      return answer.getTimeStampToken().getEncoded();
    } catch (TSPException | IOException | RuntimeException e) {
      throw new TokenException("its answer does not fit: " + e.getMessage(), e);
    }
  }

  private static TimeStampResponse read(byte[] answer) throws TokenException {
    try {
      return new TimeStampResponse(answer);
    } catch (TSPException | IOException | RuntimeException e) {
      throw new TokenException("its answer is no answer of RFC 3161", e);
    }
  }

  private static String printable(String why) {
    String line = why.replaceAll("[^\\x20-\\x7E]", "?");
    return line.substring(0, Math.min(line.length(), 200));
  }

  private byte[] body(byte[] question) throws TokenException {
    // A client of its own for each question: there is one an hour, and nothing is left behind.
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(patience)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      CompletableFuture<HttpResponse<byte[]>> sent =
          client.sendAsync(
              http(question),
              HttpResponse.BodyHandlers.limiting(
                  HttpResponse.BodyHandlers.ofByteArray(), StampToken.LARGEST));
      try {
        HttpResponse<byte[]> answer = sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (answer.statusCode() != 200) {
          throw new TokenException("it answers with HTTP status " + answer.statusCode());
        }
        return answer.body();
      } finally {
        sent.cancel(true);
        client.shutdownNow();
      }
    } catch (TimeoutException e) {
      throw new TokenException("it did not answer within " + patience, e);
    } catch (ExecutionException e) {
      throw new TokenException(
          "it cannot be reached, or its answer not be read: "
              + (e.getCause() == null ? e : e.getCause()).getClass().getSimpleName(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenException("the question was broken off", e);
    }
  }

  private HttpRequest http(byte[] question) {
    var request =
        HttpRequest.newBuilder(URI.create(name() + query()))
            .timeout(patience)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .POST(HttpRequest.BodyPublishers.ofByteArray(question));
    if (url.getUserInfo() != null) {
      byte[] user = url.getUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user));
    }
    return request.build();
  }

  private String query() {
    return url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
  }
}
