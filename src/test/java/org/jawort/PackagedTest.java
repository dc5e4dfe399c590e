package org.jawort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.FileSystemUtils;

/** {@code bin/jawort} as it is installed; {@code bin/package} has to be run before. */
@Tag("packaged")
@DisplayName("The packaged program")
class PackagedTest {
  private static final Path HERE = Path.of("").toAbsolutePath();
  private static final Path ROOT = Path.of("/");
  private static final String CACHE = "target/app/jawort.aot";
  private static final String JAR = "target/app/jawort.jar";
  private static final String NO_COMMAND = "jawort: nosuch is not a command";
  private static final List<String> STEP_DOWN =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private static Path folder;
  private static Path copy;

  /** What a program printed, and how it ended. */
  private record Ended(int status, List<String> lines) {}

  private interface Damage {
    void to(Path cache) throws IOException;
  }

  @BeforeAll
  static void copyAll() throws Exception {
    assertThat(HERE.resolve(CACHE)).as("run bin/package first").exists();
    // Not @TempDir: its parents may be closed to others.
    folder = Files.createTempDirectory(Path.of("/tmp"), "jawort-packaged");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    copy = folder.resolve("opt/Jawort 1");
    Files.createDirectories(copy.resolve("target"));
    for (String name : List.of("bin", "target/jawort.jar", "target/app")) {
      copy(name);
    }
  }

  /** With the dates, as mv, tar and rsync keep them. */
  private static void copy(String name) throws Exception {
    String to = copy.resolve(name).toString();
    Ended ended = run(HERE, Map.of(), List.of("cp", "-Rp", HERE.resolve(name).toString(), to));
    assertThat(ended).as("copying " + name).isEqualTo(new Ended(0, List.of()));
  }

  @AfterAll
  static void clean() throws IOException {
    FileSystemUtils.deleteRecursively(folder);
  }

  @Test
  @DisplayName("uses its cache in its own folder, from the root of all folders, and through a link")
  void anywhere() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("jawort"), HERE.resolve("bin/jawort"));
    assertUsesTheCache(HERE, Path.of("bin/jawort"));
    assertUsesTheCache(ROOT, HERE.resolve("bin/jawort"));
    assertUsesTheCache(folder, link);
  }

  @Test
  @DisplayName("uses its cache in a copy elsewhere")
  void moved() throws Exception {
    assertUsesTheCache(ROOT, copy.resolve("bin/jawort"));
    assertUsesTheCache(copy, Path.of("bin/jawort"));
  }

  private static void assertUsesTheCache(Path from, Path program) throws Exception {
    Path log = folder.resolve("loaded.log");
    var options = Map.of("JAVA_OPTS", "-Xlog:class+load:file=" + log);
    assertThat(run(from, options, List.of(program.toString(), "nosuch")).lines())
        .singleElement()
        .asString()
        .startsWith(NO_COMMAND);
    assertThat(Files.readAllLines(log))
        .filteredOn(line -> line.contains(" " + Jawort.class.getName() + " source:"))
        .singleElement()
        .asString()
        .endsWith("source: shared objects file");
  }

  @Test
  @DisplayName("serves from a copy for a user who may only read it, with data of their own")
  void serves() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxrwxrwx"));
    String port = freePort();
    List<String> command = new ArrayList<>(ordinary());
    command.addAll(List.of(copy.resolve("bin/jawort").toString(), "serve"));
    var settings =
        Map.of("JAWORT_PORT", port, "JAWORT_DATA", data.toString(), "JAWORT_BIND", "127.0.0.1");
    Process process = start(ROOT, settings, command);
    try (BufferedReader output = process.inputReader()) {
      assertThat(output.readLine()).startsWith("Jawort answers at http://localhost:" + port);
      assertThat(status("http://127.0.0.1:" + port + "/login")).isEqualTo(200);
      process.toHandle().destroy(); // keeps open what it may still say
      output.lines().forEach(line -> assertThat(line).doesNotContain("Exception"));
    } finally {
      process.destroy();
      process.waitFor();
    }
    assertThat(data.resolve("postgres/postmaster.pid")).doesNotExist();
  }

  private static int status(String url) throws IOException {
    return ((HttpURLConnection) URI.create(url).toURL().openConnection()).getResponseCode();
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    }
  }

  /** Empty where this user cannot become another one, or that one could not run Java. */
  private static List<String> ordinary() throws Exception {
    if (!Files.getAttribute(folder, "unix:uid").equals(0)) {
      return List.of();
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> attempt = new ArrayList<>(STEP_DOWN);
    attempt.addAll(List.of(java, "-version"));
    return run(ROOT, Map.of(), attempt).status() == 0 ? STEP_DOWN : List.of();
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        argumentSet("that is cut short", (Damage) cache -> write(cache, 0, 5_000_000, true)),
        argumentSet("that is empty", (Damage) cache -> Files.write(cache, new byte[0])),
        argumentSet("with another head", (Damage) cache -> write(cache, 0, 4_000, false)),
        argumentSet("with holes", (Damage) cache -> write(cache, 30_000_000, 500_000, false)),
        argumentSet(
            "with other objects",
            (Damage) cache -> write(cache, Files.size(cache) - 4_000_000, 500_000, false)),
        argumentSet(
            "of another jar",
            (Damage)
                cache ->
                    Files.setLastModifiedTime(
                        copy.resolve(JAR), FileTime.from(Instant.parse("2026-01-01T00:00:00Z")))));
  }

  /** Puts noise where it says, and cuts off the rest if told so. */
  private static void write(Path file, long at, int length, boolean cut) throws IOException {
    var noise = new byte[length];
    new Random(1).nextBytes(noise);
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.seek(at);
      open.write(noise);
      if (cut) {
        open.setLength(at + length);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("damages")
  @DisplayName("starts without a cache")
  void startsWithout(Damage damage) throws Exception {
    try {
      damage.to(copy.resolve(CACHE));
      assertStartsWithout(Map.of());
    } finally {
      for (String name : List.of(CACHE, JAR)) {
        Files.copy(
            HERE.resolve(name),
            copy.resolve(name),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Test
  @DisplayName("starts without a cache that was made for other flags")
  void otherFlags() throws Exception {
    assertStartsWithout(Map.of("JAVA_OPTS", "-XX:-UseCompactObjectHeaders"));
  }

  private static void assertStartsWithout(Map<String, String> environment) throws Exception {
    Ended ended =
        run(folder, environment, List.of(copy.resolve("bin/jawort").toString(), "nosuch"));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("does not fit here", "bin/package --cache"),
            line -> assertThat(line).startsWith(NO_COMMAND));
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(path -> path.getFileName().toString().startsWith("hs_err"))).isEmpty();
    }
  }

  private static Ended run(Path from, Map<String, String> environment, List<String> command)
      throws Exception {
    Process process = start(from, environment, command);
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), UTF_8).lines().toList();
    return new Ended(process.waitFor(), lines);
  }

  private static Process start(Path from, Map<String, String> more, List<String> command)
      throws IOException {
    var builder = new ProcessBuilder(command).directory(from.toFile()).redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("JAWORT_"));
    List.of("HOME", "JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
        .forEach(environment::remove);
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(more);
    return builder.start();
  }
}
