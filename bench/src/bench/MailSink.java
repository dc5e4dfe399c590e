package bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** A mail server that takes every mail and forgets it, as cheaply as one can. */
final class MailSink implements AutoCloseable {
  private final ServerSocket listening;
  private final AtomicLong mails = new AtomicLong();

  MailSink(int port) throws IOException {
    listening = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  long mails() {
    return mails.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> converse(socket));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      var in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
      OutputStream out = socket.getOutputStream();
      say(out, "220 sink");
      for (String line = line(in); line != null; line = line(in)) {
        switch (line.length() < 4
            ? line
            : line.substring(0, 4).toUpperCase(java.util.Locale.ROOT)) {
          case "EHLO" -> say(out, "250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250 SMTPUTF8");
          case "DATA" -> {
            say(out, "354 go on");
            skipMail(in);
            mails.incrementAndGet();
            say(out, "250 2.0.0 taken");
          }
          case "QUIT" -> {
            say(out, "221 bye");
            return;
          }
          default -> say(out, "250 2.1.0 ok");
        }
      }
    } catch (IOException e) {
      // The other side left.
    }
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write((text + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n') {
        return line.toString().strip();
      }
      line.append((char) c);
    }
    return null;
  }

  private static void skipMail(InputStream in) throws IOException {
    String end = "\r\n.\r\n";
    for (int matched = 2; matched < end.length(); ) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("the mail breaks off");
      }
      matched = c == end.charAt(matched) ? matched + 1 : c == '\r' ? 1 : 0;
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
