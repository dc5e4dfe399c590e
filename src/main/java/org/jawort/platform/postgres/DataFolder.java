package org.jawort.platform.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The folder named by JAWORT_DATA, made ready, proven writable and locked for this process. */
final class DataFolder implements AutoCloseable {
  /** Name of the folder of the PostgreSQL cluster. */
  static final String CLUSTER = "postgres";

  private static final String START_LOG = "postgres-start.log";

  private final Path path;
  private final int userId;
  private final DataFolderLock lock;

  private DataFolder(Path path, int userId, DataFolderLock lock) {
    this.path = path;
    this.userId = userId;
    this.lock = lock;
  }

  /** Creates the folder where needed and takes its lock. */
  static DataFolder open(Path given) throws EmbeddedPostgresException {
    Path path = given.toAbsolutePath().normalize();
    int userId = prove(path);
    hide(path);
    return new DataFolder(path, userId, DataFolderLock.take(path));
  }

  /** Returns the id of the user this process writes as, learned from a file it has just written. */
  private static int prove(Path path) throws EmbeddedPostgresException {
    if (Files.exists(path) && !Files.isDirectory(path)) {
      throw new EmbeddedPostgresException(path, "is a file. Name a folder instead.");
    }
    try {
      create(path);
      Path probe = Files.createTempFile(path, ".probe", null);
      try {
        return owner(probe);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new EmbeddedPostgresException(
          path,
          "cannot be written (%s). Give this user write access, or choose another folder."
              .formatted(e.getClass().getSimpleName()),
          e);
    }
  }

  /** Others may pass through (the database may run as another user) but not look around. */
  private static void create(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      Files.createDirectories(path);
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
    }
  }

  /** What a program writes there is read by this user alone. */
  private static void hide(Path path) throws EmbeddedPostgresException {
    Path file = path.resolve(START_LOG);
    Set<PosixFilePermission> ours = PosixFilePermissions.fromString("rw-------");
    try {
      if (Files.exists(file)) {
        Files.setPosixFilePermissions(file, ours);
      } else {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(ours));
      }
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          path, "has a %s that cannot be written.".formatted(START_LOG), e);
    }
  }

  static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }

  static int group(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:gid");
  }

  Path path() {
    return path;
  }

  /** The PostgreSQL cluster; it appears by a rename once initdb has finished, so it is whole. */
  Path cluster() {
    return path.resolve(CLUSTER);
  }

  /** What PostgreSQL says before its own log opens. */
  Path startLog() {
    return path.resolve(START_LOG);
  }

  boolean userIsRoot() {
    return userId == 0;
  }

  int userId() {
    return userId;
  }

  @Override
  public void close() {
    lock.close();
  }
}
