package org.jawort.platform.postgres;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * PostgreSQL processes that an earlier start, or a dead postmaster, left on a cluster. They are
 * told by the program they run and the folder they run in, so a process id that was given to
 * another program since is never mistaken for one.
 */
final class Leftovers {
  private static final Duration LEAVE_BY_THEMSELVES = Duration.ofMillis(500);
  private static final Duration DIE = Duration.ofSeconds(10);
  private static final Path PROC = Path.of("/proc");

  private final Path cluster;

  Leftovers(Path cluster) {
    this.cluster = cluster;
  }

  /** The postmaster, if it still runs. */
  Optional<ProcessHandle> postmaster() {
    return PostmasterFile.read(cluster).flatMap(PostmasterFile::process).filter(this::isOurs);
  }

  /**
   * Ends every process of a cluster whose postmaster is gone or does not listen to reason, and
   * removes the stale postmaster.pid and the socket with its lock: a dead postmaster that nobody
   * has buried yet would seem to hold it. Safe as the committed rows are in the write-ahead log.
   */
  void clear() throws IOException {
    if (postmaster().isPresent() || !await(() -> processes().isEmpty(), LEAVE_BY_THEMSELVES)) {
      processes().forEach(ProcessHandle::destroyForcibly);
      if (!await(() -> processes().isEmpty(), DIE)) {
        throw new IOException("processes %s of an earlier start do not end".formatted(processes()));
      }
    }
    Files.deleteIfExists(PostmasterFile.in(cluster));
    if (Files.isDirectory(cluster)) {
      try (DirectoryStream<Path> sockets = Files.newDirectoryStream(cluster, Access.SOCKET + "*")) {
        for (Path socket : sockets) {
          Files.deleteIfExists(socket);
        }
      }
    }
  }

  /** The postmaster and its children, also those whose postmaster is dead. */
  List<ProcessHandle> processes() {
    if (Files.isDirectory(PROC.resolve("self"))) {
      return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }
    return postmaster().stream().toList();
  }

  private boolean isOurs(ProcessHandle process) {
    Path entry = PROC.resolve(Long.toString(process.pid()));
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return process.info().command().filter(c -> c.endsWith("/postgres")).isPresent();
    }
    try {
      Path program = Files.readSymbolicLink(entry.resolve("exe")).getFileName();
      return program.toString().startsWith("postgres")
          && Files.readSymbolicLink(entry.resolve("cwd")).equals(cluster.toRealPath());
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static boolean await(BooleanSupplier condition, Duration limit) throws IOException {
    return Polling.until(condition, limit);
  }
}
