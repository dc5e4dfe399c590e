package org.jawort.platform.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;

/** What goes out. */
final class UnixSocketOutput extends OutputStream {
  private final Closeable socket;
  private final SocketChannel channel;

  UnixSocketOutput(SocketChannel channel, Closeable socket) {
    this.socket = socket;
    this.channel = channel;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
    try {
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (ClosedChannelException e) {
      throw UnixSocketInput.closed(e);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
