package org.jawort.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** What an operator may rely on of the embedded database. */
class EmbeddedPostgresTest {
  private static final Path BINARIES = Path.of("target", "postgres-binaries").toAbsolutePath();

  /** Made once, as making it takes longer than anything else here. */
  @TempDir static Path shared;

  private Path data = shared;

  @Test
  void flushesEachCommitAndKeepsPersonalDataOutOfItsLog() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(setting(postgres, "fsync")).isEqualTo("on");
      assertThat(setting(postgres, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(postgres, "full_page_writes")).isEqualTo("on");
      assertThat(setting(postgres, "data_checksums")).isEqualTo("on");
      assertThat(setting(postgres, "server_encoding")).isEqualTo("UTF8");
      assertThatThrownBy(() -> query(postgres, "SELECT 'ada@example.org'::int"))
          .isInstanceOf(SQLException.class);
    }
    assertThat(everythingLogged()).isNotEmpty().doesNotContain("ada@example.org");
  }

  @Test
  void listensOnAFileThatNobodyElseReachesAndAsksForThePassword() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(setting(postgres, "listen_addresses")).isEmpty();
      assertThat(addresses()).noneMatch(address -> answers(address, postgres.port()));
      assertThat(data.resolve("postgres").resolve(".s.PGSQL." + postgres.port())).exists();
      assertThat(query(postgres, "SELECT inet_client_addr() IS NULL")).isEqualTo("t");
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess").close())
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void listensOn127001AsWellWhereItsOperatorWantsSoOrTheSocketsNameWouldBeTooLong()
      throws Exception {
    start().close();
    Path access = data.resolve(Access.FILE);
    Files.writeString(access, Files.readString(access).replace("tcp=off", "tcp=on"));
    assertThat(Access.read(access).socket(data.resolve("x".repeat(90)))).isEmpty();
    try (EmbeddedPostgres postgres = start()) {
      assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(answers(InetAddress.getLoopbackAddress(), postgres.port())).isTrue();
      assertThat(
              query(
                  postgres, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
          .isEqualTo("scram-sha-256");
      assertThat(otherAddresses()).noneMatch(address -> answers(address, postgres.port()));
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), "guess").close())
          .hasMessageContaining("password authentication failed");
    }
  }

  /** As the driver does in a COPY, and where it waits for a notification. */
  @Test
  void leavesAConnectionAsItWasWhereSomebodyLooksForWhatHasNotCome() throws Exception {
    try (EmbeddedPostgres postgres = start();
        var listener =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = listener.createStatement()) {
      statement.execute("LISTEN news");
      PGConnection driver = listener.unwrap(PGConnection.class);
      assertThat(driver.getNotifications(10)).isEmpty();
      query(postgres, "SELECT pg_notify('news', repeat('x', 7000))");
      assertThat(driver.getNotifications(60_000))
          .singleElement()
          .satisfies(news -> assertThat(news.getParameter()).hasSize(7_000));
      assertThat(copied(listener, "x".repeat(70_000))).isEqualTo(1000);
      assertThat(listener.isValid(5)).isTrue();
    }
  }

  private static long copied(Connection connection, String row) throws SQLException {
    connection.createStatement().execute("CREATE TEMPORARY TABLE copied (row text)");
    CopyIn copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY copied FROM STDIN");
    byte[] bytes = (row + "\n").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 1000; i++) {
      copy.writeToCopy(bytes, 0, bytes.length);
    }
    return copy.endCopy();
  }

  @Test
  void endsAReadWithinItsTimeAndWhatIsClosedMeanwhile() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      Connection slow =
          DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
      slow.setNetworkTimeout(Runnable::run, 200);
      assertThatThrownBy(() -> slow.createStatement().execute("SELECT pg_sleep(600)"))
          .isInstanceOf(SQLException.class);
      assertThat(slow.isClosed()).isTrue();
      Connection aborted =
          DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
      var asking =
          CompletableFuture.supplyAsync(
              () -> ended(aborted), command -> Thread.ofVirtual().start(command));
      aborted.abort(Runnable::run);
      assertThat(asking.get(3, TimeUnit.MINUTES)).isTrue();
    }
  }

  private static boolean ended(Connection connection) {
    try {
      connection.createStatement().execute("SELECT pg_sleep(600)");
      return false;
    } catch (SQLException e) {
      return true;
    }
  }

  @Test
  void keepsPortAndPasswordPrivatelyFromStartToStart() throws Exception {
    EmbeddedPostgres first = start();
    first.close();
    try (EmbeddedPostgres second = start()) {
      assertThat(second.port()).isEqualTo(first.port());
      assertThat(second.password()).isEqualTo(first.password()).hasSizeGreaterThan(30);
      assertThat(query(second, "SELECT 1")).isEqualTo("1");
      assertThat(
              ProcessHandle.allProcesses()
                  .flatMap(process -> process.info().commandLine().stream()))
          .as("what every user of this machine can read")
          .isNotEmpty()
          .noneMatch(line -> line.contains(second.password()));
    }
    assertThat(Files.getPosixFilePermissions(data.resolve("postgres-start.log")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(data.resolve(Access.FILE)))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Files.getPosixFilePermissions(data.resolve("postgres")))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void movesToAnotherPortAndKeepsItWhenAStrangerHoldsTheKeptOne() throws Exception {
    EmbeddedPostgres first = start(true);
    first.close();
    int moved;
    try (ServerSocket stranger =
        new ServerSocket(first.port(), 1, InetAddress.getLoopbackAddress())) {
      try (EmbeddedPostgres second = start(true)) {
        moved = second.port();
        assertThat(moved).isNotEqualTo(stranger.getLocalPort());
        assertThat(query(second, "SELECT 1")).isEqualTo("1");
      }
    }
    assertThat(Access.read(data.resolve(Access.FILE)).port()).isEqualTo(moved);
  }

  @Test
  void refusesAFolderInUseByThisProcessOrAnother() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      String message =
          ("JAWORT_DATA=%s is in use by another running Jawort (process %d)."
                  + " Stop it first, or choose another folder.")
              .formatted(data, ProcessHandle.current().pid());
      assertThatThrownBy(this::start)
          .isInstanceOf(EmbeddedPostgresException.class)
          .hasMessage(message);
      WriterProcess other = WriterProcess.start(data, BINARIES, WriterProcess.noRows());
      assertThat(other.await("REFUSED")).isEqualTo("REFUSED " + message);
      other.awaitEnd();
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void takesAStalePidFileOfAnotherProgramForWhatItIs() throws Exception {
    start().close();
    Files.writeString(
        PostmasterFile.in(data.resolve("postgres")), ProcessHandle.current().pid() + "\n");
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void startsOverWhenAnEarlierInitdbWasKilled(@TempDir Path empty) throws Exception {
    data = empty;
    Path half = Files.createDirectories(data.resolve(".postgres-making-1").resolve("base"));
    Files.writeString(data.resolve(".postgres-making-password"), "old");
    try (EmbeddedPostgres postgres = start()) {
      assertThat(query(postgres, "SELECT 1")).isEqualTo("1");
    }
    assertThat(half).doesNotExist();
    assertThat(data.resolve(".postgres-making-password")).doesNotExist();
  }

  @Test
  void saysInOneLineWhatIsWrongWithTheFolder() throws Exception {
    Path file = Files.writeString(data.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddedPostgres.start(file))
        .hasMessage("JAWORT_DATA=%s is a file. Name a folder instead.".formatted(file));
    assertThatThrownBy(() -> EmbeddedPostgres.start(Path.of("/proc/jawort")))
        .hasMessageStartingWith("JAWORT_DATA=/proc/jawort cannot be written")
        .hasMessageNotContaining("\n");
  }

  @Test
  void saysInOneLineThatTheDatabaseIsOfAnotherVersionOrLacksItsPassword() throws Exception {
    start().close();
    Path version = data.resolve("postgres").resolve("PG_VERSION");
    String right = Files.readString(version);
    Files.writeString(version, "15\n");
    assertThatThrownBy(this::start)
        .hasMessageStartingWith("JAWORT_DATA=" + data + " holds a database of PostgreSQL 15, this");
    Path access = data.resolve(Access.FILE);
    Path away = Files.move(access, data.resolve("away"));
    assertThatThrownBy(this::start).hasMessageContaining("not its postgres.properties");
    Files.move(away, access);
    Files.writeString(version, right);
    start().close();
  }

  private EmbeddedPostgres start() throws EmbeddedPostgresException {
    return start(false);
  }

  private EmbeddedPostgres start(boolean tcp) throws EmbeddedPostgresException {
    return EmbeddedPostgres.start(data, BINARIES, Map.of(), tcp);
  }

  private static String setting(EmbeddedPostgres postgres, String name) throws SQLException {
    return query(postgres, "SHOW " + name);
  }

  private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      result.next();
      return result.getString(1);
    }
  }

  private String everythingLogged() throws IOException {
    StringBuilder all = new StringBuilder(Files.readString(data.resolve("postgres-start.log")));
    try (Stream<Path> logs = Files.list(data.resolve("postgres").resolve("log"))) {
      for (Path log : logs.toList()) {
        all.append(Files.readString(log));
      }
    }
    return all.toString();
  }

  /** 127.0.0.2 is always there on Linux, so the list is never empty. */
  private static List<InetAddress> otherAddresses() throws IOException {
    return Stream.concat(
            NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses),
            Stream.of(InetAddress.getByName("127.0.0.2")))
        .filter(address -> !address.getHostAddress().equals("127.0.0.1"))
        .toList();
  }

  private static List<InetAddress> addresses() throws IOException {
    return Stream.concat(otherAddresses().stream(), Stream.of(InetAddress.getByName("127.0.0.1")))
        .toList();
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
