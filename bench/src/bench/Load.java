package bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Asks a server over keep-alive connections, each with one request at a time. One thread and no
 * HTTP library, because it takes its share of the same cores as the server.
 */
final class Load implements AutoCloseable {
  private final Selector selector = Selector.open();
  private final String expected;
  private long[] microseconds = new long[1 << 16];
  private int answers;

  /** What a run gave: answers a second, and the time within which 99 of 100 came. */
  record Result(double perSecond, double p99Milliseconds) {}

  private static final class Conversation {
    final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    ByteBuffer out = ByteBuffer.allocate(0);
    long asked;
  }

  private Load(String expected) throws IOException {
    this.expected = "HTTP/1.1 " + expected;
  }

  /**
   * Sends requests until the time is over or there are none left.
   *
   * @param expected the status that each answer must have
   * @param requests whole requests; null ends the run
   */
  static Result run(
      int port, int connections, Duration time, String expected, Supplier<byte[]> requests)
      throws IOException {
    try (var load = new Load(expected)) {
      return load.run(port, connections, time, requests);
    }
  }

  private Result run(int port, int connections, Duration time, Supplier<byte[]> requests)
      throws IOException {
    for (int i = 0; i < connections; i++) {
      var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Conversation());
    }
    long start = System.nanoTime();
    long end = start + time.toNanos();
    for (SelectionKey key : selector.keys()) {
      ask(key, requests);
    }
    while (System.nanoTime() < end && !selector.keys().isEmpty()) {
      selector.select(key -> read(key, requests), 100);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(microseconds, 0, answers);
    return new Result(answers / seconds, answers == 0 ? 0 : microseconds[answers * 99 / 100] / 1e3);
  }

  private static void ask(SelectionKey key, Supplier<byte[]> requests) {
    var conversation = (Conversation) key.attachment();
    byte[] request = requests.get();
    if (request == null) {
      key.cancel();
      return;
    }
    conversation.asked = System.nanoTime();
    conversation.out = ByteBuffer.wrap(request);
    try {
      // A request is far smaller than a socket's buffer.
      ((SocketChannel) key.channel()).write(conversation.out);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void read(SelectionKey key, Supplier<byte[]> requests) {
    var conversation = (Conversation) key.attachment();
    try {
      if (((SocketChannel) key.channel()).read(conversation.in) < 0) {
        throw new IllegalStateException("the server hung up");
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (whole(conversation.in)) {
      count(conversation);
      conversation.in.clear();
      ask(key, requests);
    }
  }

  private void count(Conversation conversation) {
    String status =
        new String(conversation.in.array(), 0, expected.length(), StandardCharsets.ISO_8859_1);
    if (!status.equals(expected)) {
      String text =
          new String(
              conversation.in.array(), 0, conversation.in.position(), StandardCharsets.UTF_8);
      throw new IllegalStateException("expected " + expected + ", got\n" + text);
    }
    if (answers == microseconds.length) {
      microseconds = Arrays.copyOf(microseconds, 2 * answers);
    }
    microseconds[answers++] = (System.nanoTime() - conversation.asked) / 1000;
  }

  /** Tells whether the buffer holds a whole answer: by its length, or by the last of its chunks. */
  private static boolean whole(ByteBuffer in) {
    byte[] bytes = in.array();
    int end = headEnd(bytes, in.position());
    if (end < 0) {
      return false;
    }
    int length = contentLength(bytes, end);
    if (length >= 0) {
      return in.position() >= end + length;
    }
    String tail = new String(bytes, in.position() - 5, 5, StandardCharsets.ISO_8859_1);
    return tail.equals("0\r\n\r\n");
  }

  private static int headEnd(byte[] bytes, int length) {
    for (int i = 3; i < length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    return -1;
  }

  private static int contentLength(byte[] bytes, int end) {
    String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    int at = head.indexOf("\r\nContent-Length: ");
    return at < 0
        ? -1
        : Integer.parseInt(head.substring(at + 18, head.indexOf('\r', at + 2)).strip());
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
