package org.jawort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts programs of the tests in a JVM of their own, to be killed.
 *
 * <p>Where {@code bin/package} has made the program that is tested, the child runs that one and
 * loads its classes from its cache, which saves about half of the start. Otherwise it runs the
 * classes that this JVM runs.
 */
public final class ChildProcess {
  private static final Path APP = Path.of("target/app").toAbsolutePath();
  private static final Path JAR = APP.resolve("jawort.jar");
  private static final Path CLASSES = Path.of("target/classes").toAbsolutePath();

  private ChildProcess() {}

  /**
   * Starts it and does not wait for anything.
   *
   * @param program the class whose {@code main} is run
   * @param log takes what it prints; replaced where it is there
   */
  public static Process start(Class<?> program, Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Kept.JVM);
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  /** Worked out once, as nothing is built while tests run. */
  private static final class Kept {
    private static final List<String> JVM = isPackaged() ? packaged() : asHere();
  }

  /** Whether the packaged program is there, and none of its classes was compiled after it. */
  private static boolean isPackaged() {
    Path cache = APP.resolve("jawort.aot");
    if (Files.notExists(cache)) {
      return false;
    }
    try (Stream<Path> compiled = Files.walk(CLASSES)) {
      FileTime made = Files.getLastModifiedTime(cache);
      return compiled.filter(Files::isRegularFile).noneMatch(file -> isYounger(file, made));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isYounger(Path file, FileTime time) {
    try {
      return Files.getLastModifiedTime(file).compareTo(time) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A class path that begins as the cache's does may go on with the classes of the tests. */
  private static List<String> packaged() {
    String path =
        Stream.concat(Stream.of(JAR), hereBeyondTheProgram())
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    return List.of(
        "@" + APP.resolve("jvm"),
        "-XX:TieredStopAtLevel=1",
        "-XX:AOTCache=" + APP.resolve("jawort.aot"),
        "-Xlog:aot*=off",
        "-Xlog:cds*=off",
        "-cp",
        path);
  }

  private static Stream<Path> hereBeyondTheProgram() {
    Set<String> libraries = fileNames(APP.resolve("lib"));
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(entry -> !entry.equals(CLASSES))
        .filter(entry -> !libraries.contains(entry.getFileName().toString()));
  }

  private static Set<String> fileNames(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> asHere() {
    return List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"));
  }
}
