package org.jawort.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Makes one call to exactly the addresses that were checked: whatever the name server says a moment
 * later, nothing is looked up again. Host, SNI and certificate stay those of the name. Reads of the
 * answer no more than is asked for (RFC 9112), and follows no redirect.
 */
public final class PinnedCall {
  private static final int MOST_ADDRESSES = 3;

  private final SSLSocketFactory tls;
  private final Duration connect;
  private final Duration answer;

  /**
   * Takes its limits.
   *
   * @param connect for one address
   * @param answer for the whole call after that, however slowly the other side drips
   */
  public PinnedCall(SSLSocketFactory tls, Duration connect, Duration answer) {
    this.tls = tls;
    this.connect = connect;
    this.answer = answer;
  }

  /**
   * Tells whether an address can be called: https, with a host, without a password.
   *
   * @param longest in characters
   */
  public static boolean isCallable(String url, int longest) {
    if (url.length() > longest) {
      return false;
    }
    try {
      var uri = new URI(url);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Reads what is left to be read of an answer. */
  private interface Reading<T> {
    T of(InputStream in) throws IOException;
  }

  /**
   * Posts the body.
   *
   * @param addresses of the URI's host, checked by the caller; the first that answers is taken
   * @return the status code
   */
  public int post(URI uri, List<InetAddress> addresses, Map<String, String> headers, byte[] body)
      throws IOException {
    var all = new LinkedHashMap<>(headers);
    all.put("Content-Length", String.valueOf(body.length));
    return call(uri, addresses, head("POST", uri, all), body, in -> HttpAnswer.status(in));
  }

  /**
   * Gets what is there.
   *
   * @param addresses as above
   * @param most bytes of the body; of a longer one so many and one more are read
   */
  public Fetched get(URI uri, List<InetAddress> addresses, Map<String, String> headers, int most)
      throws IOException {
    return call(
        uri, addresses, head("GET", uri, headers), new byte[0], in -> HttpAnswer.whole(in, most));
  }

  private <T> T call(
      URI uri, List<InetAddress> addresses, String head, byte[] body, Reading<T> reading)
      throws IOException {
    try (Socket plain = connected(addresses, port(uri))) {
      long until = System.nanoTime() + answer.toNanos();
      Future<?> deadline = CompletableFuture.runAsync(() -> close(plain), later());
      try (Socket socket = secured(uri, plain)) {
        write(socket.getOutputStream(), head, body);
        return reading.of(socket.getInputStream());
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

  private static String head(String method, URI uri, Map<String, String> headers) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String host = uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    var head =
        new StringBuilder(method + " " + path + query + " HTTP/1.1\r\nHost: " + host + "\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append("Connection: close\r\n\r\n").toString();
  }

  private static void write(OutputStream out, String head, byte[] body) throws IOException {
    var all = new ByteArrayOutputStream();
    all.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    all.writeBytes(body);
    all.writeTo(out);
    out.flush();
  }
}
