package org.jawort.platform.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.jspecify.annotations.Nullable;

/** Unpacks a {@code .txz}: folders, files with their executable bit, symbolic links. */
final class Archive {
  private Archive() {}

  static void unpack(URL archive, Path target) throws IOException {
    readableToAll(target);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(archive.openStream())))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (isNeeded(entry.getName())) {
          unpack(entry, tar, target);
        }
      }
    }
  }

  /** Building extensions is not offered, so static libraries and makefiles stay packed. */
  private static boolean isNeeded(String name) {
    return !name.endsWith(".a") && !name.contains("/pgxs/") && !name.contains("/pkgconfig/");
  }

  private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path target)
      throws IOException {
    Path path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("archive entry outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      directory(path);
    } else if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      directory(path.getParent());
      Files.copy(tar, path);
      permit(path, (entry.getMode() & 0100) != 0);
    }
  }

  private static void directory(@Nullable Path path) throws IOException {
    if (path != null && !Files.isDirectory(path)) {
      directory(path.getParent());
      Files.createDirectory(path);
      readableToAll(path);
    }
  }

  /** Whatever the umask: started by root, the database runs as another user. */
  private static void readableToAll(Path folder) throws IOException {
    permit(folder, true);
  }

  private static void permit(Path path, boolean executable) throws IOException {
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
