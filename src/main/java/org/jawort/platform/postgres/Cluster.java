package org.jawort.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database's files, and the programs and account that go with them.
 *
 * @param folder the data folder, locked
 * @param binaries PostgreSQL's programs
 * @param account who runs them
 */
record Cluster(DataFolder folder, Binaries binaries, Account account) {
  private static final String MAKING = ".postgres-making-";
  private static final Duration INITDB = Duration.ofMinutes(5);

  /** Makes the cluster unless it exists, and refuses one of another major version. */
  void ensure(Access access) throws EmbeddedPostgresException {
    try {
      sweep();
      if (Files.exists(path())) {
        checkVersion();
        account.handOver(path());
      } else {
        make(access);
      }
    } catch (IOException e) {
      throw failure("cannot take a database: " + e.getMessage(), e);
    }
  }

  /** Made aside and renamed when whole: a killed initdb leaves nothing that looks finished. */
  private void make(Access access) throws IOException, EmbeddedPostgresException {
    Path aside = Files.createTempDirectory(folder.path(), MAKING);
    Path password = folder.path().resolve(MAKING + "password");
    try {
      Access.writePrivately(password, access.password() + "\n");
      account.handOver(password);
      account.handOver(aside);
      initdb(access, aside, password);
      Files.writeString(
          aside.resolve("postgresql.conf"),
          "\ninclude_if_exists = '%s'\n".formatted(Configuration.FILE),
          StandardOpenOption.APPEND);
      Files.move(aside, path(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(password);
      Folders.delete(aside);
    }
  }

  private void initdb(Access access, Path target, Path password)
      throws IOException, EmbeddedPostgresException {
    List<String> words =
        List.of(
            binaries.program("initdb"),
            "--pgdata=" + target,
            "--username=" + access.user(),
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
            "--no-instructions");
    if (!account.command(words).run(INITDB, folder.startLog())) {
      throw failure("cannot take a new database: " + StartLog.complaint(folder), null);
    }
  }

  /** Removes what a start that was killed while it made the database has left. */
  private void sweep() throws IOException {
    try (Stream<Path> children = Files.list(folder.path())) {
      children.filter(c -> c.getFileName().toString().startsWith(MAKING)).forEach(Folders::delete);
    }
  }

  private void checkVersion() throws IOException, EmbeddedPostgresException {
    Path file = path().resolve("PG_VERSION");
    if (!Files.exists(file)) {
      throw failure(
          "has a folder postgres that is not a PostgreSQL database. Move it away, or choose another"
              + " folder.",
          null);
    }
    String theirs = Files.readString(file).strip();
    String ours = binaries.major();
    if (!theirs.equals(ours)) {
      throw failure(
          ("holds a database of PostgreSQL %s, this Jawort brings %s. Move the data with pg_dump, or"
                  + " set JAWORT_DATABASE_URL to a PostgreSQL %s that serves it.")
              .formatted(theirs, ours, theirs),
          null);
    }
  }

  Path path() {
    return folder.cluster();
  }

  EmbeddedPostgresException failure(String complaint, @Nullable Throwable cause) {
    return cause == null
        ? new EmbeddedPostgresException(folder.path(), complaint)
        : new EmbeddedPostgresException(folder.path(), complaint, cause);
  }
}
