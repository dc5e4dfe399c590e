package org.jawort.platform.postgres;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jawort.Await;

/** A {@link Writer} in a JVM of its own, to be killed. */
final class WriterProcess {
  private static final String END = "END";

  private final Process process;
  private final Set<Long> acknowledged;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Thread reader;

  private WriterProcess(Process process, Set<Long> acknowledged) {
    this.process = process;
    this.acknowledged = acknowledged;
    this.reader = Thread.ofPlatform().daemon().start(this::read);
  }

  static WriterProcess start(Path data, Path binaries, Set<Long> acknowledged) throws IOException {
    return start(List.of(), TestClassPath.here(), data, binaries, acknowledged);
  }

  static WriterProcess start(
      List<String> prefix, String classPath, Path data, Path binaries, Set<Long> acknowledged)
      throws IOException {
    List<String> words = new ArrayList<>(prefix);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
    words.addAll(List.of("-cp", classPath, Writer.class.getName()));
    words.addAll(List.of(data.toString(), binaries.toString()));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new WriterProcess(builder.start(), acknowledged);
  }

  static Set<Long> noRows() {
    return ConcurrentHashMap.newKeySet();
  }

  private void read() {
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("ROW ")) {
          acknowledged.add(Long.parseLong(line.substring(4)));
        }
        lines.add(line);
      }
    } catch (IOException e) {
      // Killed.
    }
    lines.add(END);
  }

  /** Waits for a line that begins so, and returns it. */
  String await(String beginning) throws InterruptedException {
    long end = System.nanoTime() + Await.LIMIT.toNanos();
    while (true) {
      String line = lines.poll(Math.max(0, end - System.nanoTime()), NANOSECONDS);
      if (line == null || line.equals(END)) {
        throw new AssertionError(
            "no '%s' within %s, but %s".formatted(beginning, Await.LIMIT, line));
      }
      if (line.startsWith(beginning)) {
        return line;
      }
    }
  }

  /** Waits for a number of further rows to be acknowledged. */
  void awaitRows(int count) throws InterruptedException {
    lines.clear();
    for (int row = 0; row < count; row++) {
      await("ROW ");
    }
  }

  void kill() {
    process.destroyForcibly();
  }

  /** Asks it to end, as an operator would. */
  void terminate() {
    process.destroy();
  }

  /** Waits until it is gone and all it has said is read. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
    reader.join();
  }
}
