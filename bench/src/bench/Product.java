package bench;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The program as it is shipped, a process of its own with its embedded PostgreSQL. */
final class Product implements AutoCloseable {
  static final String SECRET = "a secret of the benchmarks, long enough for anybody";
  static final String PASSWORD = "a password of the benchmarks";
  static final String API_KEY = "jw_bench_key_of_forty_random_characters_";

  private final Path folder;
  private final int port = freePort();
  private final int mailPort = freePort();
  private Process process;
  private Properties access;

  /** Takes a data folder on the disk that is to be measured. */
  Product() throws IOException {
    Path target = Files.createDirectories(Path.of("target/bench"));
    folder = Files.createTempDirectory(target.toAbsolutePath(), "data-");
    Files.setPosixFilePermissions(
        folder, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(
        data, java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
    // The rows of a bench are made, and its bare peers work, by TCP.
    Files.writeString(
        data.resolve("postgres.properties"),
        "port=%d\ntcp=on\nuser=jawort\npassword=%s\n"
            .formatted(freePort(), SECRET.replace(' ', '-')));
  }

  /** The file that the product speaks through to its database. */
  String socketFolder() {
    return folder.resolve("data").resolve("postgres").toString();
  }

  /** Starts it and returns after how many seconds the page was there. */
  double start(String page) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(System.getenv().getOrDefault("PROGRAM", "bin/jawort"), "serve");
    builder
        .environment()
        .putAll(
            Map.of(
                "JAWORT_PORT",
                "" + port,
                "JAWORT_DATA",
                folder.resolve("data").toString(),
                "JAWORT_SECRET",
                SECRET,
                // A tenant whose forms are online.
                "JAVA_OPTS",
                "-Djawort.sample=true",
                "JAWORT_ADMIN_EMAIL",
                "owner@bench.example",
                "JAWORT_ADMIN_PASSWORD",
                PASSWORD,
                "JAWORT_API_KEY",
                API_KEY,
                "JAWORT_SMTP_URL",
                "smtp://127.0.0.1:" + mailPort + "?starttls=never"));
    File log = folder.resolve("server.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    long start = System.nanoTime();
    process = builder.start();
    awaitPage(process, port, page, log.toPath());
    double seconds = (System.nanoTime() - start) / 1e9;
    access = new Properties();
    access.load(
        new StringReader(Files.readString(folder.resolve("data").resolve("postgres.properties"))));
    return seconds;
  }

  static void awaitPage(Process process, int port, String page, Path log)
      throws IOException, InterruptedException {
    while (status(port, page) != 200) {
      if (!process.isAlive()) {
        throw new IllegalStateException("the server ended:\n" + Files.readString(log));
      }
      Thread.sleep(10);
    }
  }

  private static int status(int port, String page) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + page).toURL().openConnection();
      return connection.getResponseCode();
    } catch (IOException e) {
      return 0;
    }
  }

  int port() {
    return port;
  }

  int mailPort() {
    return mailPort;
  }

  String databasePort() {
    return access.getProperty("port");
  }

  String databaseUser() {
    return access.getProperty("user");
  }

  String databasePassword() {
    return access.getProperty("password");
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + databasePort() + "/postgres";
  }

  /** A connection of the superuser, whom row-level security does not bind. */
  Connection connect() throws SQLException {
    Connection connection =
        DriverManager.getConnection(jdbcUrl(), databaseUser(), databasePassword());
    run(connection, "SET search_path TO jawort");
    return connection;
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : null;
    }
  }

  /** Lets the next run begin like the one before: no mail waits and all pages are on disk. */
  void settle() throws SQLException {
    try (Connection connection = connect()) {
      run(
          connection,
          "UPDATE message SET due_at = '2099-01-01' WHERE status = 'QUEUED' AND due_at < '2098-01-01'");
      run(connection, "CHECKPOINT");
    }
  }

  /** Resident memory of the server process in megabytes. */
  double residentMegabytes() throws IOException {
    return megabytes(process.pid(), "status", "VmRSS:");
  }

  /** The database's processes; memory that they share is counted once. */
  double databaseMegabytes() throws IOException {
    ProcessHandle postmaster = postmaster();
    double sum = megabytes(postmaster.pid(), "smaps_rollup", "Pss:");
    for (ProcessHandle child : postmaster.descendants().toList()) {
      sum += megabytes(child.pid(), "smaps_rollup", "Pss:");
    }
    return sum;
  }

  private ProcessHandle postmaster() throws IOException {
    Path file = folder.resolve("data/postgres/postmaster.pid");
    long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
    return ProcessHandle.of(pid).orElseThrow();
  }

  static double megabytes(long pid, String file, String name) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/" + file)).stream()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  /** Processor time that the server and its database have used until now, in seconds. */
  Processors processors() throws IOException {
    ProcessHandle postmaster = postmaster();
    double database = processorSeconds(postmaster.pid());
    for (ProcessHandle child : postmaster.descendants().toList()) {
      database += processorSeconds(child.pid());
    }
    return new Processors(processorSeconds(process.pid()), database);
  }

  /** Processor time in seconds. */
  record Processors(double server, double database) {
    Processors since(Processors before) {
      return new Processors(server - before.server, database - before.database);
    }
  }

  /** Own time and that of ended children (fields 14 to 17 of proc(5)), in ticks of 10 ms. */
  private static double processorSeconds(long pid) throws IOException {
    String text;
    try {
      text = Files.readString(Path.of("/proc/" + pid + "/stat"));
    } catch (NoSuchFileException e) {
      // A worker that ended just now; its parent's figures hold its time.
      return 0;
    }
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
    return IntStream.rangeClosed(11, 14).mapToLong(i -> Long.parseLong(fields[i])).sum() / 100.0;
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(Duration.ofSeconds(30).toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (process != null) {
      stop();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
