package org.jawort.platform.postgres;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The few class folders and jars that the launcher needs, for child JVMs. */
final class TestClassPath {
  private static final List<String> CLASSES =
      List.of(
          "org.jawort.platform.postgres.EmbeddedPostgres",
          "org.jawort.platform.postgres.Writer",
          "org.postgresql.Driver",
          "org.apache.commons.compress.archivers.tar.TarArchiveInputStream",
          "org.apache.commons.io.IOUtils",
          "org.apache.commons.codec.Charsets",
          "org.apache.commons.lang3.ArrayUtils",
          "org.tukaani.xz.XZInputStream");

  private TestClassPath() {}

  static String here() {
    return entries().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  /** Copies all into a folder that any user can read. */
  static String copiedTo(Path folder) throws IOException {
    Set<String> copies = new LinkedHashSet<>();
    for (Path entry : entries().toList()) {
      Path copy = folder.resolve(copies.size() + "-" + entry.getFileName());
      copyTree(entry, copy);
      copies.add(copy.toString());
    }
    return String.join(File.pathSeparator, copies);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> tree = Files.walk(from)) {
      for (Path source : tree.toList()) {
        Path target = to.resolve(from.relativize(source).toString());
        Files.copy(source, target);
        Files.setPosixFilePermissions(
            target,
            PosixFilePermissions.fromString(Files.isDirectory(source) ? "rwxr-xr-x" : "rw-r--r--"));
      }
    }
  }

  private static Stream<Path> entries() {
    return Stream.concat(CLASSES.stream().map(TestClassPath::home), Stream.of(binaries()))
        .distinct();
  }

  private static Path home(String className) {
    try {
      Class<?> type = Class.forName(className);
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new AssertionError(className, e);
    }
  }

  private static Path binaries() {
    try {
      var archive = Platform.current().archive(Path.of("."));
      return Path.of(((JarURLConnection) archive.openConnection()).getJarFileURL().toURI());
    } catch (IOException | URISyntaxException | EmbeddedPostgresException e) {
      throw new AssertionError(e);
    }
  }
}
