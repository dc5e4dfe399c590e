package org.jawort.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.jawort.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whoever lets a request drip is cut off; whoever takes a breath between two is not. */
@DisplayName("a request that drips")
class PatientProtocolTest {
  private final Tomcat tomcat = new Tomcat();

  private static final class Echo extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getOutputStream().print(request.getInputStream().readAllBytes().length);
    }
  }

  @BeforeEach
  void start() throws Exception {
    var protocol = new PatientProtocol();
    protocol.setPatience(Duration.ofMillis(200));
    protocol.setPort(0);
    tomcat.setBaseDir("target/patient");
    tomcat.setConnector(new Connector(protocol));
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "echo", new Echo());
    context.addServletMappingDecoded("/*", "echo");
    tomcat.start();
  }

  @AfterEach
  void stop() throws Exception {
    tomcat.stop();
    tomcat.destroy();
  }

  private boolean isCutOff(String begun) throws IOException {
    try (var socket = new Socket("localhost", tomcat.getConnector().getLocalPort())) {
      socket.setSoTimeout(20);
      write(socket, begun);
      return Await.until("it is cut off", () -> drips(socket), cut -> cut);
    }
  }

  /** One byte more; whether nobody takes it any more. */
  private static boolean drips(Socket socket) throws IOException {
    try {
      write(socket, "x");
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (SocketException e) {
      return true;
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  @Test
  @DisplayName("in its first line, in its head, in its body, in a piece of its body")
  void drips() throws IOException {
    assertThat(isCutOff("GET /")).isTrue();
    assertThat(isCutOff("GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ")).isTrue();
    assertThat(isCutOff("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9999\r\n\r\n"))
        .isTrue();
    assertThat(
            isCutOff(
                "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n"))
        .isTrue();
  }

  @Test
  @DisplayName("between two requests nobody is cut off")
  void breath() throws Exception {
    try (var socket = new Socket("localhost", tomcat.getConnector().getLocalPort())) {
      socket.setSoTimeout((int) Await.LIMIT.toMillis());
      for (int i = 0; i < 2; i++) {
        write(socket, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
        byte[] answer = new byte[500];
        int length = socket.getInputStream().read(answer);
        assertThat(new String(answer, 0, length, StandardCharsets.US_ASCII))
            .startsWith("HTTP/1.1 200");
        // Somebody who drips meanwhile is cut off, so more than the patience has gone by.
        assertThat(isCutOff("GET /")).isTrue();
      }
    }
  }
}
