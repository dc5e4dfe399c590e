package org.jawort.platform.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.IntSupplier;

/**
 * What comes in: a virtual thread that reads gives its carrier back. A read with a limit of time
 * waits on a selector, after which the connection is as good as before, as a driver expects that
 * looks whether something is there.
 */
final class UnixSocketInput extends InputStream {
  private final SocketChannel channel;
  private final IntSupplier timeout;
  private final Closeable socket;

  /**
   * Reads a socket's channel.
   *
   * @param timeout of a read in milliseconds, 0: none
   * @param socket which is closed with it
   */
  UnixSocketInput(SocketChannel channel, IntSupplier timeout, Closeable socket) {
    this.channel = channel;
    this.timeout = timeout;
    this.socket = socket;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(bytes, offset, length);
    int millis = timeout.getAsInt();
    try {
      return millis == 0 ? channel.read(into) : within(millis, into);
    } catch (ClosedChannelException e) {
      throw closed(e);
    }
  }

  /** What a socket says that was closed meanwhile. */
  static SocketException closed(ClosedChannelException e) {
    return (SocketException) new SocketException("Socket closed").initCause(e);
  }

  private int within(int millis, ByteBuffer into) throws IOException {
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      if (selector.select(millis) == 0) {
        throw new SocketTimeoutException("Nothing came within " + millis + " ms");
      }
      return channel.read(into);
    } finally {
      if (channel.isOpen()) {
        channel.configureBlocking(true);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
