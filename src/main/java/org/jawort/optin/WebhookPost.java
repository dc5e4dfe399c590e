package org.jawort.optin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes one call: a POST with a JSON object, and the call's id as {@code Idempotency-Key}, by which
 * the other side knows one that it had already. Never to an address of our own network, never after
 * a redirect.
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
   * @param text a status code or what went wrong, without an address
   */
  record Answer(boolean taken, boolean forGood, String text) {}

  private final JsonMapper json;
  private final Predicate<InetAddress> reachable;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  @Autowired
  WebhookPost(JsonMapper json) {
    this(json, WebhookPost::isPublic);
  }

  /** Calls only the addresses that the given test lets pass. */
  WebhookPost(JsonMapper json, Predicate<InetAddress> reachable) {
    this.json = json;
    this.reachable = reachable;
  }

  private static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean carrier = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    return !(address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal
        || carrier);
  }

  /** Makes the call and waits for the answer. */
  Answer make(WebhookCall call) {
    var uri = URI.create(call.url());
    try {
      if (!Arrays.stream(InetAddress.getAllByName(uri.getHost())).allMatch(reachable)) {
        return new Answer(false, true, "the host is not on the internet");
      }
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .timeout(ANSWER)
              .header("Content-Type", "application/json")
              .header("User-Agent", "Jawort")
              .header("Idempotency-Key", call.id().toString())
              .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body(call))))
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return new Answer(status / 100 == 2, status == GONE, String.valueOf(status));
    } catch (UnknownHostException e) {
      return new Answer(false, false, "the host is not known");
    } catch (IOException e) {
      return new Answer(false, false, e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer(false, false, "interrupted");
    }
  }

  private static Map<String, Object> body(WebhookCall call) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", call.id());
    body.put("type", "process.step");
    body.put("at", call.createdAt().toString());
    body.put("run", call.run());
    body.put("process", call.process());
    body.put("version", call.version());
    body.put("step", call.step());
    body.put("contactPoint", call.contactPoint());
    put(body, "address", call.address());
    put(body, "purpose", call.purpose());
    put(body, "status", call.status());
    if (call.trial()) {
      body.put("trial", true);
    }
    return body;
  }

  private static void put(
      Map<String, Object> body, String name, @org.jspecify.annotations.Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
