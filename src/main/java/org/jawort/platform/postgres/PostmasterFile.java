package org.jawort.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code postmaster.pid} says of the running, or of a dead, PostgreSQL.
 *
 * @param pid process id of the postmaster
 * @param ready whether it accepts connections
 */
record PostmasterFile(long pid, boolean ready) {
  private static final int STATUS_LINE = 7;

  static Path in(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }

  /** Empty while there is no such file, or only half of one. */
  static Optional<PostmasterFile> read(Path cluster) {
    try {
      List<String> lines = Files.readAllLines(in(cluster));
      long pid = Long.parseLong(lines.getFirst().strip());
      boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      return pid > 0 ? Optional.of(new PostmasterFile(pid, ready)) : Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid);
  }
}
