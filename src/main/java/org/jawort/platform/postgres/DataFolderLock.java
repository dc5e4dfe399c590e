package org.jawort.platform.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds {@code server.lock}, so that one process at a time uses a data folder. */
final class DataFolderLock implements AutoCloseable {
  /**
   * Folders locked by this JVM. POSIX drops a process's lock as soon as it closes any other handle
   * of the file, so a second attempt in the same JVM must be refused before the file is opened.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private DataFolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  static DataFolderLock take(Path given) throws EmbeddedPostgresException {
    Path folder = real(given);
    if (!HELD_HERE.add(folder)) {
      throw inUse(given, ProcessHandle.current().pid() + "");
    }
    try {
      return new DataFolderLock(folder, lock(given));
    } catch (EmbeddedPostgresException e) {
      HELD_HERE.remove(folder);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws EmbeddedPostgresException {
    Path file = folder.resolve("server.lock");
    try {
      FileChannel channel = open(file);
      if (channel.tryLock() == null) {
        channel.close();
        throw inUse(folder, Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(utf8(ProcessHandle.current().pid() + "\n"));
      return channel;
    } catch (IOException e) {
      throw new EmbeddedPostgresException(
          folder, "cannot be locked (%s). Choose a folder on a local disk.".formatted(e), e);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  private static EmbeddedPostgresException inUse(Path folder, String process) {
    return new EmbeddedPostgresException(
        folder,
        "is in use by another running Jawort (process %s). Stop it first, or choose another folder."
            .formatted(process));
  }

  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Path real(Path folder) throws EmbeddedPostgresException {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new EmbeddedPostgresException(folder, "cannot be read (%s).".formatted(e), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
    } finally {
      HELD_HERE.remove(folder);
    }
  }
}
