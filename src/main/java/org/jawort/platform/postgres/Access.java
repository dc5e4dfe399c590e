package org.jawort.platform.postgres;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Properties;

/**
 * How to reach the database: kept in {@code postgres.properties} (0600) from the first start on.
 *
 * @param port TCP port on 127.0.0.1
 * @param user the superuser that initdb made
 * @param password its random password, URL-safe
 */
record Access(int port, String user, String password) {
  static final String FILE = "postgres.properties";
  private static final String USER = "jawort";

  /** Reads what an earlier start kept, or makes and keeps a new port and password. */
  static Access of(DataFolder folder) throws EmbeddedPostgresException {
    Path file = file(folder);
    try {
      if (Files.exists(file)) {
        return read(file);
      }
      if (Files.exists(folder.cluster())) {
        throw new EmbeddedPostgresException(
            folder.path(),
            "holds a database but not its postgres.properties (port and password)."
                + " Restore that file from a backup, or choose another folder.");
      }
      Access made = new Access(FreePort.pick(), USER, randomPassword());
      made.keep(folder);
      return made;
    } catch (IOException | RuntimeException e) {
      throw new EmbeddedPostgresException(
          folder.path(),
          "has a postgres.properties that cannot be read or written (%s). Mend it or restore it."
              .formatted(e.getMessage()),
          e);
    }
  }

  static Access read(Path file) throws IOException {
    Properties kept = new Properties();
    kept.load(new StringReader(Files.readString(file)));
    int port = Integer.parseInt(kept.getProperty("port", ""));
    return new Access(port, required(kept, "user"), required(kept, "password"));
  }

  private static String required(Properties kept, String key) throws IOException {
    String value = kept.getProperty(key);
    if (value == null || value.isBlank()) {
      throw new IOException("no " + key);
    }
    return value;
  }

  /** Same user and password on another port, kept at once. */
  Access moveTo(int otherPort, DataFolder folder) throws IOException {
    Access moved = new Access(otherPort, user, password);
    moved.keep(folder);
    return moved;
  }

  /** Written aside, flushed and renamed: a crash leaves the old file or the new one. */
  private void keep(DataFolder folder) throws IOException {
    Path aside = folder.path().resolve("postgres.properties.new");
    Files.deleteIfExists(aside);
    writePrivately(aside, "port=%d\nuser=%s\npassword=%s\n".formatted(port, user, password));
    Files.move(aside, file(folder), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Creates a file that only this user can read, flushed to disk. */
  static void writePrivately(Path file, String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      channel.force(true);
    }
  }

  private static Path file(DataFolder folder) {
    return folder.path().resolve(FILE);
  }

  private static String randomPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return "127.0.0.1:" + port;
  }
}
