package org.jawort.platform.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program to run, cut off from this process's terminal and language.
 *
 * @param words program and arguments
 */
record Command(List<String> words) {
  private static final List<Path> USUAL_PLACES =
      Stream.of("/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin").map(Path::of).toList();

  static Command of(List<String> words) {
    return new Command(words);
  }

  /** Whether a program of this name is installed. */
  static boolean exists(String program) {
    return USUAL_PLACES.stream().anyMatch(place -> Files.isExecutable(place.resolve(program)));
  }

  /** Runs it to its end; its output goes to {@code output}, which is replaced. */
  boolean run(Duration limit, Path output) throws IOException {
    return await(start(ProcessBuilder.Redirect.to(output.toFile())), limit);
  }

  /** Whether it could be run and succeeded. */
  boolean runQuietly(Duration limit) {
    try {
      return await(start(ProcessBuilder.Redirect.DISCARD), limit);
    } catch (IOException e) {
      return false;
    }
  }

  Process start(ProcessBuilder.Redirect output) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.redirectErrorStream(true).redirectOutput(output);
    clean(builder.environment());
    return builder.start();
  }

  /**
   * PGPORT and the like would bend what PostgreSQL does; its messages must be English to be read.
   */
  private static void clean(Map<String, String> environment) {
    environment
        .keySet()
        .removeIf(key -> key.startsWith("PG") || key.startsWith("LC_") || key.startsWith("LANG"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
  }

  private static boolean await(Process process, Duration limit) throws IOException {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroyForcibly();
      return false;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a program", e);
    }
  }
}
