package org.jawort.consent.cosigner;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.Map;
import org.jawort.Await;
import org.jawort.ChildProcess;
import org.jawort.platform.Settings;

/** A witness in a process of its own, which a test may kill and start again. */
public final class WitnessProcess implements AutoCloseable {
  private final Path data;
  private final int port;
  private final String logs;
  private Process process;

  /**
   * Starts it and waits until it answers.
   *
   * @param data its folder
   * @param logs keys of the logs that it witnesses
   */
  public WitnessProcess(Path data, String logs) throws Exception {
    this.data = Files.createDirectories(data);
    this.logs = logs;
    try (var socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
    start();
  }

  /** Starts it again. */
  public void start() throws Exception {
    Files.deleteIfExists(data.resolve("started"));
    process =
        ChildProcess.start(
            Main.class,
            Path.of("target/witness-process.log"),
            data.toString(),
            String.valueOf(port),
            logs);
    Await.until("the witness answers", () -> Files.exists(data.resolve("started")));
  }

  /** As {@code JAWORT_WITNESSES} takes it. */
  public String setting() throws IOException {
    return "http://127.0.0.1:%d %s".formatted(port, key());
  }

  /** Its key. */
  public String key() throws IOException {
    return Files.readString(data.resolve("started"));
  }

  /** Kills it. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  /** The program of the process. */
  static final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
      Path data = Path.of(arguments[0]);
      Settings settings =
          Settings.load(
              Map.of(
                  "JAWORT_PORT",
                  arguments[1],
                  "JAWORT_DATA",
                  arguments[0],
                  "JAWORT_WITNESS_LOGS",
                  arguments[2]),
              Path.of("target/no-such-file"));
      Witness witness = Witness.start(settings, InstantSource.system());
      Path fresh = Files.writeString(data.resolve("started.new"), witness.key().toString());
      Files.move(fresh, data.resolve("started"), StandardCopyOption.ATOMIC_MOVE);
    }
  }
}
