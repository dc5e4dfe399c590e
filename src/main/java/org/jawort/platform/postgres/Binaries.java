package org.jawort.platform.postgres;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs, unpacked once into a folder named after their version and content.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path folder) {
  private static final Pattern VERSION = Pattern.compile("-(\\d+(?:\\.\\d+)+)\\.jar");
  private static final String UNPACKING = ".postgres-unpacking-";
  private static final Duration ABANDONED = Duration.ofMinutes(10);

  /**
   * Unpacks into {@code parent} unless an earlier start did. Any number of processes may do so at
   * once: each unpacks aside and the first rename wins.
   */
  static Binaries in(Path parent, Path dataFolder) throws EmbeddedPostgresException {
    URL archive = Platform.current().archive(dataFolder);
    try {
      Path folder = parent.toAbsolutePath().normalize().resolve("postgres-bin-" + name(archive));
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(parent);
        sweep(parent);
        unpackAtomically(archive, folder);
      }
      return new Binaries(folder.toRealPath());
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          dataFolder,
          "cannot take PostgreSQL's programs (%s). Check free space (70 MB) and permissions."
              .formatted(e),
          e);
    }
  }

  /** The checksum stands in the jar's index, so a warm start need not read 15 MB. */
  private static String name(URL archive) throws IOException {
    Matcher version = VERSION.matcher(archive.toString());
    String prefix = version.find() ? version.group(1) + "-" : "";
    URLConnection connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar) {
      return prefix + "%08x".formatted(jar.getJarEntry().getCrc());
    }
    return prefix + "%x-%x".formatted(connection.getContentLengthLong(), connection.getDate());
  }

  private static void unpackAtomically(URL archive, Path folder) throws IOException {
    Path aside = Files.createTempDirectory(folder.getParent(), UNPACKING);
    try {
      Archive.unpack(archive, aside);
      Command.of(List.of("sync", "-f", aside.toString())).runQuietly(Duration.ofMinutes(1));
      Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      // Another process was faster.
    } finally {
      Folders.delete(aside);
    }
  }

  /** Removes what a killed process left half unpacked. */
  private static void sweep(Path parent) throws IOException {
    Instant before = Instant.now().minus(ABANDONED);
    try (Stream<Path> children = Files.list(parent)) {
      for (Path child :
          children.filter(c -> c.getFileName().toString().startsWith(UNPACKING)).toList()) {
        if (Files.getLastModifiedTime(child).toInstant().isBefore(before)) {
          Folders.delete(child);
        }
      }
    }
  }

  Path bin() {
    return folder.resolve("bin");
  }

  String program(String name) {
    return bin().resolve(name).toString();
  }

  /** The major version, as PG_VERSION in a cluster states it. */
  String major() throws IOException {
    try (Stream<String> lines = Files.lines(folder.resolve("share/postgresql/postgres.bki"))) {
      return lines.findFirst().orElse("").replace("# PostgreSQL ", "").strip();
    }
  }
}
