package org.jawort.platform.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's channel to a file as a socket, which is what the database driver speaks to. What it
 * says of TCP goes unheard.
 */
final class UnixSocket extends Socket {
  private final Path file;
  private volatile @Nullable SocketChannel channel;
  private volatile boolean closed;
  private volatile int timeout;

  UnixSocket(Path file) {
    this.file = file;
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  /** The file is at hand or not: nothing that could take time. */
  @Override
  public void connect(SocketAddress ignored, int withinMillis) throws IOException {
    SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      opened.connect(UnixDomainSocketAddress.of(file));
      channel = opened;
    } finally {
      if (channel == null) {
        opened.close();
      }
    }
  }

  private SocketChannel open() throws SocketException {
    SocketChannel now = channel;
    if (now == null || closed) {
      throw new SocketException(closed ? "Socket closed" : "Socket is not connected");
    }
    return now;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new UnixSocketInput(open(), this::getSoTimeout, this);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return new UnixSocketOutput(open(), this);
  }

  @Override
  public void setSoTimeout(int millis) {
    timeout = millis;
  }

  @Override
  public int getSoTimeout() {
    return timeout;
  }

  @Override
  public boolean isConnected() {
    return channel != null;
  }

  @Override
  public boolean isBound() {
    return channel != null;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    SocketChannel now = channel;
    if (now != null) {
      now.close();
    }
  }

  /** Nothing is delayed on the way to a file. */
  @Override
  public void setTcpNoDelay(boolean on) {}

  /** The kernel tells at once that the other side is gone. */
  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public void setSendBufferSize(int size) throws SocketException {
    set(StandardSocketOptions.SO_SNDBUF, size);
  }

  @Override
  public int getSendBufferSize() throws SocketException {
    return get(StandardSocketOptions.SO_SNDBUF);
  }

  @Override
  public void setReceiveBufferSize(int size) throws SocketException {
    set(StandardSocketOptions.SO_RCVBUF, size);
  }

  @Override
  public int getReceiveBufferSize() throws SocketException {
    return get(StandardSocketOptions.SO_RCVBUF);
  }

  private void set(SocketOption<Integer> option, int value) throws SocketException {
    try {
      open().setOption(option, value);
    } catch (IOException e) {
      throw unset(e);
    }
  }

  private int get(SocketOption<Integer> option) throws SocketException {
    try {
      return open().getOption(option);
    } catch (IOException e) {
      throw unset(e);
    }
  }

  private static SocketException unset(IOException e) {
    return e instanceof SocketException known ? known : new SocketException(e);
  }

  @Override
  public Set<SocketOption<?>> supportedOptions() {
    return Set.of(StandardSocketOptions.SO_SNDBUF, StandardSocketOptions.SO_RCVBUF);
  }

  /** What is here is on this machine. */
  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  /** Never an address: the file says who may come in. */
  @Override
  public String toString() {
    return file.toString();
  }
}
