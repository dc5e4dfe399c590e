package org.jawort.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets of one connection, without Nagle's delay, and can cut the present one from
 * outside: closing the socket is the only thing that ends a read or write that hangs.
 */
final class SmtpSockets {
  private final SSLSocketFactory tls;
  private volatile @Nullable Socket present;

  SmtpSockets(SSLSocketFactory tls) {
    this.tls = tls;
  }

  SocketFactory plain() {
    return new Plain();
  }

  SSLSocketFactory tls() {
    return new Tls();
  }

  /** Cuts the connection at once, also in the middle of a read. */
  void cut() {
    Socket socket = present;
    if (socket != null) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is of no use any more, whatever it says about that.
      }
    }
  }

  private Socket made(Socket socket) throws IOException {
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    present = socket;
    return socket;
  }

  private final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      return made(new Socket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return made(new Socket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(new Socket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return made(new Socket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(new Socket(host, port, from, fromPort));
    }
  }

  private final class Tls extends SSLSocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      return made(tls.createSocket());
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean close)
        throws IOException {
      return tls.createSocket(plain, host, port, close);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return made(tls.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(tls.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return made(tls.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return made(tls.createSocket(host, port, from, fromPort));
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return tls.getSupportedCipherSuites();
    }
  }
}
