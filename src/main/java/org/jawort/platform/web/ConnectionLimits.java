package org.jawort.platform.web;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How much strangers can ask of this node at once, by design and not by luck. */
@Configuration(proxyBeanMethods = false)
class ConnectionLimits {
  /** Buffers of one connection, generously; all of them together take an eighth of the heap. */
  private static final int BYTES_PER_CONNECTION = 32 * 1024;

  private static final int SHARE = 8;
  private static final int MOST = 8_192;

  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectionLimits() {
    return server -> {
      server.setProtocol(PatientProtocol.class.getName());
      server.addConnectorCustomizers(
          connector -> connector.setProperty("maxConnections", String.valueOf(most())));
    };
  }

  private static long most() {
    long share = Runtime.getRuntime().maxMemory() / SHARE;
    return Math.clamp(share / BYTES_PER_CONNECTION, 100, MOST);
  }
}
