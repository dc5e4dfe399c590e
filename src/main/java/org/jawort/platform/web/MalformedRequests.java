package org.jawort.platform.web;

import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Answers what the server cannot read as a request, and so never reaches a page of ours. */
public final class MalformedRequests extends ErrorReportValve {
  /** Whoever sent it has told us no language that could be relied on. */
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="de">
      <head><meta charset="utf-8"><title>Das hat nicht geklappt</title></head>
      <body>
      <main>
      <h1>Das hat nicht geklappt</h1>
      <p>Die Anfrage war unvollständig oder hat unerlaubte Zeichen. Bitte öffnen Sie den Link \
      noch einmal, oder kopieren Sie ihn ganz in die Adresszeile Ihres Browsers.</p>
      <h2 lang="en">That did not work</h2>
      <p lang="en">The request was incomplete or has characters that are not allowed. Please open \
      the link again, or copy the whole of it into the address bar of your browser.</p>
      </main>
      </body>
      </html>
      """;

  /** Called by the server, by the name of this class. */
  public MalformedRequests() {}

  @Override
  protected void report(Request request, Response response, Throwable fault) {
    boolean answered = response.getContentWritten() > 0;
    if (response.getStatus() < 400 || answered || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType("text/html");
      response.setCharacterEncoding("UTF-8");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
      response.setHeader("X-Content-Type-Options", "nosniff");
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(PAGE);
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      // Whoever asked is gone.
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Installation {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> malformedRequests() {
      return server ->
          server.addContextCustomizers(
              context ->
                  ((StandardHost) context.getParent())
                      .setErrorReportValveClass(MalformedRequests.class.getName()));
    }
  }
}
