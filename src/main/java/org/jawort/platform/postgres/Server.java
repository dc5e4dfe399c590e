package org.jawort.platform.postgres;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;

/** Brings a cluster's PostgreSQL up, whatever state an earlier start left it in, and down. */
final class Server {
  private static final System.Logger LOG = System.getLogger(Server.class.getName());
  private static final int ATTEMPTS = 5;
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(300);

  /** Crash recovery replays up to 512 MB of log and must not be cut short. */
  private static final Duration RECOVERY = Duration.ofMinutes(10);

  private static final Duration FAST_STOP = Duration.ofSeconds(20);

  private final Cluster cluster;
  private final Configuration configuration;
  private final Leftovers leftovers;
  private volatile Access access;

  Server(Cluster cluster, Configuration configuration, Access access) {
    this.cluster = cluster;
    this.configuration = configuration;
    this.leftovers = new Leftovers(cluster.path());
    this.access = access;
  }

  Access access() {
    return access;
  }

  String jdbcUrl(String database) {
    return access.jdbcUrl(cluster.path(), database);
  }

  /**
   * Returns the postmaster once it accepts connections: one that still runs, or a new one.
   *
   * @param mayMove whether another port may be chosen when a stranger holds the kept one
   */
  ProcessHandle bringUp(boolean mayMove) throws EmbeddedPostgresException {
    try {
      Optional<ProcessHandle> running = leftovers.postmaster();
      if (running.isPresent() && isAsWanted() && becomesReady(running.get()) && answers()) {
        return running.get();
      }
      stop();
      configuration.write(cluster.path(), cluster.account());
      return launch(mayMove);
    } catch (IOException e) {
      throw cluster.failure("holds a database that could not be started: " + e.getMessage(), e);
    }
  }

  /** An update may bring other programs or settings; then the old process must go. */
  private boolean isAsWanted() throws IOException {
    Path options = cluster.path().resolve("postmaster.opts");
    return configuration.isIn(cluster.path())
        && Files.exists(options)
        && Files.readString(options).strip().equals(asPostgresNotesIt(words()));
  }

  private static String asPostgresNotesIt(List<String> words) {
    return words.getFirst()
        + words.stream().skip(1).map(w -> " \"" + w + "\"").collect(Collectors.joining());
  }

  /** On the command line stands what no configuration file may change. */
  private List<String> words() {
    boolean socket = access.socket(cluster.path()).isPresent();
    return List.of(
        cluster.binaries().program("postgres"),
        "-D",
        cluster.path().toString(),
        "-p",
        Integer.toString(access.port()),
        "-c",
        "listen_addresses=" + (tcp() ? "127.0.0.1" : ""),
        "-c",
        // Relative to the cluster, which is the account's alone.
        "unix_socket_directories=" + (socket ? "." : ""),
        "-c",
        "fsync=on");
  }

  private boolean tcp() {
    return access.tcp() || access.socket(cluster.path()).isEmpty();
  }

  private ProcessHandle launch(boolean mayMove) throws IOException, EmbeddedPostgresException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      if (mayMove && tcp()) {
        leaveTakenPort();
      }
      ProcessBuilder.Redirect log =
          ProcessBuilder.Redirect.to(cluster.folder().startLog().toFile());
      Process process = cluster.account().detached(words()).start(log);
      if (becomesReady(process.toHandle())) {
        return leftovers.postmaster().orElse(process.toHandle());
      }
      // The children of a killed postmaster may have held its shared memory a moment longer.
      process.destroyForcibly();
      leftovers.clear();
      Polling.pause(BETWEEN_ATTEMPTS);
    }
    throw cluster.failure(
        "holds a database that does not start: %s (see %s and %s)"
            .formatted(
                StartLog.complaint(cluster.folder()),
                cluster.folder().startLog(),
                cluster.path().resolve("log")),
        null);
  }

  private void leaveTakenPort() throws IOException {
    int taken = access.port();
    if (!FreePort.isFree(taken)) {
      access = access.moveTo(FreePort.pick(), cluster.folder());
      LOG.log(
          Level.WARNING,
          "Another program listens on port {0}; the embedded PostgreSQL moves to port {1}.",
          Integer.toString(taken),
          Integer.toString(access.port()));
    }
  }

  private boolean becomesReady(ProcessHandle process) throws IOException {
    Polling.until(() -> isReady() || !process.isAlive(), RECOVERY);
    return isReady() && process.isAlive();
  }

  private boolean isReady() {
    return PostmasterFile.read(cluster.path()).filter(PostmasterFile::ready).isPresent();
  }

  private boolean answers() {
    Properties properties = new Properties();
    properties.setProperty("user", access.user());
    properties.setProperty("password", access.password());
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("socketTimeout", "5");
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"), properties)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  /** Fast: ends sessions, writes a checkpoint. What does not follow is killed. */
  void stop() throws IOException {
    if (leftovers.postmaster().isPresent()) {
      cluster
          .account()
          .command(
              List.of(
                  cluster.binaries().program("pg_ctl"),
                  "stop",
                  "--mode=fast",
                  "--pgdata=" + cluster.path(),
                  "--timeout=" + FAST_STOP.toSeconds()))
          .runQuietly(FAST_STOP.plusSeconds(2));
    }
    leftovers.clear();
  }
}
