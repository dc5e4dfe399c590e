package org.jawort.optin.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jawort.platform.PinnedCall;
import org.jawort.platform.PublicAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes one call: a POST with a JSON object, signed by Standard Webhooks (B-10). Its id is the same
 * at each attempt, so that the other side knows one that it had already. Never to an address of our
 * own network: all addresses of the name are checked, and one of these is called. Never after a
 * redirect.
 */
@Component
class WebhookPost {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final int GONE = 410;

  /**
   * What the other side said.
   *
   * @param taken whether it has it now
   * @param forGood whether it will never take it
   * @param text a status code, or in a word what went wrong
   */
  record Answer(boolean taken, boolean forGood, String text) {}

  /** Looks up a name, once for each call. */
  interface Resolver {
    /** All addresses of a host. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  private final JsonMapper json;
  private final WebhookSignature signature;
  private final InstantSource clock;
  private final Resolver resolver;
  private final Predicate<InetAddress> reachable;
  private final PinnedCall post;

  @Autowired
  WebhookPost(JsonMapper json, WebhookSignature signature, InstantSource clock) {
    this(
        json,
        signature,
        clock,
        InetAddress::getAllByName,
        PublicAddresses::contain,
        new PinnedCall((SSLSocketFactory) SSLSocketFactory.getDefault(), CONNECT, ANSWER));
  }

  /** Calls only the addresses that the given test lets pass. */
  WebhookPost(
      JsonMapper json,
      WebhookSignature signature,
      InstantSource clock,
      Resolver resolver,
      Predicate<InetAddress> reachable,
      PinnedCall post) {
    this.json = json;
    this.signature = signature;
    this.clock = clock;
    this.resolver = resolver;
    this.reachable = reachable;
    this.post = post;
  }

  /**
   * Makes the call and waits for the answer.
   *
   * @param secrets with which it is signed
   */
  Answer make(WebhookCall call, List<UUID> secrets) {
    var uri = URI.create(call.url());
    byte[] body = json.writeValueAsBytes(body(call));
    try {
      List<InetAddress> addresses = List.of(resolver.resolve(uri.getHost()));
      if (!addresses.stream().allMatch(reachable)) {
        return new Answer(false, true, "NOT_PUBLIC");
      }
      int status = post.post(uri, addresses, headers(call, secrets, body), body);
      return new Answer(status / 100 == 2, status == GONE, String.valueOf(status));
    } catch (IOException e) {
      return new Answer(false, false, word(e));
    }
  }

  private static String word(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> "UNKNOWN_HOST";
      case SocketTimeoutException late -> "TIMEOUT";
      case SSLException insecure -> "TLS";
      default -> "CONNECTION";
    };
  }

  private Map<String, String> headers(WebhookCall call, List<UUID> secrets, byte[] body) {
    Instant now = clock.instant();
    var headers = new LinkedHashMap<String, String>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "Jawort");
    headers.put("webhook-id", call.id().toString());
    headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
    headers.put(
        "webhook-signature", signature.header(call.tenant(), secrets, call.id(), now, body));
    headers.put("Idempotency-Key", call.id().toString());
    return headers;
  }

  private static Map<String, Object> body(WebhookCall call) {
    var body = new LinkedHashMap<String, Object>();
    WebhookCall.Subject subject = call.subject();
    WebhookCall.Told told = call.told();
    if (told != null) {
      body.put("type", told.type());
    } else {
      body.put("type", subject == null ? "webhook.test" : "process.step");
    }
    body.put("timestamp", call.createdAt().toString());
    Map<String, Object> about = subject == null ? Map.of() : data(subject);
    body.put("data", told == null ? about : told.data());
    return body;
  }

  private static Map<String, Object> data(WebhookCall.Subject subject) {
    var data = new LinkedHashMap<String, Object>();
    data.put("run", subject.run());
    data.put("process", subject.process());
    data.put("version", subject.version());
    data.put("step", subject.step());
    data.put("contactPoint", subject.contactPoint());
    put(data, "address", subject.address());
    put(data, "purpose", subject.purpose());
    put(data, "status", subject.status());
    if (subject.trial()) {
      data.put("trial", true);
    }
    return data;
  }

  private static void put(Map<String, Object> body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
