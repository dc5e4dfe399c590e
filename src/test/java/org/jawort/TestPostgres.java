package org.jawort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.jawort.platform.DatabaseStart;
import org.jawort.platform.postgres.EmbeddedPostgres;
import org.jawort.platform.postgres.EmbeddedPostgresException;
import org.springframework.boot.SpringApplication;

/**
 * One PostgreSQL for all tests of a JVM, started when first asked for: the embedded one, or the
 * server that JAWORT_TEST_DATABASE_URL ({@code postgres://user:password@host:port/db}) names.
 *
 * <p>The embedded one keeps fsync on like the product's. It commits asynchronously, which shortens
 * the tests and changes nothing that they can see, as no test of this server kills it. Nor are the
 * owner's sign-ins what they test.
 */
public final class TestPostgres {
  private static final String GIVEN = "JAWORT_TEST_DATABASE_URL";
  private static final String IN_USE = "55006";
  private static final String FOLDER = "test-postgres-";
  private static final String BINARIES = "postgres-binaries";
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Map<String, String> SETTINGS =
      Map.of("synchronous_commit", "off", "max_connections", "200", "scram_iterations", "1");

  private TestPostgres() {}

  /**
   * A database of a test's own.
   *
   * @param url {@code postgres://user:password@host:port/db}, as JAWORT_DATABASE_URL takes it
   * @param jdbcUrl the same for JDBC, without user and password
   * @param user a superuser of the embedded server; whoever was given otherwise
   * @param password the user's
   */
  public record TestDatabase(String url, String jdbcUrl, String user, String password) {
    /** The last part of its address. */
    public String name() {
      return url.substring(url.lastIndexOf('/') + 1);
    }
  }

  /**
   * Creates an empty database, for those who test how it gets its schema. It is dropped when the
   * JVM ends.
   *
   * @param prefix of its name, to tell tests apart: lower-case letters, digits and underscores
   */
  public static TestDatabase freshDatabase(String prefix) {
    return create(prefix, "");
  }

  /**
   * Creates a database that has its schema already, and nothing in it. It is dropped when the JVM
   * ends.
   *
   * @param prefix of its name, as above
   */
  public static TestDatabase migratedDatabase(String prefix) {
    return copy(Migrated.TEMPLATE, prefix);
  }

  /**
   * Copies a database at rest. It is dropped when the JVM ends.
   *
   * @param prefix of its name, as above
   */
  public static TestDatabase copy(TestDatabase of, String prefix) {
    return create(prefix, " TEMPLATE " + of.name());
  }

  /**
   * Copies a database that a server is using, as a backup would: what is not committed is not in
   * it. The server loses its connections, as when its database is started anew.
   *
   * @param prefix of its name, as above
   */
  static TestDatabase copyInUse(TestDatabase of, String prefix) {
    TestDatabase server = Running.SERVER;
    String open = "ALTER DATABASE %s ALLOW_CONNECTIONS ".formatted(of.name());
    execute(server, open + "false");
    try {
      String alone =
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
              .formatted(of.name());
      return create(prefix, " TEMPLATE " + of.name(), () -> execute(server, alone));
    } finally {
      execute(server, open + "true");
    }
  }

  /**
   * Gives a data folder the programs of PostgreSQL, where they are unpacked already: for tests of
   * an embedded database that are not about unpacking, which takes seconds.
   */
  public static void unpackedInto(Path data) throws IOException {
    Path binaries = TARGET.resolve(BINARIES);
    if (Files.isDirectory(binaries)) {
      try (Stream<Path> tree = Files.walk(binaries)) {
        for (Path path : tree.toList()) {
          Path copy = data.resolve(binaries.relativize(path).toString());
          if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(path, copy, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
          } else {
            Files.createDirectories(copy);
          }
        }
      }
    }
  }

  /** Drops one before the JVM ends, whoever is connected to it. */
  public static void drop(TestDatabase database) {
    execute(Running.SERVER, "DROP DATABASE %s WITH (FORCE)".formatted(database.name()));
  }

  private static TestDatabase create(String prefix, String how) {
    return create(prefix, how, () -> {});
  }

  private static TestDatabase create(String prefix, String how, Runnable before) {
    String name = prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
    TestDatabase maintenance = Running.SERVER;
    Await.until(
        "nobody is connected any more to what is copied by" + how,
        () -> {
          before.run();
          return isDone(maintenance, "CREATE DATABASE " + name + how);
        });
    if (System.getenv(GIVEN) != null) {
      Running.TO_DROP.add(name);
    }
    return sibling(maintenance, name);
  }

