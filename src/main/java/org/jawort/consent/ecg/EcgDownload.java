package org.jawort.consent.ecg;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jawort.platform.Fetched;
import org.jawort.platform.PinnedCall;
import org.jawort.platform.PublicAddresses;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Downloads a list: from the internet alone, never from our own network, never after a redirect,
 * and no more than a list can have. All addresses of the name are checked, and one of these is
 * called.
 */
@Component
class EcgDownload {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int LONGEST_TAG = 500;
  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;

  /** Looks up a name, once for each call. */
  interface Resolver {
    /** All addresses of a host. */
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** What came. */
  sealed interface Answer {
    /** A file. */
    record File(byte[] content, @Nullable String etag, @Nullable String lastModified)
        implements Answer {}

    /** It is as it was. */
    record Same() implements Answer {}

    /** Nothing of use. */
    record Fault(String word, @Nullable Integer status) implements Answer {}
  }

  private final Resolver resolver;
  private final Predicate<InetAddress> reachable;
  private final PinnedCall call;

  @Autowired
  EcgDownload() {
    this(
        InetAddress::getAllByName,
        PublicAddresses::contain,
        new PinnedCall((SSLSocketFactory) SSLSocketFactory.getDefault(), CONNECT, ANSWER));
  }

  /** Calls only the addresses that the given test lets pass. */
  EcgDownload(Resolver resolver, Predicate<InetAddress> reachable, PinnedCall call) {
    this.resolver = resolver;
    this.reachable = reachable;
    this.call = call;
  }

  /** Asks for the list, unless it is the one that came last. */
  Answer get(EcgSource source) {
    var uri = URI.create(source.url());
    try {
      List<InetAddress> addresses = List.of(resolver.resolve(uri.getHost()));
      if (!addresses.stream().allMatch(reachable)) {
        return new Answer.Fault("NOT_PUBLIC", null);
      }
      return answer(call.get(uri, addresses, headers(source), EcgFile.MOST));
    } catch (IOException e) {
      return new Answer.Fault(word(e), null);
    }
  }

  private static Answer answer(Fetched fetched) {
    return switch (fetched.status()) {
      case OK ->
          new Answer.File(fetched.body(), tag(fetched, "etag"), tag(fetched, "last-modified"));
      case NOT_MODIFIED -> new Answer.Same();
      default ->
          new Answer.Fault(fetched.status() / 100 == 3 ? "MOVED" : "STATUS", fetched.status());
    };
  }

  /** It goes back as it came, so nothing that could end a line may be in it. */
  private static @Nullable String tag(Fetched fetched, String name) {
    String tag = fetched.headers().get(name);
    return tag == null || !tag.matches("[\\x20-\\x7e]{1," + LONGEST_TAG + "}") ? null : tag;
  }

  private static Map<String, String> headers(EcgSource source) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("User-Agent", "Jawort");
    headers.put("Accept", "*/*");
    headers.put("Accept-Encoding", "identity");
    if (source.etag() != null) {
      headers.put("If-None-Match", source.etag());
    } else if (source.lastModified() != null) {
      headers.put("If-Modified-Since", source.lastModified());
    }
    return headers;
  }

  private static String word(IOException e) {
    return switch (e) {
      case UnknownHostException unknown -> "UNKNOWN_HOST";
      case SocketTimeoutException late -> "TIMEOUT";
      case SSLException insecure -> "TLS";
      default -> "CONNECTION";
    };
  }
}
