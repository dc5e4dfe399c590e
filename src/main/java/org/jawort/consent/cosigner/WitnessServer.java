package org.jawort.consent.cosigner;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jawort.consent.log.SignedNote;
import org.jawort.consent.log.WitnessKey;

/**
 * A witness by HTTP (C2SP tlog-witness): {@code POST /add-checkpoint}, {@code GET /<hash of the
 * origin>/checkpoint}, and its key at {@code GET /key}.
 */
final class WitnessServer implements AutoCloseable {
  private static final Pattern LATEST = Pattern.compile("/([0-9a-f]{64})/checkpoint");
  private static final String TEXT = "text/plain; charset=utf-8";

  /** A proof of 63 lines and a checkpoint with many signatures, also of larger kinds than ours. */
  private static final int LONGEST_BODY = 131_072;

  private static final int WAITING_CONNECTIONS = 64;

  private final Cosigner cosigner;
  private final WitnessKey key;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  WitnessServer(Cosigner cosigner, WitnessKey key, InetSocketAddress address) throws IOException {
    this.cosigner = cosigner;
    this.key = key;
    this.http = HttpServer.create(address, WAITING_CONNECTIONS);
    http.setExecutor(threads);
    http.createContext("/", this::handle);
    http.start();
  }

  /** Where it listens. */
  int port() {
    return http.getAddress().getPort();
  }

  /** An answer; the body is text. */
  private record Reply(int status, String type, String body) {
    static Reply of(int status, String body) {
      return new Reply(status, TEXT, body);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange);
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), head || body.length == 0 ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private Reply reply(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    String method = exchange.getRequestMethod();
    try {
      if (path.equals("/add-checkpoint")) {
        return method.equals("POST") ? add(exchange) : Reply.of(405, "expected: POST\n");
      }
      if (!method.equals("GET") && !method.equals("HEAD")) {
        return Reply.of(405, "expected: GET\n");
      }
      return path.equals("/key") ? Reply.of(200, key + "\n") : latest(path);
    } catch (IOException | RuntimeException e) {
      System.err.println("jawort: the witness cannot answer: " + e);
      return Reply.of(500, "the witness cannot answer now\n");
    }
  }

  private Reply add(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
    if (body.length > LONGEST_BODY) {
      exchange.getResponseHeaders().set("Connection", "close");
      return Reply.of(413, "the request is too long\n");
    }
    return switch (cosigner.add(body)) {
      case CosignOutcome.Cosigned(SignedNote.Line line) -> Reply.of(200, line.toString());
      case CosignOutcome.Malformed(String why) -> Reply.of(400, why + "\n");
      case CosignOutcome.Untrusted() -> Reply.of(403, "no key of the log signed this\n");
      case CosignOutcome.UnknownLog() -> Reply.of(404, "this log is not witnessed here\n");
      case CosignOutcome.HasSeen(long size) -> new Reply(409, "text/x.tlog.size", size + "\n");
      case CosignOutcome.SetBack() ->
          Reply.of(410, "this witness was set back to an older state and signs no more\n");
      case CosignOutcome.Inconsistent() ->
          Reply.of(422, "the log does not go on from what was seen of it\n");
    };
  }

  private Reply latest(String path) {
    Matcher matcher = LATEST.matcher(path);
    Optional<SignedNote> note =
        matcher.matches() ? cosigner.latest(matcher.group(1)) : Optional.empty();
    return note.map(found -> Reply.of(200, found.toString()))
        .orElseGet(() -> Reply.of(404, "there is nothing here\n"));
  }

  /** Lets what is being answered come to its end. */
  @Override
  public void close() {
    http.stop(1);
    threads.close();
  }
}
