package org.jawort.platform.postgres;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A running PostgreSQL of this process's own, in its data folder. It listens on a Unix socket among
 * its files, where nobody else can knock, and on TCP at 127.0.0.1 only where the operator wants so
 * or the folder's name is too long for a socket; asks every connection for its password, and
 * flushes each commit to disk.
 *
 * <p>Port and password stay the same from start to start. When the database dies it is started
 * again on the same port, so callers need only reconnect. When this process dies the database runs
 * on, and the next start takes it over.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
  private static final Duration BETWEEN_RESTARTS = Duration.ofSeconds(1);

  private final DataFolder folder;
  private final Binaries binaries;
  private final Server server;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final ReentrantLock upOrDown = new ReentrantLock();

  private EmbeddedPostgres(DataFolder folder, Binaries binaries, Server server) {
    this.folder = folder;
    this.binaries = binaries;
    this.server = server;
  }

  /**
   * Starts the database of a data folder, making it on the first start.
   *
   * @param dataDirectory what JAWORT_DATA names; created where missing
   * @return the database, accepting connections
   * @throws EmbeddedPostgresException with one line for the operator, when the folder is in use,
   *     not writable or of another version, or when PostgreSQL does not start
   */
  public static EmbeddedPostgres start(Path dataDirectory) throws EmbeddedPostgresException {
    return start(dataDirectory, dataDirectory, Map.of(), false);
  }

  /**
   * How to reach the database of a data folder, running or not.
   *
   * @param jdbcUrl of the database {@code postgres}, without user and password
   */
  public record Kept(String jdbcUrl, String user, String password) {
    /** Tells whether it runs and lets us in. */
    public boolean answers() {
      try (Connection connection = DriverManager.getConnection(jdbcUrl, user, password)) {
        return connection.isValid(5);
      } catch (SQLException e) {
        return false;
      }
    }

    @Override
    public String toString() {
      return jdbcUrl; // never the password
    }
  }

  /**
   * Reads how to reach the database of a data folder; empty where it holds none.
   *
   * @throws EmbeddedPostgresException with one line for the operator, when that cannot be read
   */
  public static Optional<Kept> kept(Path dataDirectory) throws EmbeddedPostgresException {
    Path file = dataDirectory.resolve(Access.FILE);
    Path cluster = dataDirectory.toAbsolutePath().normalize().resolve(DataFolder.CLUSTER);
    if (Files.notExists(file) || Files.notExists(cluster)) {
      return Optional.empty();
    }
    try {
      Access access = Access.read(file);
      return Optional.of(
          new Kept(access.jdbcUrl(cluster, "postgres"), access.user(), access.password()));
    } catch (IOException | RuntimeException e) {
      throw new EmbeddedPostgresException(
          dataDirectory, "has a postgres.properties that cannot be read. Restore it.", e);
    }
  }

  /**
   * Starts like {@link #start(Path)} with programs and settings of the caller's choice.
   *
   * @param dataDirectory what JAWORT_DATA names
   * @param binariesParent where PostgreSQL's programs are unpacked; many data folders may share it
   * @param settings of postgresql.conf, names and bare values; they win over the defaults, but not
   *     over address, port and fsync
   * @param tcp whether it listens on TCP at 127.0.0.1 as well
   * @return the database, accepting connections
   * @throws EmbeddedPostgresException as above
   */
  public static EmbeddedPostgres start(
      Path dataDirectory, Path binariesParent, Map<String, String> settings, boolean tcp)
      throws EmbeddedPostgresException {
    DataFolder folder = DataFolder.open(dataDirectory);
    boolean started = false;
    try {
      EmbeddedPostgres postgres = start(folder, binariesParent, Configuration.with(settings), tcp);
      started = true;
      return postgres;
    } finally {
      if (!started) {
        folder.close();
      }
    }
  }

  private static EmbeddedPostgres start(
      DataFolder folder, Path binariesParent, Configuration configuration, boolean tcp)
      throws EmbeddedPostgresException {
    Binaries binaries = Binaries.in(binariesParent, folder.path());
    Cluster cluster = new Cluster(folder, binaries, Account.choose(folder, binaries));
    Access access = Access.of(folder, tcp);
    cluster.ensure(access);
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(folder, binaries, new Server(cluster, configuration, access));
    postgres.watch(postgres.server.bringUp(true));
    return postgres;
  }

  private void watch(ProcessHandle postmaster) {
    var unused = postmaster.onExit().thenRunAsync(this::recover, EmbeddedPostgres::inBackground);
  }

  private static void inBackground(Runnable work) {
    Thread.ofVirtual().name("postgres-recovery").start(work);
  }

  /** Tries for as long as it takes: without its database the server can do nothing else. */
  private void recover() {
    while (!recovered()) {
      try {
        Polling.pause(BETWEEN_RESTARTS);
      } catch (IOException e) {
        return;
      }
    }
  }

  private boolean recovered() {
    upOrDown.lock();
    try {
      if (!closed.get()) {
        LOG.log(Level.WARNING, "The embedded PostgreSQL has died; starting it again.");
        watch(server.bringUp(false));
      }
      return true;
    } catch (EmbeddedPostgresException e) {
      LOG.log(Level.ERROR, e.getMessage());
      return false;
    } finally {
      upOrDown.unlock();
    }
  }

  /** JDBC address of the database {@code postgres}, without user and password. */
  public String jdbcUrl() {
    return jdbcUrl("postgres");
  }

  /**
   * JDBC address of a database, without user and password.
   *
   * @param database its name; it need not exist yet
   */
  public String jdbcUrl(String database) {
    return server.jdbcUrl(database);
  }

  /** The superuser. Row-level security does not bind it, so work as a role of your own. */
  public String user() {
    return server.access().user();
  }

  /** The superuser's password: random, made on the first start, safe in a URL. */
  public String password() {
    return server.access().password();
  }

  /** TCP port on 127.0.0.1, where it listens there. */
  public int port() {
    return server.access().port();
  }

  /**
   * Has the database closed when this JVM exits in an orderly way. For callers without a shutdown
   * order of their own; others close it after their last use.
   *
   * @return this
   */
  public EmbeddedPostgres closeAtExit() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "postgres-close"));
    return this;
  }

  /** Stops the database (open sessions are ended) and frees the data folder. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    upOrDown.lock();
    try {
      server.stop();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The embedded PostgreSQL did not stop: {0}", e.getMessage());
    } finally {
      upOrDown.unlock();
      folder.close();
    }
  }
}
