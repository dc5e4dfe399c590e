package org.jawort.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A website of somebody else: another origin, with pages and policies of its own. */
final class ForeignSite implements AutoCloseable {
  private final Map<String, Site> pages = new ConcurrentHashMap<>();
  private final HttpServer server;

  private record Site(String policy, String html) {}

  ForeignSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            Site page = pages.get(exchange.getRequestURI().getPath());
            byte[] body = (page == null ? "" : page.html()).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
            if (page != null && !page.policy().isEmpty()) {
              exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
            }
            exchange.sendResponseHeaders(
                page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /** Shows a page, and says where. */
  String page(String path, String policy, String body) {
    pages.put(
        path,
        new Site(
            policy,
            """
            <!doctype html><html lang="de"><head><meta charset="utf-8"><title>Salon</title>
            <link rel="icon" href="data:,"></head><body><main><h1>Salon</h1>%s</main></body></html>
            """
                .formatted(body)));
    return "http://localhost:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
