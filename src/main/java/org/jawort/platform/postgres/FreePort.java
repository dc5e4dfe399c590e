package org.jawort.platform.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a port on 127.0.0.1 that can be kept. */
final class FreePort {
  /** Below 32768, where Linux begins to lend ports to outgoing connections. */
  private static final int FIRST = 20_000;

  private static final int LAST = 32_767;
  private static final int ATTEMPTS = 200;

  private FreePort() {}

  static int pick() throws IOException {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no free port between %d and %d".formatted(FIRST, LAST));
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
