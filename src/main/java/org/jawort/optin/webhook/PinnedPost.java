package org.jawort.optin.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes one POST to exactly the addresses that were checked: whatever the name server says a moment
 * later, nothing is looked up again. Host, SNI and certificate stay those of the name. Reads of the
 * answer no more than its status (RFC 9112), and follows no redirect.
 */
final class PinnedPost {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");
  private static final int MOST_ADDRESSES = 3;
  private static final int LONGEST_HEAD = 16_384;

  private final SSLSocketFactory tls;
  private final Duration connect;
  private final Duration answer;

  /**
   * Takes its limits.
   *
   * @param connect for one address
   * @param answer for the whole call after that, however slowly the other side drips
   */
  PinnedPost(SSLSocketFactory tls, Duration connect, Duration answer) {
    this.tls = tls;
    this.connect = connect;
    this.answer = answer;
  }

  /**
   * Posts the body.
   *
   * @param addresses of the URI's host, checked by the caller; the first that answers is taken
   * @return the status code
   */
  int send(URI uri, List<InetAddress> addresses, Map<String, String> headers, byte[] body)
      throws IOException {
    try (Socket plain = connected(addresses, port(uri))) {
      long until = System.nanoTime() + answer.toNanos();
      Future<?> deadline = CompletableFuture.runAsync(() -> close(plain), later());
      try (Socket socket = secured(uri, plain)) {
        write(socket.getOutputStream(), uri, headers, body);
        return status(socket.getInputStream());
      } catch (IOException e) {
        if (System.nanoTime() >= until) {
          throw new SocketTimeoutException("no answer in time");
        }
        throw e;
      } finally {
        deadline.cancel(false);
      }
    }
  }

  private java.util.concurrent.Executor later() {
    return CompletableFuture.delayedExecutor(answer.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Socket connected(List<InetAddress> addresses, int port) throws IOException {
    IOException last = new IOException("no address");
    for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port), Math.toIntExact(connect.toMillis()));
        socket.setSoTimeout(Math.toIntExact(answer.toMillis()));
        return socket;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private static boolean isSecure(URI uri) {
    return "https".equals(uri.getScheme());
  }

  private static int port(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : isSecure(uri) ? 443 : 80;
  }

  /** With the name in SNI, and the certificate checked for it (RFC 9110, 4.3.4). */
  private Socket secured(URI uri, Socket plain) throws IOException {
    if (!isSecure(uri)) {
      return plain;
    }
    String name = uri.getHost().replaceAll("[\\[\\]]", "");
    var socket = (SSLSocket) tls.createSocket(plain, name, port(uri), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void write(OutputStream out, URI uri, Map<String, String> headers, byte[] body)
      throws IOException {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    var head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\nHost: " + host + "\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: " + body.length + "\r\nConnection: close\r\n\r\n");
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    all.writeTo(out);
    out.flush();
  }

  /** The first status that is not informational. */
  private static int status(InputStream in) throws IOException {
    int[] left = {LONGEST_HEAD};
    while (true) {
      String line = line(in, left);
      Matcher status = STATUS.matcher(line);
      if (!status.matches()) {
        throw new ProtocolException("no status line");
      }
      int code = Integer.parseInt(status.group(1));
      if (code >= 200) {
        return code;
      }
      while (!line.isEmpty()) {
        line = line(in, left);
      }
    }
  }

  private static String line(InputStream in, int[] left) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0 || left[0]-- == 0) {
        throw new ProtocolException("the answer ends or does not end");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }
}
