package org.jawort.platform.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
  void listensOn127001OnlyAndAsksForThePassword() throws Exception {
    try (EmbeddedPostgres postgres = start()) {
      assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(postgres, "unix_socket_directories")).isEmpty();
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
    EmbeddedPostgres first = start();
    first.close();
    int moved;
    try (ServerSocket stranger =
        new ServerSocket(first.port(), 1, InetAddress.getLoopbackAddress())) {
      try (EmbeddedPostgres second = start()) {
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
    return EmbeddedPostgres.start(data, BINARIES, Map.of());
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

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
