package org.jawort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jawort.platform.Settings;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program on a port and a database of its own, with a clock that tests move. */
public final class TestServer implements AutoCloseable {
  /** Address of the first owner of the shared server. */
  public static final String OWNER = "ada@salon.example";

  /** Password of the first owner of the shared server. */
  public static final String PASSWORD = "grüner Tee um halb vier";

  private static final String SECRET = "a secret of the tests, long enough for anybody";

  private final SettableClock clock;
  private final Settings settings;
  private final ConfigurableApplicationContext context;

  private TestServer(
      SettableClock clock, Settings settings, ConfigurableApplicationContext context) {
    this.clock = clock;
    this.settings = settings;
    this.context = context;
  }

  /** The server that all test classes of this JVM share; it has an owner already. */
  public static TestServer shared() {
    return Shared.SERVER;
  }

  /** A server of a test's own, without an owner unless the settings name one. */
  public static TestServer start(Map<String, String> more) {
    return start(TestPostgres.freshDatabase("server").url(), more);
  }

  /** A server on a given database, such as a second node. */
  public static TestServer start(String databaseUrl, Map<String, String> more) {
    var clock = new SettableClock();
    Settings settings = settings(databaseUrl, more);
    return new TestServer(clock, settings, Jawort.serve(settings, clock));
  }

  private static Settings settings(String databaseUrl, Map<String, String> more) {
    var given = new HashMap<String, String>();
    given.put("JAWORT_PORT", String.valueOf(freePort()));
    given.put("JAWORT_SECRET", SECRET);
    given.put("JAWORT_DATABASE_URL", databaseUrl);
    given.put("JAWORT_DATA", "target/test-data/" + UUID.randomUUID());
    given.putAll(more);
    return Settings.load(given, Path.of("target/no-such-file"));
  }

  /** Serves a given database at a time of its own, in a process that a test may kill. */
  public static void serve(String databaseUrl, InstantSource clock) {
    Jawort.serve(settings(databaseUrl, Map.of()), clock);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens, such as {@code http://localhost:40123}. */
  public String url() {
    return "http://localhost:" + settings.port();
  }

  /** The settings that it was started with. */
  public Settings settings() {
    return settings;
  }

  /** Its only source of time. */
  public SettableClock clock() {
    return clock;
  }

  /** A bean of the running program. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** A bean of the running program, by its name. */
  public <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
  }

  /** A browser that nobody has signed in with. */
  public TestBrowser browser() {
    return new TestBrowser(url());
  }

  /** A browser in which the shared server's owner is signed in. */
  public TestBrowser owner() {
    return browser().signIn(OWNER, PASSWORD);
  }

  @Override
  public void close() {
    context.close();
  }

  /** Started on first use, ended with the JVM. */
  private static final class Shared {
    private static final TestServer SERVER =
        start(Map.of("JAWORT_ADMIN_EMAIL", OWNER, "JAWORT_ADMIN_PASSWORD", PASSWORD));
  }
}
