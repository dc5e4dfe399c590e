package org.jawort.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What {@code jawort.conf} in the cluster says. It is rewritten at each start, so an update brings
 * its settings to databases that exist; an operator's {@code ALTER SYSTEM} still wins.
 *
 * @param text the file
 */
record Configuration(String text) {
  static final String FILE = "jawort.conf";

  private static final String DEFAULTS =
      """
      # Written at each start. Use ALTER SYSTEM for settings of your own.
      shared_buffers = 64MB
      max_connections = 60
      synchronous_commit = on
      password_encryption = scram-sha-256
      timezone = UTC
      # Small statements on a small machine: none of these pays for itself, all cost memory.
      jit = off
      io_method = sync
      max_logical_replication_workers = 0
      # Bounds what a crashed database replays: 500 MB took 7 s on two cores, and 15 s are promised.
      max_wal_size = 512MB
      # A young table grows fast, and a plan made for an empty one is the wrong one for a full one.
      autovacuum_naptime = 10s
      # A killed server's long statements must not hold locks until they end.
      client_connection_check_interval = 1s
      # The log keeps a week and no personal data: no statements, no parameters, no "Key (…)=(…)".
      # Errors of statements reach the caller, which decides what of them to log.
      logging_collector = on
      log_directory = log
      log_filename = 'postgres-%a.log'
      log_rotation_age = 1d
      log_rotation_size = 0
      log_truncate_on_rotation = on
      log_timezone = UTC
      log_statement = none
      log_min_messages = log
      log_min_error_statement = panic
      log_error_verbosity = terse
      log_parameter_max_length = 0
      log_parameter_max_length_on_error = 0
      """;

  /** Settings in {@code extra} win over the defaults; values are quoted here. */
  static Configuration with(Map<String, String> extra) {
    return new Configuration(
        DEFAULTS
            + extra.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> "%s = '%s'\n".formatted(e.getKey(), e.getValue().replace("'", "''")))
                .collect(Collectors.joining()));
  }

  boolean isIn(Path cluster) throws IOException {
    Path file = cluster.resolve(FILE);
    return Files.exists(file) && Files.readString(file).equals(text);
  }

  void write(Path cluster, Account account) throws IOException {
    Path aside = cluster.resolve(FILE + ".new");
    Files.deleteIfExists(aside);
    Access.writePrivately(aside, text);
    account.handOver(aside);
    Files.move(aside, cluster.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
  }
}
