package org.jawort.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jawort.Await;

/**
 * A mail server over real TCP that answers as a test wishes: a script gets each command (and "."
 * for the end of a mail) and returns the reply, an empty text to cut the connection, or null for
 * the ordinary reply.
 */
public final class SmtpPeer implements AutoCloseable {
  /** A mail as it was taken over. */
  record Taken(String from, String to, String data) {
    String messageId() {
      return data.lines()
          .filter(line -> line.startsWith("Message-ID: "))
          .findFirst()
          .orElseThrow()
          .substring("Message-ID: ".length());
    }
  }

  final List<Taken> taken = new CopyOnWriteArrayList<>();
  final List<String> commands = new CopyOnWriteArrayList<>();
  final AtomicInteger busiest = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Function<String, String> script = command -> null;
  private volatile List<String> extensions = List.of("8BITMIME", "PIPELINING");
  private volatile SSLContext startTls;
  private volatile SSLContext fromTheFirstByte;
  private volatile ServerSocket server;
  private final int port;

  public SmtpPeer() {
    this.server = listening(0);
    this.port = server.getLocalPort();
    accept(server);
  }

  int port() {
    return port;
  }

  /** Where it listens. */
  public String url() {
    return "smtp://127.0.0.1:" + port;
  }

  /** Answers as the script says. */
  public SmtpPeer script(Function<String, String> answers) {
    script = answers;
    return this;
  }

  SmtpPeer offering(String... names) {
    extensions = List.of(names);
    return this;
  }

  SmtpPeer startTls(SSLContext context) {
    startTls = context;
    return this;
  }

  /** Speaks TLS from the first byte. */
  SmtpPeer overTls(SSLContext context) {
    fromTheFirstByte = context;
    return this;
  }

  /** Dies in the middle of everything, as a killed process does. */
  void kill() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.setSoLinger(true, 0);
        socket.close();
      }
    } catch (IOException e) {
      // It is dead either way.
    }
  }

  /** Comes back on the same port, as soon as the system has let go of it. */
  void restart() {
    Await.untilAsserted("the port is free again", () -> server = listening(port));
    accept(server);
  }

  private static ServerSocket listening(int port) {
    try {
      var socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listening) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!listening.isClosed()) {
                try {
                  Socket socket = listening.accept();
                  open.add(socket);
                  busiest.accumulateAndGet(open.size(), Math::max);
                  Thread.ofVirtual().start(() -> talk(socket));
                } catch (IOException e) {
                  return;
                }
              }
            });
  }

  private void talk(Socket accepted) {
    try (Socket socket = accepted) {
      SSLContext context = fromTheFirstByte;
      Socket spoken = context == null ? socket : tls(context, socket);
      converse(spoken, "220 peer.example ESMTP\r\n");
    } catch (IOException e) {
      // The other side, or a test, ended it.
    } finally {
      open.remove(accepted);
    }
  }

  private static Socket tls(SSLContext context, Socket socket) throws IOException {
    var tls =
        (SSLSocket)
            context.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
    tls.setUseClientMode(false);
    return tls;
  }

  private void converse(Socket socket, String greeting) throws IOException {
    var in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    OutputStream out = socket.getOutputStream();
    out.write(greeting.getBytes(StandardCharsets.UTF_8));
    String from = "";
    String to = "";
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      commands.add(line);
      String verb = line.toUpperCase(Locale.ROOT);
      String scripted = script.apply(line);
      if (scripted != null && scripted.isEmpty()) {
        return;
      }
      if (scripted != null) {
        say(out, scripted);
      } else if (verb.startsWith("EHLO")) {
        ehlo(out);
      } else if (verb.equals("STARTTLS")) {
        say(out, "220 go ahead");
        Socket tls = tls(startTls, socket);
        extensions = List.of("8BITMIME");
        converse(tls, "");
        return;
      } else if (verb.startsWith("AUTH PLAIN")) {
        say(out, "235 2.7.0 welcome");
      } else if (verb.startsWith("AUTH LOGIN")) {
        login(in, out);
      } else if (verb.startsWith("MAIL")) {
        from = line;
        say(out, "250 2.1.0 Ok");
      } else if (verb.startsWith("RCPT")) {
        to = line;
        say(out, "250 2.1.5 Ok");
      } else if (verb.equals("DATA")) {
        say(out, "354 go on");
        String data = data(in);
        String end = script.apply(".");
        if (end != null && end.isEmpty()) {
          return;
        }
        if (end == null) {
          taken.add(new Taken(from, to, data));
        }
        say(out, end == null ? "250 2.0.0 Ok: queued as " + taken.size() : end);
      } else if (verb.equals("QUIT")) {
        say(out, "221 bye");
        return;
      } else {
        say(out, "250 2.0.0 Ok");
      }
    }
  }

  private void login(BufferedReader in, OutputStream out) throws IOException {
    say(out, "334 VXNlcm5hbWU6");
    commands.add("USER " + in.readLine());
    say(out, "334 UGFzc3dvcmQ6");
    commands.add("PASS " + in.readLine());
    say(out, "235 2.7.0 welcome");
  }

  private void ehlo(OutputStream out) throws IOException {
    var lines = new StringBuilder("250-peer.example\r\n");
    extensions.forEach(name -> lines.append("250-").append(name).append("\r\n"));
    out.write((lines + "250 HELP\r\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String data(BufferedReader in) throws IOException {
    var data = new StringBuilder();
    for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
      if (line == null) {
        throw new IOException("cut off");
      }
      data.append(line.startsWith("..") ? line.substring(1) : line).append("\r\n");
    }
    return data.toString();
  }

  private static void say(OutputStream out, String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    kill();
  }
}
