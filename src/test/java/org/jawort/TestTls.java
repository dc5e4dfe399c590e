package org.jawort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for one name, made by the JDK's own tool, and trusted by whoever uses it. */
public final class TestTls {
  private static final String PASSWORD = "secret";

  private TestTls() {}

  /**
   * For servers and those who call them.
   *
   * @param folder in which it is made
   */
  public static SSLContext of(String name, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("test.p12");
    make(name, file);
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("test", store.getCertificate("test"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static void make(String name, Path file) throws IOException, InterruptedException {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    String wish =
        " -genkeypair -alias test -keyalg EC -dname CN=%s -ext san=dns:%s -storetype PKCS12"
            + " -storepass %s -keystore %s";
    List<String> command = List.of((tool + wish.formatted(name, name, PASSWORD, file)).split(" "));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IOException("keytool made no certificate");
    }
  }
}