  private static TestDatabase sibling(TestDatabase other, String name) {
    URI uri = URI.create(other.url());
    return database(uri.getHost(), uri.getPort(), name, other.user(), other.password());
  }

  private static TestDatabase database(
      String host, int port, String name, String user, String password) {
    String place = "%s:%d/%s".formatted(host, port < 0 ? 5432 : port, name);
    return new TestDatabase(
        "postgres://%s:%s@%s".formatted(user, password, place),
        "jdbc:postgresql://" + place,
        user,
        password);
  }

  private static void execute(TestDatabase database, String sql) {
    if (!isDone(database, sql)) {
      throw new IllegalStateException(sql + " of what is in use");
    }
  }

  private static boolean isDone(TestDatabase database, String sql) {
    try (var connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
      return true;
    } catch (SQLException e) {
      if (IN_USE.equals(e.getSQLState())) {
        return false;
      }
      throw new IllegalStateException(sql, e);
    }
  }

  /** Brought to the present schema on first use, once; the others are copied from it. */
  private static final class Migrated {
    private static final TestDatabase TEMPLATE = template();

    private static TestDatabase template() {
      TestDatabase database = freshDatabase("template");
      DatabaseStart.given(database.url()).open(1).close();
      return database;
    }
  }

  /** Initialised on first use, once. */
  private static final class Running {
    private static final Queue<String> TO_DROP = new ConcurrentLinkedQueue<>();
    private static final TestDatabase SERVER = server();

    private static TestDatabase server() {
      String given = System.getenv(GIVEN);
      return given == null ? embedded() : given(URI.create(given));
    }

    private static TestDatabase given(URI uri) {
      String[] login = uri.getUserInfo().split(":", 2);
      TestDatabase server =
          database(uri.getHost(), uri.getPort(), uri.getPath().substring(1), login[0], login[1]);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () ->
                      TO_DROP.forEach(
                          name -> {
                            execute(
                                server, "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(name));
                            execute(server, "DROP ROLE IF EXISTS jawort_login_" + name);
                          })));
      return server;
    }

    private static TestDatabase embedded() {
      try {
        Files.createDirectories(TARGET);
        removeAbandoned();
        Path folder = TARGET.resolve(FOLDER + ProcessHandle.current().pid());
        EmbeddedPostgres postgres = start(folder);
        // Behind the servers that use it, which would wait for it.
        SpringApplication.getShutdownHandlers().add(() -> remove(postgres, folder));
        TestDatabase server =
            database(
                "127.0.0.1", postgres.port(), "postgres", postgres.user(), postgres.password());
        signInCheaply(server);
        return server;
      } catch (IOException | EmbeddedPostgresException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    /** Hashed by initdb, the password would cost each of thousands of connections 4096 rounds. */
    private static void signInCheaply(TestDatabase server) {
      execute(server, "ALTER ROLE %s PASSWORD '%s'".formatted(server.user(), server.password()));
    }

    private static EmbeddedPostgres start(Path folder) throws EmbeddedPostgresException {
      return EmbeddedPostgres.start(folder, TARGET.resolve(BINARIES), SETTINGS, true);
    }

    /** A killed test run leaves its server running; it is stopped by taking it over. */
    private static void removeAbandoned() throws IOException {
      try (Stream<Path> children = Files.list(TARGET)) {
        for (Path folder : children.filter(Running::isAbandoned).toList()) {
          removeAbandoned(folder);
        }
      }
    }

    private static void removeAbandoned(Path folder) {
      try {
        remove(start(folder), folder);
      } catch (EmbeddedPostgresException | UncheckedIOException e) {
        System.err.println(folder + " stays: half removed, or another test run is at it");
      }
    }

    private static boolean isAbandoned(Path folder) {
      String name = folder.getFileName().toString();
      return name.matches(FOLDER + "\\d+")
          && ProcessHandle.of(Long.parseLong(name.substring(FOLDER.length()))).isEmpty();
    }

    private static void remove(EmbeddedPostgres postgres, Path folder) {
      postgres.close();
      try (Stream<Path> tree = Files.walk(folder)) {
        List<Path> deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          Files.delete(path);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
